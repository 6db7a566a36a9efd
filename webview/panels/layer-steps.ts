import './layer-steps.css';
import { SAMPLE_SEED } from '../../src/analysis/sample-seed';
import { NOT_RUN, RIGHT } from '../../src/analysis/readable';
import { READING_NAMES, READINGS } from '../../src/analysis/readings';
import type { GridRow, Model, Probe, Reading, Run } from '../../src/protocol/messages';
import { beliefText, ordinal, percent, plural } from '../describe';
import { fill, h } from '../dom';
import { shortened } from '../draw/names';
import { meaningOf } from '../glossary';
import { choice } from '../parts/choice';
import { onceAFrame } from '../parts/frame';
import { matrixPlot } from '../parts/matrix';
import { movePlayhead } from '../parts/moves';
import { namedMatrix } from '../parts/named-matrix';
import { newest } from '../parts/newest';
import { scaleLegend } from '../parts/scale';
import { task } from '../parts/task';
import { tooltip, type Tooltip } from '../parts/tooltip';
import { probeOf } from '../state';
import { runOf } from '../../src/protocol/models';
import { lacksLayers, layerText } from './hidden-layers';
import type { Panel, PanelContext, Table } from './panel';
import { outcomeAt } from '../../src/protocol/models';

const READ_BY = READINGS.map((value) => ({ value, text: READING_NAMES[value] }));
const SELECTIVITY =
  'Selectivity: held-out accuracy of the probe less that of this control. Near zero, the probe reads nothing that training put there.';
/** Of a row, in CSS pixels. */
const ROW = 16;
/** Steps of a long text are shown evenly spaced. */
const MOST_COLUMNS = 4096;

/** The grid of layers and steps: what is read of the state, by the output head, by probes and by their controls. */
export const layerSteps: Panel = {
  id: 'layer-steps',
  seed: SAMPLE_SEED,
  title: 'Every layer at every step',
  about:
    'Layers down, steps across: where a cell is strong, the true state can be read there. A click goes to the step.',
  runsModels: true,
  lacks: lacksLayers,
  mount,
};

function mount(context: PanelContext, model: Model): HTMLElement {
  const [probe, run] = [probeOf(context.store.get()), runOf(model)];
  if (!probe || !run) return h('div');
  const result = h('div');
  const next = newest(context.signal);
  const tip = tooltip(context.signal);
  const show = (reading: Reading): void => {
    const within = { ...context, signal: next() };
    fill(
      result,
      task(within, {
        doing: 'Reading every layer at every step',
        ask: (options) => context.host.ask('grid', { probe: probe.id, model: model.id, reading }, options),
        show: ({ rows }) => map(within, { probe, model, run, reading, rows, tip }),
      }),
    );
  };
  const read = choice('Read from each layer by', READ_BY, 'lens', show);
  show('lens');
  return h('div', {}, h('div', { class: 'choices' }, read.element), result);
}

interface Shown {
  probe: Probe;
  model: Model;
  run: Run;
  reading: Reading;
  rows: readonly GridRow[];
  tip: Tooltip;
}

