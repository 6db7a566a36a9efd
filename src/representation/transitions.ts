import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** How a step's transition couples the values of a state: along one axis, all of them, or none with another. */
export interface Coupling {
  /** Values that are coupled with each other; 1 where none are. */
  size: number;
  /** For each group of coupled values the places of its members. */
  groups: Int32Array[];
}

/** Along one axis of a state of some sizes; of `sizes.length` axes none where it is undefined, all where it is `all`. */
export function couplingOf(sizes: readonly number[], axis: number | 'all' | undefined): Coupling {
  const total = sizes.reduce((product, size) => product * size, 1);
  if (axis === 'all') return { size: total, groups: [Int32Array.from({ length: total }, (_, at) => at)] };
  if (axis === undefined) return { size: 1, groups: Array.from({ length: total }, (_, at) => Int32Array.of(at)) };
  const size = sizes[axis] ?? 1;
  const stride = sizes.slice(axis + 1).reduce((product, one) => product * one, 1);
  const groups: Int32Array[] = [];
  for (let outer = 0; outer < total; outer += size * stride)
    for (let inner = 0; inner < stride; inner++)
      groups.push(Int32Array.from({ length: size }, (_, at) => outer + at * stride + inner));
  return { size, groups };
}

/** Couplings to be tried, the simplest first; `most` values at most are coupled. */
export function couplings(sizes: readonly number[], most: number): Coupling[] {
  const axes = sizes.flatMap((size, axis) => (size > 1 && size <= most ? [{ size, axis }] : []));
  axes.sort((a, b) => a.size - b.size);
  const total = sizes.reduce((product, size) => product * size, 1);
  return [
    couplingOf(sizes, undefined),
    ...axes.map(({ axis }) => couplingOf(sizes, axis)),
    ...(total <= most && sizes.filter((size) => size > 1).length > 1 ? [couplingOf(sizes, 'all')] : []),
  ];
}

/** Two matrices are the same where no entry differs by more. */
const SAME = 1e-5;

/** `a · b`, both `size × size`. */
export function product(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const result = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const value = a[i * size + k] ?? 0;
      if (value === 0) continue;
      for (let j = 0; j < size; j++)
        result[i * size + j] = (result[i * size + j] ?? 0) + value * (b[k * size + j] ?? 0);
    }
  return result;
}

/** Eigenvalues, real and imaginary part one after another; of matrices that are the same one after another those of one. */
export function eigenvalues(matrices: readonly Float64Array[], size: number): number[] {
  const values: number[] = [];
  let before: Float64Array | undefined;
  for (const matrix of matrices) {
    if (size === 1) {
      values.push(matrix[0] ?? 0, 0);
      continue;
    }
    if (before?.every((value, at) => Math.abs(value - (matrix[at] ?? 0)) <= SAME)) continue;
    before = matrix;
    const rows = Array.from({ length: size }, (_, i) => Array.from(matrix.subarray(i * size, (i + 1) * size)));
    const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(new Matrix(rows));
    for (const [at, real] of realEigenvalues.entries()) values.push(real, imaginaryEigenvalues[at] ?? 0);
  }
  return values;
}

/** Eigenvalues on the complex plane. */
export interface Spectrum {
  /** `[real, imaginary, how many]` of each place, rounded to {@link GRID}. */
  points: Float32Array;
  count: number;
  real: [least: number, greatest: number];
  /** Of the imaginary parts, up to sign. */
  imaginary: number;
  modulus: [least: number, greatest: number];
  /** Shares of those on the circle of radius 1, and of real ones below zero. */
  onCircle: number;
  negative: number;
}

const GRID = 1 / 200;
/** How far from the circle, or from the line, counts as on it. */
const ON = 2e-3;

/** @param values pairs of real and imaginary parts */
export function spectrumOf(values: readonly number[]): Spectrum {
  const places = new Map<string, [number, number, number]>();
  const spectrum: Spectrum = {
    points: new Float32Array(),
    count: values.length / 2,
    real: [Infinity, -Infinity],
    imaginary: 0,
    modulus: [Infinity, -Infinity],
    onCircle: 0,
    negative: 0,
  };
  let [onCircle, negative] = [0, 0];
  for (let at = 0; at < values.length; at += 2) {
    const [real, imaginary] = [values[at] ?? 0, values[at + 1] ?? 0];
    const modulus = Math.hypot(real, imaginary);
    spectrum.real = [Math.min(spectrum.real[0], real), Math.max(spectrum.real[1], real)];
    spectrum.modulus = [Math.min(spectrum.modulus[0], modulus), Math.max(spectrum.modulus[1], modulus)];
    spectrum.imaginary = Math.max(spectrum.imaginary, Math.abs(imaginary));
    if (Math.abs(modulus - 1) <= ON) onCircle++;
    if (real < -ON && Math.abs(imaginary) <= ON) negative++;
    const place: [number, number, number] = [Math.round(real / GRID) * GRID, Math.round(imaginary / GRID) * GRID, 0];
    const key = `${place[0]} ${place[1]}`;
    const known = places.get(key) ?? place;
    known[2]++;
    places.set(key, known);
  }
  spectrum.points = Float32Array.from([...places.values()].flat());
  if (spectrum.count > 0) {
    spectrum.onCircle = onCircle / spectrum.count;
    spectrum.negative = negative / spectrum.count;
  }
  return spectrum;
}
