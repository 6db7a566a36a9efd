import { knownRows, type States } from './states';

/** Steps that the similarity of two neurons is taken from; evenly spaced where there are more. */
const MOST_STEPS = 512;

/** Of each column over the rows that hold a state. */
export function variances({ width, data }: States, rows: Int32Array): Float32Array {
  const variance = new Float32Array(width);
  for (let k = 0; k < width; k++) {
    let sum = 0;
    for (const row of rows) sum += data[row * width + k] ?? 0;
    const mean = sum / rows.length;
    let squares = 0;
    for (const row of rows) squares += ((data[row * width + k] ?? 0) - mean) ** 2;
    variance[k] = rows.length === 0 ? 0 : squares / rows.length;
  }
  return variance;
}

/**
 * Orders columns so that neighbours have alike courses: begins with the one that varies most and goes on, each time, to
 * the one of those left whose correlation with the last is greatest, up to sign. Columns that do not vary come last, in
 * their own order. Takes time like the square of the width, and no memory like it.
 */
export function similarOrder(states: States): Uint32Array {
  const { width, data } = states;
  const known = knownRows(states);
  const stride = Math.max(1, Math.ceil(known.length / MOST_STEPS));
  const rows = known.filter((_, at) => at % stride === 0);
  const variance = variances(states, rows);
  const columns = Array.from({ length: width }, (_, k) => k);
  const courses = columns.map((k) => course(data, width, rows, k));
  const left = columns.filter((k) => courses[k] !== undefined);
  const still = columns.filter((k) => courses[k] === undefined);
  const order: number[] = [];
  let next = left.reduce((best, k) => ((variance[k] ?? 0) > (variance[best] ?? 0) ? k : best), left[0] ?? 0);
  while (left.length > 0) {
    left.splice(left.indexOf(next), 1);
    order.push(next);
    const last = courses[next] as Float32Array;
    let best = -1;
    for (const k of left) {
      const alike = Math.abs(dot(last, courses[k] as Float32Array));
      if (alike > best) [best, next] = [alike, k];
    }
  }
  return Uint32Array.from([...order, ...still]);
}

/** A column less its mean, of length one; undefined where it does not vary. */
function course(data: Float32Array, width: number, rows: Int32Array, k: number): Float32Array | undefined {
  let mean = 0;
  for (const row of rows) mean += (data[row * width + k] ?? 0) / rows.length;
  let squares = 0;
  let largest = 0;
  const values = Float32Array.from(rows, (row) => {
    const value = (data[row * width + k] ?? 0) - mean;
    squares += value * value;
    largest = Math.max(largest, Math.abs(data[row * width + k] ?? 0));
    return value;
  });
  const length = Math.sqrt(squares);
  // Rounding of single precision is no course.
  return length > 1e-6 * largest * Math.sqrt(rows.length) ? values.map((value) => value / length) : undefined;
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
