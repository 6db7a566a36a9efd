import type { Position, Range } from '../../trace/source';

/** A replacement of `range` by `text`. */
export interface Edit {
  range: Range;
  text: string;
}

export function isBefore(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** True when `position` lies in `range`, both ends included. */
export function touches(range: Range, position: Position): boolean {
  return !isBefore(position, range.start) && !isBefore(range.end, position);
}

/**
 * Where `range` stands after `edit`: shifted by an edit before it, the same for one behind it, and undefined when the
 * edit changes it. An edit that only touches its start or end leaves it whole.
 */
export function afterEdit(range: Range, edit: Edit): Range | undefined {
  if (!isBefore(edit.range.start, range.end)) return range;
  if (isBefore(range.start, edit.range.end)) return undefined;
  return { start: shift(range.start, edit), end: shift(range.end, edit) };
}

/**
 * A part of the text after `edit`. Text that is written inside it or right beside it belongs to it, but whole lines
 * before it do not; undefined when nothing is left of it.
 */
export function scopeAfterEdit({ start, end }: Range, edit: Edit): Range | undefined {
  const { range, text } = edit;
  if (isBefore(end, range.start)) return { start, end };
  const beginsBefore = isBefore(range.start, start);
  const endsBehind = isBefore(end, range.end);
  if (beginsBefore && endsBehind) return undefined;
  const newEnd = endsBehind ? shift(range.end, edit) : shift(end, edit);
  const isBeside = !beginsBefore && !/[\r\n]$/.test(text);
  const isIn = isBefore(start, range.end) && !beginsBefore;
  const newStart = isIn || isBeside ? start : isBefore(start, range.end) ? shift(range.end, edit) : shift(start, edit);
  return isBefore(newStart, newEnd) ? { start: newStart, end: newEnd } : undefined;
}

/** A position at or behind the end of the edited range. */
function shift(position: Position, edit: Edit): Position {
  const lines = edit.text.split(/\r\n|\r|\n/);
  const added = lines.length - 1;
  const { start, end } = edit.range;
  const line = position.line - (end.line - start.line) + added;
  if (position.line !== end.line) return { line, character: position.character };
  const before = (added === 0 ? start.character : 0) + (lines[added] ?? '').length;
  return { line, character: before + position.character - end.character };
}
