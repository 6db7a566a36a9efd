/** What can be saved of a run as a table: the same columns from the visualizer and from the terminal. Steps count from 1. */
import type { Cell, CsvTable } from '../representation/files/csv';

/** Something of each step, counted from zero. */
type OfStep<T> = (step: number) => T;

export interface Lane {
  /** Of the model. */
  name: string;
  predicted: OfStep<string>;
  outcome: OfStep<string>;
  confidence: OfStep<number | null>;
  confidenceInTruth: OfStep<number | null>;
}

/** The true state after each step and what models believe. */
export function lanesTable(
  steps: { count: number; text: OfStep<string>; truth: OfStep<string> },
  models: readonly Lane[],
): CsvTable {
  const ofModel = ['predicted', 'outcome', 'confidence', 'confidence in truth'];
  return {
    columns: ['step', 'text', 'true state', ...models.flatMap(({ name }) => ofModel.map((what) => `${name}: ${what}`))],
    rows: () =>
      eachStep(steps.count, (step) => [
        steps.text(step),
        steps.truth(step),
        ...models.flatMap(({ predicted, outcome, confidence, confidenceInTruth }) => [
          predicted(step),
          outcome(step),
          confidence(step),
          confidenceInTruth(step),
        ]),
      ]),
  };
}

export interface LayerReading {
  /** Of the layer. */
  name: string;
  outcome: OfStep<string>;
  margin: Float32Array;
  read: OfStep<string>;
}

/** What linear probes read from every layer. */
export function probesTable(steps: number, layers: readonly LayerReading[]): CsvTable {
  return {
    columns: ['step', ...layers.flatMap(({ name }) => [`${name}: outcome`, `${name}: margin`, `${name}: read`])],
    rows: () =>
      eachStep(steps, (step) =>
        layers.flatMap(({ outcome, margin, read }) => [outcome(step), finite(margin[step]), read(step)]),
      ),
  };
}

/** Places of the steps in the plane of each layer; `points` are `steps × 2`. */
export function trajectoriesTable(
  steps: number,
  state: OfStep<string>,
  layers: readonly { name: string; points: Float32Array }[],
): CsvTable {
  return {
    columns: ['step', 'state', ...layers.flatMap(({ name }) => [`${name} x`, `${name} y`])],
    rows: () =>
      eachStep(steps, (step) => [
        state(step),
        ...layers.flatMap(({ points }) => [finite(points[2 * step]), finite(points[2 * step + 1])]),
      ]),
  };
}

export interface Square {
  from: number;
  stride: number;
  size: number;
}

/** Steps beside steps, such as cosines or attention; `heading` says what a column is, before its step. */
export function squareTable({ from, stride, size }: Square, values: Float32Array, heading: string): CsvTable {
  const stepOf = (at: number): number => from + at * stride + 1;
  return {
    columns: ['step', ...Array.from({ length: size }, (_, column) => `${heading} ${stepOf(column)}`)],
    *rows() {
      for (let row = 0; row < size; row++)
        yield [stepOf(row), ...Array.from(values.subarray(row * size, (row + 1) * size), finite)];
    },
  };
}

export function similarityTable(layers: readonly { name: string; area: number | null }[]): CsvTable {
  return {
    columns: ['layer', 'area under the ROC curve'],
    rows: () => layers.map(({ name, area }) => [name, area]),
  };
}

function* eachStep(count: number, cells: OfStep<readonly Cell[]>): Generator<readonly Cell[]> {
  for (let step = 0; step < count; step++) yield [step + 1, ...cells(step)];
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
