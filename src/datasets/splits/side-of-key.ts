import { createHash } from 'node:crypto';
import { sideAt, SPLITS, type Fractions, type Split } from './keys';

/**
 * The side of everything that has this key: a hash of key and seed is uniform in [0, 1), so each split gets its share of
 * the keys whatever else is in the data set.
 */
export function sideOf(key: string, seed: number, fractions: Fractions): Split {
  const place = createHash('sha256').update(`${seed}/${key}`).digest().readUIntBE(0, 6) / 2 ** 48;
  return SPLITS[sideAt(place, fractions)] ?? 'train';
}
