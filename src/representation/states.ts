/**
 * Hidden states as a matrix with a row for each step. A row of `NaN` is a step of which there is no state.
 */
export interface States {
  width: number;
  /** `rows × width`, row-major. */
  data: Float32Array;
}

/** Raw, less each column's mean over the rows, or each row less the one before it (zero at first). */
export type Form = 'raw' | 'centred' | 'change';

export function rowsOf({ width, data }: States): number {
  return data.length / width;
}

/**
 * Takes rows out of a tensor of tokens: for each step that of the token after which its state counts.
 *
 * @param data `tokens × width`, row-major
 * @param after the token of each step; -1 where there is none
 */
export function statesAt(data: Float32Array, width: number, after: Int32Array): States {
  const states = new Float32Array(after.length * width).fill(NaN);
  after.forEach((token, step) => {
    if (token >= 0) states.set(data.subarray(token * width, (token + 1) * width), step * width);
  });
  return { width, data: states };
}

/** Whether there is a state in this row; a model that gives `NaN` itself has none there either. */
export function isKnown({ width, data }: States, row: number): boolean {
  for (let at = row * width; at < (row + 1) * width; at++) if (!Number.isFinite(data[at])) return false;
  return true;
}

/** Rows that hold a state. */
export function knownRows(states: States): Int32Array {
  return Int32Array.from(Array.from({ length: rowsOf(states) }, (_, row) => row).filter((row) => isKnown(states, row)));
}

/** Mean of each column over the rows that hold a state; zero where none does. */
function columnMeans(states: States): Float64Array {
  const { width, data } = states;
  const means = new Float64Array(width);
  const rows = knownRows(states);
  for (const row of rows) for (let k = 0; k < width; k++) means[k] = (means[k] ?? 0) + (data[row * width + k] ?? 0);
  return means.map((sum) => (rows.length === 0 ? 0 : sum / rows.length));
}

/** The states in another form; `NaN` stays, and a change from or to an unknown state is unknown. */
export function inForm(states: States, form: Form): States {
  const { width, data } = states;
  if (form === 'raw') return states;
  if (form === 'centred') {
    const means = columnMeans(states);
    return { width, data: data.map((value, at) => value - (means[at % width] ?? 0)) };
  }
  const change = data.map((value, at) => (at < width ? value - value : value - (data[at - width] ?? NaN)));
  return { width, data: change };
}

/** The first columns, where there are more. */
export function firstColumns(states: States, most: number): States {
  const { width, data } = states;
  if (width <= most) return states;
  const rows = rowsOf(states);
  const narrow = new Float32Array(rows * most);
  for (let row = 0; row < rows; row++) narrow.set(data.subarray(row * width, row * width + most), row * most);
  return { width: most, data: narrow };
}

/** Rows `from`, `from + stride`, … below `to`, of each the first `columns` values. */
export function everyRow(
  { width, data }: States,
  { from, to, stride, columns }: { from: number; to: number; stride: number; columns: number },
): Float32Array {
  const count = Math.max(0, Math.ceil((to - from) / stride));
  const rows = new Float32Array(count * columns);
  for (let row = 0; row < count; row++) {
    const at = (from + row * stride) * width;
    rows.set(data.subarray(at, at + columns), row * columns);
  }
  return rows;
}

/** Of all values: what a colour scale needs. */
export interface Range {
  min: number;
  max: number;
  /** 99th percentile of the absolute values. */
  typical: number;
}

/** Values that the percentile is taken from; all of them would have to be sorted. */
const SAMPLE = 65_536;

/** All zero where there is no finite value. */
export function rangeOf({ data }: States): Range {
  let [min, max] = [Infinity, -Infinity];
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (min > max) return { min: 0, max: 0, typical: 0 };
  // An even stride would look at the same few columns again and again.
  const stride = Math.max(1, Math.floor(data.length / SAMPLE)) | 1;
  const sizes: number[] = [];
  for (let at = 0; at < data.length; at += stride) {
    const value = data[at] ?? NaN;
    if (Number.isFinite(value)) sizes.push(Math.abs(value));
  }
  const sorted = Float64Array.from(sizes).sort();
  return { min, max, typical: sorted[Math.ceil(0.99 * sorted.length) - 1] ?? Math.max(Math.abs(min), Math.abs(max)) };
}

/** One column over all rows. */
export function column({ width, data }: States, index: number): Float32Array {
  return Float32Array.from({ length: data.length / width }, (_, row) => data[row * width + index] ?? NaN);
}
