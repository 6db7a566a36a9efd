import { SourceError, type Range, type SourceText } from '../trace/source';
import type { Trace } from '../trace/trace';
import type { Depth } from './depth';
import type { Steps } from './elements';

/**
 * Other files, as far as what reads may look: the outside world gives them. Paths are relative to the folder of the text
 * that is read, with `/`.
 */
export interface Files {
  /** Where the text stands itself, from the folder of its project. */
  own: string;
  /** The text of a file; undefined where there is none, or none that may be read. */
  text: (path: string) => string | undefined;
  /** Names of the files in a folder. */
  names: (folder: string) => readonly string[];
}

export interface ReadOptions {
  /** Files that the text may use; nothing is known of others without it. */
  files?: Files;
  /** Names of the cells that are the world (`a`, `a[0]`, `x`); by default those that take part in moves. */
  track?: string[];
  /** A call of one of the code's functions with values to try it on, such as `sort([3, 1, 2])`. */
  call?: string;
  /** Values of names that code asks for and does not give, as its language writes them; lists in brackets, `?` for an element that stays unknown. */
  set?: Readonly<Record<string, string>>;
  /** Lines that code reads as its input. */
  lines?: readonly string[];
  /** Which game of a PGN file, from 1. */
  game?: number;
  /** Which variation of the game: the choice at each branch; the main line by default. */
  variation?: number[];
  /** What is a step of a text that tells a word: elements where the text names them, by default. */
  steps?: Steps;
  /** The text is a word of this formal language: its name, an expression between slashes, or `brackets`. */
  formal?: string;
  /** Which calls of code are shown by the steps inside of them; each is one step by default. */
  depth?: Depth;
}

/** What is told of all the examples of a text: what else one is read with is its own. */
export type ExampleOptions = Pick<ReadOptions, 'files' | 'depth'>;

/** What a person says of a text that does not say it itself. */
export type Inputs = Pick<ReadOptions, 'call' | 'set' | 'lines' | 'steps' | 'depth' | 'formal'>;

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
  | 'bounds'
  /** What it is asked for by name, a function or a variable, is not in it. */
  | 'not-there';

/** What a text asks for that it does not give; `suggested` is an answer that would do. */
export type Asked =
  /** A line of its input. */
  | { kind: 'line'; prompt: string; suggested: string }
  /** The value of a name. */
  | { kind: 'value'; name: string; suggested: string }
  /** A call of a function that nothing calls. */
  | { kind: 'call'; name: string; suggested: string };

/** Why a text is not read that nests deeper than the stack of the thread that reads it: one with a larger stack may read it. */
export const TOO_DEEP = 'this nests too deeply';

/** A text that is not read, and why. */
export class UnreadError extends SourceError {
  constructor(
    uri: string,
    range: Range,
    reason: string,
    readonly kind: Unread,
    readonly asks?: Asked,
  ) {
    super(uri, range, reason);
  }

  override at(range: Range): UnreadError {
    return new UnreadError(this.uri, range, this.reason, this.kind, this.asks);
  }
}

/** @throws SourceError at the first place that is not understood. */
export type Reader = (source: SourceText, options: ReadOptions) => Promise<Trace>;

/** A part of a text that is read by itself, offsets in UTF-16 code units. */
export interface Stretch {
  start: number;
  end: number;
}

/** What a part of a text turned out to be: an example, or why it is none. An `UnreadError` tells the kind of reason. */
export type Passage =
  /** `text`: what the stretch says, where it is not as it stands in the file. */
  { trace: Trace; at: Stretch; text?: string } | { fault: SourceError };

/** How texts of a kind are read. */
export interface TextReader {
  /** The one trace that is asked for. */
  read: Reader;
  /** All there are, in the order of the text, and in their places what cannot be read. `source` has no selection. */
  examples: (source: SourceText, options: ExampleOptions) => AsyncGenerator<Passage>;
}

/** The answer for a stretch; faults of the program itself are thrown on. */
export async function passage(at: Stretch, read: () => Promise<Trace>): Promise<Passage> {
  try {
    return { trace: await read(), at };
  } catch (error) {
    if (error instanceof SourceError) return { fault: error };
    throw error;
  }
}
