import { NOTHING, NOTHING_SIGN, SPARE, SPARE_SIGN } from '../../src/protocol/codes';
import { characters, plain, shortened, unquoted } from '../../src/text/shortened';

export { NOTHING_SIGN, plain, shortened, SPARE_SIGN, unquoted };

/** Names short enough for a cell, and arrangements as text. */

/** Names up to this long are shown in full in cells. */
const SHORT = 4;

/**
 * Forms of names for cells, all different: in full if all are short; else the shortest prefixes that tell them apart
 * (`apple, pear, plum` become `a, pe, pl`); else initials (`white rook a1` becomes `wra1`); else, as for long numbers,
 * whose prefixes would be other numbers, `#1`, `#2`, ….
 */
export function abbreviated(quoted: readonly string[]): string[] {
  const names = unquoted(quoted);
  const all = names.map((name) => characters(plain(name.slice(0, 64))));
  const distinct = (length: number): boolean =>
    new Set(all.map((name) => name.slice(0, length).join(''))).size === names.length;
  if (all.every((name) => name.length <= SHORT) && distinct(SHORT)) return all.map((name) => name.join(''));
  for (let length = 1; length <= SHORT && !names.some((name) => /^[-+.\d]/.test(name)); length++)
    if (distinct(length)) return shortestPrefixes(all, length);
  const short = all.map(initials);
  if (short.every((name) => name.length > 1 && name.length <= SHORT) && new Set(short).size === names.length)
    return short;
  return names.map((_, index) => `#${index + 1}`);
}

/** First letters of words; words with a digit, such as squares, in full. */
function initials(name: readonly string[]): string {
  const words = name.join('').split(' ');
  return words.map((word) => (/\d/.test(word) ? word : (characters(word)[0] ?? ''))).join('');
}

function shortestPrefixes(all: readonly string[][], atMost: number): string[] {
  return all.map((name, self) => {
    for (let length = 1; length < atMost; length++) {
      const short = name.slice(0, length).join('');
      if (all.every((other, index) => index === self || other.slice(0, length).join('') !== short)) return short;
    }
    return name.slice(0, atMost).join('');
  });
}

/** Names of the objects in one row, or null where there is no state at all. */
export function rowNames(row: ArrayLike<number>, names: readonly string[]): string[] | null {
  const result = Array.from(row, (object) =>
    object === NOTHING ? NOTHING_SIGN : object === SPARE ? SPARE_SIGN : (names[object] ?? SPARE_SIGN),
  );
  return result.every((name) => name === NOTHING_SIGN) ? null : result;
}

/** What stands between names: a comma where a space would not do. */
export function separator(names: readonly string[]): string {
  return names.some((name) => /\s/.test(name.slice(0, 200))) ? ', ' : ' ';
}

/** An arrangement for people and screen readers. */
export function arrangementText(row: ArrayLike<number>, objects: readonly string[]): string {
  return (
    rowNames(
      row,
      objects.map((name) => shortened(name, 24)),
    )?.join(separator(objects)) ?? 'no state'
  );
}
