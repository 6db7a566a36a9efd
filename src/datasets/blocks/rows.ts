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
}

/** Takes the words of a split out of a block. */
export function rowsOf({ from, count, starts, tokens, states, sides }: Block, type: IntegerType, side: number): Rows {
  let words = 0;
  let length = 0;
  for (let row = 0; row < count; row++) {
    if (sides[row] !== side) continue;
    words++;
    length += (starts[row + 1] ?? 0) - (starts[row] ?? 0);
  }
  const rows: Rows = {
    ...{ count: words, ids: new Float64Array(words), starts: new Int32Array(words + 1) },
    ...{ tokens: integers(type, length), states: integers(type, length) },
  };
  let at = 0;
  let word = 0;
  for (let row = 0; row < count; row++) {
    if (sides[row] !== side) continue;
    rows.ids[word] = from + row;
    for (let from = starts[row] ?? 0, to = starts[row + 1] ?? 0; from < to; from++, at++) {
      rows.tokens[at] = tokens[from] ?? 0;
      rows.states[at] = states[from] ?? 0;
    }
    rows.starts[++word] = at;
  }
  return rows;
}

/** The last state of every word. */
export function finalsOf({ count, starts, states }: Rows): Float64Array {
  const finals = new Float64Array(count);
  for (let row = 0; row < count; row++) finals[row] = states[(starts[row + 1] ?? 0) - 1] ?? 0;
  return finals;
}

/** The rows of each length that there is, ascending. */
export function rowsByLength({ count, starts }: Rows): [length: number, rows: number[]][] {
  const found = new Map<number, number[]>();
  for (let row = 0; row < count; row++) {
    const length = (starts[row + 1] ?? 0) - (starts[row] ?? 0);
    const known = found.get(length);
    if (known) known.push(row);
    else found.set(length, [row]);
  }
  return [...found].sort(([a], [b]) => a - b);
}
