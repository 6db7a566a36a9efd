import type { SlotMap } from '../../algebra/maps';
import { reduce } from '../../reductions';
import type { Dress } from '../plan/plan';
import { halves, mixAll } from './random';

const PURPOSE = 0xd7e5;

/**
 * The word of one example as another kind of text; its idioms, names and phrases are those of seed and index.
 *
 * @throws RangeError when this kind of text cannot say such a word
 */
export function dress(as: Exclude<Dress, 'word'>, word: readonly SlotMap[], seed: number, index: number): string {
  const own = mixAll(PURPOSE, [...halves(seed), ...halves(index)]) >>> 1;
  return reduce(word, as, { seed: own }).text;
}