function map(context: PanelContext, { probe, model, run, reading, rows, tip }: Shown): Node {
  const { store, signal, offers } = context;
  if (context.signal.aborted) return h('div');
  if (rows.length === 0) return h('p', { class: 'note' }, 'No layer is as wide as the last one, which the head reads.');
  const { count } = probe.steps;
  const stride = Math.ceil(count / MOST_COLUMNS);
  const columns = Math.ceil(count / stride);
  const names = rows.map(({ output }) => layerText(model, output));
  const belief = (row: GridRow, step: number): string => beliefText(probe, { ...row, view: run.view }, step);
  const said = (row: GridRow, step: number): string => {
    const code = outcomeAt(row, step);
    return code === 'not run' ? 'no state' : `${code}: ${belief(row, step)}`;
  };
  const scale = scaleLegend(context);
  const plot = matrixPlot(context, {
    tip,
    rowHeight: ROW,
    sets: 'column',
    cell: (at, column, value) => {
      const step = column * stride;
      const row = rows[at];
      return {
        lines: [
          `probability of the true state ${percent(value)}`,
          `${names[at] ?? ''}, step ${step + 1}, ${row ? said(row, step) : ''}`,
        ],
        source: shortened(probe.steps.texts[step] ?? '', 80),
      };
    },
    onChoose: (at, column) => {
      movePlayhead(context, column * stride);
      const row = rows[at];
      // More of the layer, where the lanes of its probes are open; their headings tell of the new step before.
      const lane = row && document.querySelector(`[data-output="${row.output}"]`);
      requestAnimationFrame(() => lane?.scrollIntoView({ block: 'nearest' }));
    },
  });
  const data = new Float32Array(rows.length * columns).map(
    (_, at) => rows[Math.floor(at / columns)]?.probability[(at % columns) * stride] ?? NaN,
  );
  scale.show(1, 0, 1);
  plot.show(
    { rows: rows.length, columns, data, limit: 1 },
    `Probability of the true state in ${plural(rows.length, 'layer')} after ${plural(count, 'step')}, read by ${READING_NAMES[reading]}`,
  );
  store.on(
    ['playhead'],
    signal,
    onceAFrame(signal, () => plot.emphasise(Math.min(columns - 1, Math.round(store.get().playhead / stride)))),
  );
  offers.add(() => plot.drawing(`layers and steps, ${reading}`), signal);
  offers.add(() => tableOf(reading, rows, names, belief), signal);
  return h(
    'div',
    {},
    h('p', { class: 'layer-steps-scale' }, 'Probability of the true state', scale.element),
    stride > 1 && h('p', { class: 'note' }, `Shows every ${ordinal(stride)} step.`),
    namedMatrix(names, ROW, plot.element),
    facts(rows, names),
  );
}

function facts(rows: readonly GridRow[], names: readonly string[]): HTMLElement {
  const isProbe = rows.some(({ heldOut }) => heldOut);
  const isControl = rows.some(({ selectivity }) => selectivity !== undefined);
  const columns = ['Layer', 'Steps right', ...(isProbe ? ['Held out'] : []), ...(isControl ? ['Selectivity'] : [])];
  const cells = rows.map(({ outcome, heldOut, selectivity }, at) => {
    const judged = outcome.filter((code) => code !== NOT_RUN).length;
    const right = outcome.filter((code) => code === RIGHT).length;
    return h(
      'tr',
      {},
      header('row', names[at] ?? ''),
      h('td', {}, percent(right / judged)),
      isProbe && h('td', {}, heldOut ? heldOutText(heldOut) : ''),
      isControl && h('td', {}, selectivity === undefined ? '' : percent(selectivity).replace('-', '−')),
    );
  });
  const table = h(
    'table',
    { 'aria-label': 'Readings by layer' },
    h('thead', {}, h('tr', {}, ...columns.map((name) => header('col', name)))),
    h('tbody', {}, ...cells),
  );
  return h(
    'div',
    {},
    isControl && h('p', { class: 'note' }, SELECTIVITY),
    h('div', { class: 'layer-steps-scroll', tabindex: 0, role: 'group', 'aria-label': 'Readings by layer' }, table),
  );
}

function heldOutText({ accuracy, interval: [low, high] }: NonNullable<GridRow['heldOut']>): string {
  return `${percent(accuracy)} (${percent(low)} to ${percent(high)})`;
}

function header(scope: 'row' | 'col', text: string): HTMLElement {
  const title = meaningOf(text);
  const cell = h('th', title === undefined ? {} : { title }, text);
  cell.scope = scope;
  return cell;
}

function tableOf(
  reading: Reading,
  rows: readonly GridRow[],
  names: readonly string[],
  belief: (row: GridRow, step: number) => string,
): Table {
  return {
    kind: 'table',
    name: `layers and steps, ${reading}`,
    columns: ['step', ...names.flatMap((name) => [`${name}: read`, `${name}: probability of the true state`])],
    rows: () =>
      Array.from(rows[0]?.outcome ?? [], (_, step) => [
        step + 1,
        ...rows.flatMap((row) => {
          const share = row.probability[step] ?? NaN;
          return [belief(row, step), Number.isNaN(share) ? null : share];
        }),
      ]),
  };
}
