import type { Owner } from './values';

/** One reading or writing of a cell: of all cells of `owner` where there is no `key`. */
export interface Access {
  owner: Owner;
  key: number | string | undefined;
  /** `add`: a sum that grows in a statement of its own comes out the same in any order. */
  kind: 'read' | 'write' | 'add';
  /** By a function that was called, and so not in the middle of another one. */
  depth: number;
  /** What comes after it knows that it is done: it stands before a comma, `&&` or `?`. */
  settled: boolean;
}
