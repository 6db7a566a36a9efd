import type { Stretch } from '../reader';
import { LIMITS } from './core/limits';

/** A line that begins something outermost: it is not indented, and closes nothing. */
const OUTERMOST = /^(?=[^\s})\]])/gm;

/**
 * What is read with a selection of a text that is too large: as many whole declarations before and after it as the bound
 * allows, half of them on each side; where the selection stands in none that fits, its own lines.
 *
 * @returns undefined when the selection itself is too large
 */
export function surroundings(text: string, { start, end }: Stretch): Stretch | undefined {
  const room = (LIMITS.text - (end - start)) >> 1;
  if (room < 0) return undefined;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const first = nextOutermost(text, Math.max(0, start - room));
  const last = lastOutermost(text, end, Math.min(text.length, end + room));
  // Without the head of what it stands in, what is indented would be read as standing alone.
  if (first === undefined || first > lineStart || last === undefined) return { start: lineStart, end };
  return { start: first, end: last };
}

function nextOutermost(text: string, from: number): number | undefined {
  // A line that has begun before is none.
  OUTERMOST.lastIndex = from;
  return OUTERMOST.exec(text)?.index;
}

/** The end of the text, or where the last outermost line begins that is in reach. */
function lastOutermost(text: string, from: number, to: number): number | undefined {
  if (to === text.length) return to;
  for (let at = text.lastIndexOf('\n', to); at >= from; at = text.lastIndexOf('\n', at - 1)) {
    // Only there: a search from there on would go to the end of a text that has no such line.
    if (/^[^\s})\]]/.test(text.charAt(at + 1))) return at + 1;
  }
  return undefined;
}
