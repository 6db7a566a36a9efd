import { SAMPLE_SEED } from '../../src/analysis/sample-seed';
import type { Memory, Model } from '../../src/protocol/messages';
import { percent, plural } from '../describe';
import { h } from '../dom';
import { matrixPlot } from '../parts/matrix';
import { namedMatrix } from '../parts/named-matrix';
import { numberText, scaleLegend } from '../parts/scale';
import { task } from '../parts/task';
import { tooltip, type Tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import { lacksLayers, layerText } from './hidden-layers';
import type { Panel, PanelContext, Table } from './panel';

/** Of a row, in CSS pixels. */
const ROW = 16;

/** How long layers remember tokens and states, and how far states are sums. */
export const memory: Panel = {
  id: 'memory',
  seed: SAMPLE_SEED,
  title: 'Memory',
  about: 'How well the token, and the state, of some tokens ago can be read from each layer, over random words.',
  runsModels: true,
  lacks: lacksLayers,
  mount: (context, model) => {
    const probe = probeOf(context.store.get())?.id ?? '';
    return task(context, {
      doing: 'Reading the tokens and states before',
      ask: (options) => context.host.ask('memory', { probe, model: model.id }, options),
      show: (answer) => maps(context, model, answer),
    });
  },
};

interface Rows {
  title: string;
  columns: readonly number[];
  /** Of a column, such as `3 tokens ago`. */
  place: (column: number) => string;
  rows: { name: string; values: readonly (number | null)[] }[];
  say: (value: number) => string;
}

function maps(context: PanelContext, model: Model, { horizon, sums }: Memory): HTMLElement {
  const { lags, tokens, layers, guess, twin } = horizon;
  const tip = tooltip(context.signal);
  const scale = scaleLegend(context);
  scale.show(1, 0, 1);
  const read = (what: 'token' | 'state'): Rows => ({
    title: `The ${what} of some tokens ago, read by a linear probe`,
    columns: lags,
    place: (lag) => `${plural(lag, 'token')} ago`,
    rows: [
      ...layers.flatMap((layer) => {
        const control = twin?.find(({ output }) => output === layer.output);
        const name = layerText(model, layer.output);
        return [
          { name, values: layer[what] },
          ...(control ? [{ name: `${name}, untrained`, values: control[what] }] : []),
        ];
      }),
      { name: 'a guess', values: guess[what] },
    ],
    say: (value) => `read right in ${percent(value)}`,
  });
  const sumRows: Rows = {
    title: 'How far what a token leaves is the same whatever the last one is: 1 is a sum',
    columns: sums.distances,
    place: (distance) => `${plural(distance, 'token')} apart`,
    rows: sums.layers.map(({ output, share }) => ({
      name: output.startsWith('state.') ? `recurrent state ${output.slice('state.'.length)}` : layerText(model, output),
      values: share,
    })),
    say: (value) => (Number.isNaN(value) ? 'nothing is left of it' : numberText(value)),
  };
  return h(
    'div',
    {},
    h('p', { class: 'step-grid-scale' }, `Random words of ${tokens} tokens`, scale.element),
    ...[read('token'), read('state'), sumRows].map((rows) => map(context, tip, rows)),
  );
}

function map(context: PanelContext, tip: Tooltip, { title, columns, place, rows, say }: Rows): HTMLElement {
  const plot = matrixPlot(context, {
    tip,
    rowHeight: ROW,
    cell: (row, column, value) => ({
      lines: [say(value), `${rows[row]?.name ?? ''}, ${place(columns[column] ?? 0)}`],
    }),
  });
  const data = Float32Array.from(rows.flatMap(({ values }) => values.map((value) => value ?? NaN)));
  plot.show({ rows: rows.length, columns: columns.length, data, limit: 1 }, title);
  context.offers.add(() => plot.drawing(title), context.signal);
  context.offers.add(() => tableOf(title, columns, rows), context.signal);
  const names = rows.map(({ name }) => name);
  return h('div', {}, h('p', {}, title), namedMatrix(names, ROW, plot.element));
}

function tableOf(title: string, columns: readonly number[], rows: Rows['rows']): Table {
  return {
    kind: 'table',
    name: title,
    columns: ['tokens', ...rows.map(({ name }) => name)],
    rows: () => columns.map((column, at) => [column, ...rows.map(({ values }) => values[at] ?? null)]),
  };
}
