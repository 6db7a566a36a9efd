import { isDeepStrictEqual } from 'node:util';
import { Lines } from '../../trace/lines';
import type { Range } from '../../trace/source';
import type { Trace } from '../../trace/trace';

/** A part of a document and what stood in it. */
export interface Part {
  /** Undefined for all of the document. */
  scope: Range | undefined;
  /** The text of the scope, to find it again where it has moved; absent for all of the document, and where it is not known. */
  text?: string | undefined;
  /** What stood around it, to the ends of the lines before and after. */
  before?: string | undefined;
  after?: string | undefined;
}

/**
 * Whether two readings come to the same: the same world, the same steps in it and the same verdict, so that what models
 * said of one is what they say of the other. Where the steps stand and how they are written does not count.
 */
export function sameSteps(a: Trace, b: Trace): boolean {
  return isDeepStrictEqual(essence(a), essence(b));
}

function essence({ domain, slots, objects, cells, initial, steps, illegal, thisRunOnly, verdict }: Trace): unknown {
  const acts = steps.map(({ map, cell, table }) => [map, cell, table]);
  return { domain, slots, objects, cells, initial, acts, illegal, thisRunOnly, verdict };
}

/**
 * The parts of a text that may be what was probed, the likeliest first: where it has been followed to by edits, the only
 * place at which its text stands, and where it stood last. What is written at the end of a part belongs to it; so where it
 * was followed, its old text counts only between the old lines.
 *
 * @param followed undefined when the edits took it away, or nobody has followed them
 */
export function partsToRead(text: string, followed: Part | undefined, last: Part): (Range | undefined)[] {
  if (!last.scope) return [undefined];
  const lines = new Lines(text);
  const found = last.text === undefined || last.text === '' ? [] : placesOf(text, last.text);
  const stands = (scope: Range) =>
    followed ? standsAsBefore(text, lines, scope, last) : fillsItsLines(text, lines, scope, last);
  const [only, another] = found
    .map((start) => lines.range(start, start + (last.text?.length ?? 0)))
    .filter((scope) => stands(scope));
  const where = within(lines, text, last.scope);
  const old = [only && !another ? only : undefined, where && stands(where) ? where : undefined];
  const keys = new Set<string>();
  return [followed?.scope, ...old].filter((scope) => {
    if (!scope) return false;
    const key = JSON.stringify(scope);
    return !keys.has(key) && keys.add(key);
  });
}

function standsAsBefore(text: string, lines: Lines, scope: Range, { text: part, before, after }: Part): boolean {
  if (part === undefined || before === undefined || after === undefined) return false;
  const start = lines.offset(scope.start);
  return text.startsWith(before + part + after, start - before.length);
}

/** Whether a part shares its first and last line with what stood there before, and with no more. */
function fillsItsLines(text: string, lines: Lines, scope: Range, { before, after }: Part): boolean {
  if (before === undefined || after === undefined) return true;
  const head = before.slice(before.search(/[^\r\n]*$/));
  const tail = /^[^\r\n]*/.exec(after)?.[0] ?? '';
  const [start, end] = [lines.offset(scope.start), lines.offset(scope.end)];
  const isHead = text.slice(0, start).endsWith(head) && /^$|[\r\n]/.test(text.charAt(start - head.length - 1));
  return isHead && text.startsWith(tail, end) && /^$|[\r\n]/.test(text.charAt(end + tail.length));
}

/** The first two places at which a part stands in a text. */
function placesOf(text: string, part: string): number[] {
  const first = text.indexOf(part);
  const second = first < 0 ? -1 : text.indexOf(part, first + 1);
  return [first, second].filter((at) => at >= 0);
}

/** A range of an older text, as far as it lies in this one. */
function within(lines: Lines, text: string, { start, end }: Range): Range | undefined {
  const last = lines.position(text.length);
  const clamp = (position: Range['start']) => (position.line > last.line ? last : position);
  const range = { start: clamp(start), end: clamp(end) };
  return lines.offset(range.start) < lines.offset(range.end) ? range : undefined;
}
