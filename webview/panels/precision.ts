import type { Model, Precision } from '../../src/protocol/messages';
import { percent, plural } from '../describe';
import { h } from '../dom';
import { matrixPlot } from '../parts/matrix';
import { namedMatrix } from '../parts/named-matrix';
import { scaleLegend } from '../parts/scale';
import { task } from '../parts/task';
import { tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import type { PanelContext, Table } from './panel';

/** Of a row, in CSS pixels. */
const ROW = 16;

/** How far a model is right, rounded to fewer and fewer bits; measured when it is opened. */
export function precisionView(context: PanelContext, model: Model): HTMLElement {
  const result = h('div');
  const fold = h('details', {}, h('summary', {}, 'How many bits does it take?'), result);
  const start = (): void => {
    const probe = probeOf(context.store.get())?.id ?? '';
    result.replaceChildren(
      task(context, {
        doing: 'Rounding states and weights',
        ask: (options) => context.host.ask('precision', { probe, model: model.id }, options),
        show: (answer) => map(context, answer),
      }),
    );
  };
  fold.addEventListener('toggle', start, { once: true });
  return fold;
}

function map(context: PanelContext, answer: Precision): HTMLElement {
  const { lengths, words, rows } = answer;
  const { signal, offers } = context;
  const scale = scaleLegend(context);
  scale.show(1, 0, 1);
  const names = rows.map(({ bits, horizon }) => `${bits} bits: ${horizon === null ? 'none' : `to ${horizon}`}`);
  const plot = matrixPlot(context, {
    tip: tooltip(signal),
    rowHeight: ROW,
    cell: (row, column, value) => ({
      lines: [
        Number.isNaN(value) ? 'not measured' : `${percent(value)} of words right`,
        `${rows[row]?.bits ?? ''} bits, ${plural(lengths[column] ?? 0, 'step')}`,
      ],
    }),
  });
  const data = Float32Array.from(rows.flatMap(({ full }) => full.map((share) => share ?? NaN)));
  plot.show(
    { rows: rows.length, columns: lengths.length, data, limit: 1 },
    `Share of words right with ${rows.length} precisions (rows) at ${lengths.length} lengths (columns)`,
  );
  offers.add(() => plot.drawing('precision'), signal);
  offers.add(() => tableOf(answer), signal);
  return h(
    'div',
    {},
    h(
      'p',
      { class: 'note' },
      `States at every step, and weights, rounded to fewer bits of mantissa. Columns: words of ${lengths.join(', ')} steps, ${words} each; beside a row as far as which nine in ten words are right. `,
      scale.element,
    ),
    namedMatrix(names, ROW, plot.element),
  );
}

function tableOf({ lengths, rows }: Precision): Table {
  return {
    kind: 'table',
    name: 'precision',
    columns: ['bits', ...lengths.map(String), 'horizon'],
    rows: () => rows.map(({ bits, full, horizon }) => [bits, ...full, horizon]),
  };
}
