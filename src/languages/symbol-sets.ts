/** A set of symbols as a class: one bit for each. */

/** Symbols of an alphabet of which sets are told so. */
export const MOST_SYMBOLS = 31;

export function setOf(symbols: Iterable<number>): number {
  let set = 0;
  for (const symbol of symbols) set |= 1 << symbol;
  return set >>> 0;
}

export function symbolsIn(set: number): number[] {
  return Array.from({ length: MOST_SYMBOLS }, (_, symbol) => symbol).filter((symbol) => (set & (1 << symbol)) !== 0);
}
