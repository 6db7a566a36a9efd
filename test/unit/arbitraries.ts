import fc from 'fast-check';
import { identity } from '../../src/algebra/maps';

export function permutation(degree: number): fc.Arbitrary<number[]> {
  return fc.shuffledSubarray(identity(degree), { minLength: degree, maxLength: degree });
}
