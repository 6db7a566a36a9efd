import type { Likeness } from '../../src/protocol/messages';
import { h } from '../dom';
import { matrixPlot } from '../parts/matrix';
import { namedMatrix } from '../parts/named-matrix';
import { numberText, scaleLegend } from '../parts/scale';
import { task } from '../parts/task';
import { tooltip } from '../parts/tooltip';
import { isSaved } from '../place';
import type { Side } from './compare-data';
import { layerText } from './hidden-layers';
import type { PanelContext, Table } from './panel';

/** Of a row, in CSS pixels. */
const ROW = 18;

/** How alike the layers of two models are that read the same text; measured when it is opened. */
export function likenessView(context: PanelContext, first: Side, second: Side): HTMLElement | null {
  if (isSaved() || first.probe.id !== second.probe.id || first.model.id === second.model.id) return null;
  const result = h('div');
  const fold = h('details', {}, h('summary', {}, 'How alike their layers are'), result);
  const key = { probe: first.probe.id, model: first.model.id, other: second.model.id };
  const start = (): void => {
    result.replaceChildren(
      task(context, {
        doing: 'Comparing their layers over random words',
        ask: (options) => context.host.ask('likeness', key, options),
        show: (answer) => map(context, first, second, answer),
      }),
    );
  };
  fold.addEventListener('toggle', start, { once: true });
  return fold;
}

function map(context: PanelContext, first: Side, second: Side, answer: Likeness): HTMLElement {
  const { layers, cka, others, words, tokens } = answer;
  const { signal, offers } = context;
  const rows = layers[0].map((output) => layerText(first.model, output));
  const columns = layers[1].map((output) => layerText(second.model, output));
  const scale = scaleLegend(context);
  scale.show(1, 0, 1);
  const plot = matrixPlot(context, {
    tip: tooltip(signal),
    rowHeight: ROW,
    cell: (row, column, value) => ({
      lines: [
        Number.isNaN(value) ? 'one of them never changes' : numberText(value),
        `${rows[row] ?? ''} of ${first.name}, ${columns[column] ?? ''} of ${second.name}`,
      ],
    }),
  });
  const data = Float32Array.from(cka.flatMap((row) => row.map((value) => value ?? NaN)));
  plot.show(
    { rows: rows.length, columns: columns.length, data, limit: 1 },
    `Likeness of ${rows.length} layers of ${first.name} (rows) and ${columns.length} of ${second.name} (columns)`,
  );
  offers.add(() => plot.drawing('likeness of layers'), signal);
  offers.add(() => tableOf(rows, columns, answer), signal);
  const nothing = others === null ? '' : ` Last layers over different words have ${numberText(others)}.`;
  return h(
    'div',
    {},
    h('p', { class: 'note' }, `Rows: ${first.name}. Columns: ${second.name}. `, scale.element),
    namedMatrix(rows, ROW, plot.element),
    h('p', { class: 'note' }, `Linear CKA over ${words} random words of ${tokens} tokens.${nothing}`),
  );
}

function tableOf(rows: readonly string[], columns: readonly string[], { cka }: Likeness): Table {
  return {
    kind: 'table',
    name: 'likeness of layers',
    columns: ['layer', ...columns],
    rows: () => rows.map((name, at) => [name, ...(cka[at] ?? [])]),
  };
}
