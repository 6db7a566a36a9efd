import { sequenceCell } from '../core/cells';
import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import type { Box, Data, Place, Sequence } from '../core/values';
import type { Span } from '../syntax';
import { cellsOfText, isText } from './letters';
import type { Native } from './native';
import { show } from './show';

/** Pointers and references are followed to what they point at, as `.`, `[]` and methods do. */
export function target(_m: Machine, box: Box): Box {
  let at = box;
  for (let depth = 0; at.data.t === 'reference' && depth < LIMITS.nesting; depth++) at = at.data.place.read();
  return at;
}

/** A pointer to what holds the value itself, of a pointer to that. */
export function innermost(given: Box): Box {
  let at = given;
  while (at.data.t === 'reference') {
    const next = at.data.place.peek?.();
    if (next?.data.t !== 'reference') return at;
    at = next;
  }
  return at;
}

/** A pointer to the cell `by` cells away. */
export function moved(m: Machine, pointer: { base: Sequence; index: number }, by: bigint, at: Span): Box {
  const index = pointer.index + Number(by);
  if (index < -1 || index > pointer.base.cells.length) m.fail(at, 'this points outside of the array');
  return referenceTo(m, pointer.base, index, at);
}

const FIXED = 'the letters of a text are not changed one by one here: put them into an array or a vector of char';

/** A cell of an array; those of a text cannot be written. */
export function cellAt(m: Machine, base: Sequence, index: number, at: Span): Place {
  const cell = sequenceCell(m, base, index, at);
  return isText(base) ? { ...cell, write: () => m.fail(at, FIXED) } : cell;
}

/** A pointer or reference to a cell. */
export function referenceTo(m: Machine, base: Sequence, index: number, at: Span): Box {
  const place = cellAt(m, base, index, at);
  return m.fresh({
    t: 'reference',
    place: m.dialect.placesLapse && base.flavor === 'vector' ? lapsing(m, place, base) : place,
  });
}

/** An iterator of C++: when the list has grown or shrunk, it is one of other cells, or of none. */
function lapsing(m: Machine, place: Place, base: Sequence): Place {
  const { changes } = base;
  const still = (): Place =>
    base.changes === changes
      ? place
      : m.fail(m.frame.now, 'the list has grown or shrunk since this place in it was taken: take it anew');
  return {
    name: place.name,
    base,
    get index() {
      return still().index ?? 0;
    },
    peek: () => still().peek?.(),
    read: () => still().read(),
    write: (box) => still().write(box),
  };
}

export function pointerOf(data: Data): { base: Sequence; index: number } | undefined {
  if (data.t === 'sequence') return { base: data, index: 0 };
  if (data.t !== 'reference' || !data.place.base || data.place.index === undefined) return undefined;
  return { base: data.place.base, index: data.place.index };
}

/** What points to cells; a text of C does, where something is counted from it. */
export function pointing(
  m: Machine,
  { letters, numbersAreConditions }: Native,
  data: Data,
): ReturnType<typeof pointerOf> {
  const isPointer = data.t === 'str' && letters && numbersAreConditions;
  return isPointer ? { base: cellsOfText(m, data.v, letters), index: 0 } : pointerOf(data);
}

/** The cells of a sequence, a part of one, or of what points to one. */
export function cellsOf(m: Machine, box: Box, at: Span): { base: Sequence; from: number; to: number } {
  const { data } = target(m, box);
  if (data.t === 'view') return data;
  if (data.t === 'sequence') return { base: data, from: 0, to: data.cells.length };
  if (data.t === 'unknown') return m.notKnownIn(data, at);
  return m.fail(at, `${show(data)} is no list`);
}

/** Puts other boxes into a part of a sequence, all at once. */
export function refill(
  m: Machine,
  part: { base: Sequence; from: number; to: number },
  boxes: readonly Box[],
  at: Span,
): void {
  if (isText(part.base)) m.fail(at, FIXED);
  boxes.forEach((box, index) => {
    m.noteAccess(part.base.owner, part.from + index, 'write');
    part.base.cells[part.from + index] = m.recorder.put(box, part.base.owner, at);
  });
  m.recorder.shift(part.base.owner);
}
