import fc from 'fast-check';
import { identity } from '../../src/algebra/maps';

export function permutation(degree: number): fc.Arbitrary<number[]> {
  return fc.shuffledSubarray(identity(degree), { minLength: degree, maxLength: degree });
}

/** How many random cases a test tries: as many as find the faults that it is for. `STATE_PROBE_RUNS=20` tries twenty times as many. */
export function runs(count: number): number {
  return count * Number(process.env['STATE_PROBE_RUNS'] ?? 1);
}
