import { integers, type Integers, type IntegerType } from '../tables/integers';
import type { Block } from './block';

/** The words of one split of a block. */
export interface Rows {
  count: number;
  ids: Float64Array;
  /** As in the block. */
  starts: Int32Array;
  tokens: Integers;
  states: Integers;
  /** All of them are below it. */
  order: number;
}

/** Takes the words of a split out of a block. */
export function rowsOf(block: Block, { type, order }: { type: IntegerType; order: number }, side: number): Rows {
  const { words, length } = sizeOf(block, side);
  const rows: Rows = {
    count: words,
    ids: new Float64Array(words),
    starts: new Int32Array(words + 1),
    tokens: integers(type, length),
    states: integers(type, length),
    order,
  };
  take(block, side, rows);
  return rows;
}

function sizeOf({ count, starts, sides }: Block, side: number): { words: number; length: number } {
  let [words, length] = [0, 0];
  for (let row = 0; row < count; row++) {
    if (sides[row] !== side) continue;
    words++;
    length += (starts[row + 1] ?? 0) - (starts[row] ?? 0);
  }
  return { words, length };
}

function take({ from, count, starts, tokens, states, sides }: Block, side: number, rows: Rows): void {
  let at = 0;
  let word = 0;
  for (let row = 0; row < count; row++) {
    if (sides[row] !== side) continue;
    rows.ids[word] = from + row;
    const [start, end] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    copy(tokens, start, end, rows.tokens, at);
    copy(states, start, end, rows.states, at);
    at += end - start;
    rows.starts[++word] = at;
  }
}

/** A few numbers, for which views into the arrays would cost more. */
function copy(list: Integers, start: number, end: number, into: Integers, at: number): void {
  for (let from = start; from < end; from++) into[at++] = list[from] ?? 0;
}

/** The last state of every word. */
export function finalsOf({ count, starts, states }: Rows): Integers {
  // As many, of their type: no word is empty.
  const finals = states.slice(0, count);
  for (let row = 0; row < count; row++) finals[row] = states[(starts[row + 1] ?? 0) - 1] ?? 0;
  return finals;
}

/** The rows of each length that there is, ascending. */
export function rowsByLength({ count, starts }: Rows): [length: number, rows: number[]][] {
  const found = new Map<number, number[]>();
  let [last, own]: [number, number[]] = [-1, []];
  for (let row = 0; row < count; row++) {
    const length = (starts[row + 1] ?? 0) - (starts[row] ?? 0);
    // Mostly all are as long.
    if (length !== last) {
      own = found.get(length) ?? [];
      found.set((last = length), own);
    }
    own.push(row);
  }
  return [...found].sort(([a], [b]) => a - b);
}

/** How many rows there are of each length. */
export function countByLength({ count, starts }: Rows): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  let [last, own] = [-1, 0];
  for (let row = 0; row < count; row++) {
    const length = (starts[row + 1] ?? 0) - (starts[row] ?? 0);
    if (length !== last) {
      if (own > 0) found.set(last, (found.get(last) ?? 0) + own);
      [last, own] = [length, 0];
    }
    own++;
  }
  if (own > 0) found.set(last, (found.get(last) ?? 0) + own);
  return found;
}
