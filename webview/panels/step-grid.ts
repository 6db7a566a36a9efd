import './step-grid.css';
import type { Probe } from '../../src/protocol/messages';
import { outcomeAt } from '../../src/protocol/models';
import { beliefText, ordinal, percent, plural } from '../describe';
import { h } from '../dom';
import { shortened } from '../draw/names';
import { onceAFrame } from '../parts/frame';
import { matrixPlot } from '../parts/matrix';
import { movePlayhead } from '../parts/moves';
import { namedMatrix } from '../parts/named-matrix';
import { scaleLegend } from '../parts/scale';
import type { Tooltip } from '../parts/tooltip';
import type { PanelContext, Table } from './panel';

/** Of a row, in CSS pixels. */
const ROW = 16;
/** Steps of a long text are shown evenly spaced. */
const MOST_COLUMNS = 4096;

/** What is read in one row after each step. */
interface ReadRow {
  outcome: Uint8Array;
  /** `steps × slots` of the view. */
  predicted: Int16Array;
}

export interface StepGrid {
  probe: Probe;
  /** In which what is read is told. */
  view: number;
  tip: Tooltip;
  /** Of the rows. */
  names: readonly string[];
  rows: readonly ReadRow[];
  /** Of each row, from 0 to 1 for each step; `NaN` where there is nothing. */
  values: readonly Float32Array[];
  /** What the values are, such as `Probability of the true state`. */
  what: string;
  /** What they were read by. */
  by: string;
  /** Of files that are saved. */
  name: string;
  /** A cell of this row was chosen; the playhead is there already. */
  onChoose?: (row: number) => void;
  below: HTMLElement;
}

/** Layers down, steps across, with what is read in each cell; the playhead is seen and moved in it. */
export function stepGrid(context: PanelContext, grid: StepGrid): HTMLElement {
  const { store, signal, offers } = context;
  const { probe, tip, names, rows, values, what, by, name, onChoose, below } = grid;
  const { count } = probe.steps;
  const stride = Math.ceil(count / MOST_COLUMNS);
  const columns = Math.ceil(count / stride);
  const scale = scaleLegend(context);
  const plot = matrixPlot(context, {
    tip,
    rowHeight: ROW,
    sets: 'column',
    cell: (at, column, value) => {
      const step = column * stride;
      return {
        lines: [
          `${what.charAt(0).toLowerCase()}${what.slice(1)} ${percent(value)}`,
          `${names[at] ?? ''}, step ${step + 1}, ${saidIn(grid, at, step)}`,
        ],
        source: shortened(probe.steps.texts[step] ?? '', 80),
      };
    },
    onChoose: (at, column) => {
      movePlayhead(context, column * stride);
      onChoose?.(at);
    },
  });
  const data = new Float32Array(rows.length * columns).map(
    (_, at) => values[Math.floor(at / columns)]?.[(at % columns) * stride] ?? NaN,
  );
  scale.show(1, 0, 1);
  plot.show(
    { rows: rows.length, columns, data, limit: 1 },
    `${what} in ${plural(rows.length, 'layer')} after ${plural(count, 'step')}, read by ${by}`,
  );
  store.on(
    ['playhead'],
    signal,
    onceAFrame(signal, () => plot.emphasise(Math.min(columns - 1, Math.round(store.get().playhead / stride)))),
  );
  offers.add(() => plot.drawing(name), signal);
  offers.add(() => tableOf(grid), signal);
  return h(
    'div',
    {},
    h('p', { class: 'step-grid-scale' }, what, scale.element),
    stride > 1 && h('p', { class: 'note' }, `Shows every ${ordinal(stride)} step.`),
    namedMatrix(names, ROW, plot.element),
    below,
  );
}

function beliefIn({ probe, view, rows }: StepGrid, at: number, step: number): string {
  const row = rows[at];
  return row ? beliefText(probe, { ...row, view }, step) : '';
}

function saidIn(grid: StepGrid, at: number, step: number): string {
  const row = grid.rows[at];
  const code = row ? outcomeAt(row, step) : 'not run';
  return code === 'not run' ? 'no state' : `${code}: ${beliefIn(grid, at, step)}`;
}

function tableOf(grid: StepGrid): Table {
  const { names, rows, values, what, name } = grid;
  const label = `${what.charAt(0).toLowerCase()}${what.slice(1)}`;
  return {
    kind: 'table',
    name,
    columns: ['step', ...names.flatMap((row) => [`${row}: read`, `${row}: ${label}`])],
    rows: () =>
      Array.from(rows[0]?.outcome ?? [], (_, step) => [
        step + 1,
        ...rows.flatMap((_row, at) => {
          const value = values[at]?.[step] ?? NaN;
          return [beliefIn(grid, at, step), Number.isNaN(value) ? null : value];
        }),
      ]),
  };
}
