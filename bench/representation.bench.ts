import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { principalPlane, project } from '../src/representation/components';
import { fitProbe, readState } from '../src/representation/linear-probe';
import { Moments } from '../src/representation/moments';
import { similarOrder } from '../src/representation/neurons';
import { agreement, cosines } from '../src/representation/similarity';
import type { States } from '../src/representation/states';
import { median, type Result } from './result';

const STEPS = 4096;
const WIDTH = 256;
/** The states of S5. */
const CLASSES = 120;
/** Steps that are compared with each other at most, in the visualizer and by `inspect`. */
const SIDE = 512;

/** Multiplicative congruential noise, the same everywhere (Park and Miller 1988). */
function noise(): () => number {
  let state = 7;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647 - 0.5;
}

/** States around a centre for each class. */
function sample(): { states: States; labels: Int32Array } {
  const random = noise();
  const centres = Float32Array.from({ length: CLASSES * WIDTH }, () => 4 * random());
  const labels = Int32Array.from({ length: STEPS }, () => Math.floor((random() + 0.5) * CLASSES));
  const at = (step: number, k: number): number => centres[labels[step]! * WIDTH + k]!;
  const data = Float32Array.from(
    { length: STEPS * WIDTH },
    (_, place) => at(Math.floor(place / WIDTH), place % WIDTH) + random(),
  );
  return { states: { width: WIDTH, data }, labels };
}

/** A matrix of the first rows, for the peer. */
function matrix({ data }: States, rows = STEPS, columns = WIDTH): Matrix {
  const random = noise();
  return new Matrix(
    Array.from({ length: rows }, (_, row) =>
      Array.from({ length: columns }, (_, k) => data[row * WIDTH + k] ?? random()),
    ),
  );
}

const timed = (repeats: number, run: () => unknown): Promise<number> =>
  median(repeats, async () => Promise.resolve(run()));

function added({ data }: States, labels: Int32Array): Moments {
  const moments = new Moments(WIDTH, CLASSES);
  for (let step = 0; step < STEPS; step++) moments.add(data, step * WIDTH, labels[step]!);
  return moments;
}

/**
 * What is computed of a layer, each beside the product of matrices that does as much arithmetic, by ml-matrix: what a
 * plain program would have to do at least.
 */
export default async function representation(): Promise<Result[]> {
  const { states, labels } = sample();
  const all = matrix(states);
  const square = matrix(states, WIDTH);
  const few = { width: WIDTH, data: states.data.subarray(0, SIDE * WIDTH) };
  const fewLabels = labels.subarray(0, SIDE);
  const moments = added(states, labels);
  const probe = fitProbe(moments);
  const plane = principalPlane(moments);
  const covariance = new Matrix(moments.covariance().map((row) => Array.from(row)));
  const fewCosines = cosines(few);
  const pairs = fewCosines.subarray(0, (SIDE * (SIDE - 1)) / 2);
  const size = `${STEPS} × ${WIDTH}`;
  const product = (a: Matrix, b: Matrix) => (): unknown => a.mmul(b);
  const wide = matrix(states, WIDTH, CLASSES);
  const two = matrix(states, WIDTH, 2);
  const side = matrix(states, SIDE);

  const measures: [what: string, repeats: number, run: () => unknown, against: string, peer: () => unknown][] = [
    [
      `sums over ${size} states`,
      5,
      () => added(states, labels),
      'product of the states with themselves',
      product(all.transpose(), all),
    ],
    [
      `fit of a probe of ${WIDTH} values, ${CLASSES} classes`,
      5,
      () => fitProbe(moments),
      `product of two ${WIDTH} × ${WIDTH} matrices`,
      product(square, square),
    ],
    [
      `probe read at ${STEPS} steps`,
      5,
      () => labels.forEach((label, step) => readState(probe, states.data, step * WIDTH, label)),
      'product with its weights',
      product(all, wide),
    ],
    [
      `principal components of ${WIDTH} values`,
      3,
      () => principalPlane(moments),
      'eigenvectors alone',
      () => new EigenvalueDecomposition(covariance, { assumeSymmetric: true }),
    ],
    [`${STEPS} states in their plane`, 5, () => project(plane, states), 'product with its axes', product(all, two)],
    [
      `cosines of ${SIDE} steps`,
      5,
      () => cosines(few),
      'product of the states with themselves',
      product(side, side.transpose()),
    ],
    [
      `cosines of ${STEPS} steps`,
      1,
      () => cosines(states),
      'product of the states with themselves',
      product(all, all.transpose()),
    ],
    [
      `area under the curve, ${pairs.length} pairs`,
      5,
      () => agreement(fewCosines, fewLabels),
      'sorting as many numbers',
      () => pairs.slice().sort(),
    ],
    [
      `order of ${WIDTH} neurons by likeness`,
      3,
      () => similarOrder(states),
      `product of ${WIDTH} courses of ${SIDE} steps`,
      product(side.transpose(), side),
    ],
  ];
  const results: Result[] = [];
  for (const [what, repeats, run, against, peer] of measures) {
    const value = await timed(repeats, run);
    results.push({ what, value, unit: 'ms', against: { what: against, value: await timed(repeats, peer) } });
  }
  return results;
}
