import { SourceError, type Range, type SourceText } from '../trace/source';
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

/** Why a text is not read, for whoever does more about it than to tell it. */
export type Unread =
  /** It is no text of its language. */
  | 'syntax'
  /** It says something that is not followed. */
  | 'unsupported'
  /** It asks for a value that the text does not give. */
  | 'unknown-value'
  /** It is read, and nothing moves in it. */
  | 'no-moves'
  /** It would end in an error where it is run. */
  | 'failure'
  /** It is too large, or goes on for too long. */
  | 'bounds';

/** A text that is not read, and why. */
export class UnreadError extends SourceError {
  constructor(
    uri: string,
    range: Range,
    reason: string,
    readonly kind: Unread,
  ) {
    super(uri, range, reason);
  }
}

/** @throws SourceError at the first place that is not understood. */
export type Reader = (source: SourceText, options: ReadOptions) => Promise<Trace>;
