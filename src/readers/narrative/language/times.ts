import type { Segment } from './sentences';
import type { Token } from './tokens';
import { wordSet } from './word-set';

const UNITS = wordSet(
  'second moment minute hour day week month year while night evening morning afternoon weekend round turn song lesson stop game dance term season spring summer autumn winter',
);
const NUMBERS = wordSet('a an one two three four five six seven eight nine ten several some many');
const AFTER: readonly (readonly string[])[] = [
  ['later'],
  ['afterwards'],
  ['afterward'],
  ['after', 'that'],
  ['after', 'this'],
];

/**
 * Sentences with `later` for what only says how long after (`A week later, …`, `two stops after that`, `the next day, …`), so that
 * its noun is taken for nobody who takes part. `Next week` is so where what was told before was told of `this week`.
 */
export function timed(segments: readonly Segment[]): Segment[] {
  let isOfThis = false;
  return segments.map((segment) => {
    const tokens: Token[] = [];
    for (let at = 0; at < segment.tokens.length;) {
      const length = lengthAt(segment.tokens, at, isOfThis);
      const first = segment.tokens[at] as Token;
      const last = segment.tokens[at + Math.max(1, length) - 1] as Token;
      tokens.push(length > 0 ? { ...first, text: 'later', lower: 'later', possessive: false, end: last.end } : first);
      at += Math.max(1, length);
    }
    isOfThis ||= segment.tokens.some(
      ({ lower }, k) => lower === 'this' && UNITS.has(segment.tokens[k + 1]?.lower ?? ''),
    );
    return { ...segment, tokens };
  });
}

/** How many tokens at `at` say how long after; none where they say something else. */
function lengthAt(tokens: readonly Token[], at: number, isOfThis: boolean): number {
  const lower = (k: number) => tokens[k]?.lower ?? '';
  const unit = (k: number) => UNITS.has(lower(k).replace(/s$/, '')) && tokens[k]?.possessive !== true;
  const isHead = at === 0 || [',', ';', 'and', 'then', 'but'].includes(lower(at - 1));
  if (isHead && isOfThis && lower(at) === 'next' && unit(at + 1)) return 2;
  const isNext = lower(at) === 'the' && ['next', 'following'].includes(lower(at + 1)) && unit(at + 2);
  if (isHead && isNext && !['in', 'of', 'is', 'was'].includes(lower(at + 3))) return 3;
  // `… was moved on the same day`
  const isSame =
    lower(at) === 'the' && ['same', 'very'].includes(lower(at + 1)) && unit(at + (lower(at + 2) === 'same' ? 3 : 2));
  const behind = at + (lower(at + 2) === 'same' ? 4 : 3);
  const isLast = tokens[behind] === undefined || tokens[behind].kind === 'end' || /^[,;]$/.test(lower(behind));
  if (
    isSame &&
    isLast &&
    !['on', 'in', 'at', 'of', 'to', 'for', 'is', 'was', 'have', 'has', 'had', 'with'].includes(lower(at - 1))
  )
    return behind - at;
  let to = at;
  if (NUMBERS.has(lower(to)) || /^\d{1,3}$/.test(lower(to))) to++;
  else return 0;
  if (['few', 'little', 'short', 'whole'].includes(lower(to))) to++;
  else if (lower(to) === 'couple' && lower(to + 1) === 'of') to += 2;
  if (!unit(to)) return 0;
  const after = AFTER.find((words) => words.every((word, k) => lower(to + 1 + k) === word));
  return after ? to + 1 + after.length - at : 0;
}
