import type { Model, Requests } from '../../src/protocol/messages';
import { percent, plural } from '../describe';
import { h } from '../dom';
import { matrixPlot } from '../parts/matrix';
import { namedMatrix } from '../parts/named-matrix';
import { scaleLegend } from '../parts/scale';
import { task } from '../parts/task';
import { tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import type { PanelContext, Table } from './panel';

type Answer = Requests['causes']['answer'];

/** Of a row, in CSS pixels. */
const ROW = 18;
const OF_WORDS =
  'States of one random word are put into the run of another: a recurrent state at a step, a layer’s states at all steps up to it. ' +
  'A cell is the share of pairs whose prediction at the end then follows the other word.';

const OF_TEXTS =
  'States of one random text are put into the run of another that begins alike: a layer’s states at the last tokens of all steps up to one. ' +
  'A cell is the share of pairs whose answer at the end then follows the other text.';

/** Interchange interventions over pairs of random words, layers × steps; measured when it is opened. */
export function causalMap(
  context: PanelContext,
  model: Model,
  places: readonly { value: string; text: string }[],
): HTMLElement {
  const result = h('div');
  const fold = h(
    'details',
    {},
    h('summary', {}, 'Which state carries the belief?'),
    h('p', { class: 'note' }, model.readsText ? OF_TEXTS : OF_WORDS),
    result,
  );
  const start = (): void => {
    const probe = probeOf(context.store.get())?.id ?? '';
    result.replaceChildren(
      task(context, {
        doing: `Putting states of random ${kindOf(model)} into others`,
        ask: (options) => context.host.ask('causes', { probe, model: model.id }, options),
        show: (answer) => map(context, model, answer, places),
      }),
    );
  };
  fold.addEventListener('toggle', start, { once: true });
  return fold;
}

function kindOf({ readsText }: Model): string {
  return readsText ? 'texts' : 'words';
}

function map(
  context: PanelContext,
  model: Model,
  answer: Answer,
  places: readonly { value: string; text: string }[],
): HTMLElement {
  const { cells, steps, sentence, length, pairs, idle, notes = [] } = answer;
  const { signal, offers } = context;
  const nameOf = (output: string): string => places.find(({ value }) => value === output)?.text ?? output;
  const outputs = [...new Set(cells.map(({ output }) => output))];
  const cellAt = (row: number, column: number) =>
    cells.find(({ output, step }) => output === outputs[row] && step === steps[column]);
  const scale = scaleLegend(context);
  const plot = matrixPlot(context, {
    tip: tooltip(signal),
    rowHeight: ROW,
    sets: 'column',
    cell: (row, column) => {
      const { share, interval, follow, pairs: told } = cellAt(row, column) ?? {};
      const said =
        share == null || !interval
          ? 'no pair tells anything'
          : `${percent(share)} follow: ${follow ?? 0} of ${plural(told ?? 0, 'pair')} (${percent(interval[0])} to ${percent(interval[1])})`;
      return { lines: [said, `${nameOf(outputs[row] ?? '')}, step ${steps[column] ?? '?'}`] };
    },
  });
  const data = new Float32Array(outputs.length * steps.length).map(
    (_, at) => cellAt(Math.floor(at / steps.length), at % steps.length)?.share ?? NaN,
  );
  scale.show(1, 0, 1);
  plot.show(
    { rows: outputs.length, columns: steps.length, data, limit: 1 },
    `Share of pairs that follow the other ${kindOf(model).slice(0, -1)}, for ${plural(outputs.length, 'state')} at ${plural(steps.length, 'step')}`,
  );
  offers.add(() => plot.drawing('causal map'), signal);
  offers.add(() => tableOf(answer, nameOf), signal);
  const missing = idle.length > 0 ? ` Nothing reads ${idle.map(nameOf).join(', ')}.` : '';
  const thinned = steps.length < length ? ` ${steps.length} of ${length} steps were replaced, for the time.` : '';
  return h(
    'div',
    {},
    h('p', { role: 'status' }, sentence),
    h('p', { class: 'note' }, 'Share that follows ', scale.element),
    namedMatrix(outputs.map(nameOf), ROW, plot.element),
    h(
      'p',
      { class: 'note' },
      `${pairs} pairs of random ${kindOf(model)} of ${length} steps.${thinned}${missing}${notes.map((note) => ` ${note}.`).join('')}`,
    ),
  );
}

function tableOf({ cells }: Answer, nameOf: (output: string) => string): Table {
  return {
    kind: 'table',
    name: 'causal map',
    columns: ['state', 'step', 'share that follows', 'interval from', 'to', 'pairs', 'follow'],
    rows: () =>
      cells.map(({ output, step, share, interval, pairs, follow }) => [
        ...[nameOf(output), step, share, interval?.[0] ?? null, interval?.[1] ?? null, pairs, follow],
      ]),
  };
}
