import type { SourceText } from '../trace/source';
import type { Trace } from '../trace/trace';

export interface ReadOptions {
  /** Names of the cells that are the world (`a`, `a[0]`, `x`); by default those that take part in moves. */
  track?: string[];
  /** A call of one of the code's functions with values to try it on, such as `sort([3, 1, 2])`. */
  call?: string;
  /** Which game of a PGN file, from 1. */
  game?: number;
  /** Which variation of the game: the choice at each branch; the main line by default. */
  variation?: number[];
}

/** @throws SourceError at the first place that is not understood. */
export type Reader = (source: SourceText, options: ReadOptions) => Promise<Trace>;
