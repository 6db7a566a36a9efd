import type { Example } from '../example';
import type { ChunkFacts } from '../folders';
import type { Split } from '../keys';
import type { Plan } from '../plan';

/** A form that the files of a data set may have: its file and its line in `index.ts` are all there is of it. */
export interface Format {
  /** As `--format` takes it. */
  name: string;
  /** As people call it. */
  label: string;
  /** For whom it is. */
  help: string;
  /** Where the files of a split are found, as a glob below the folder of the data set. */
  path: (split: Split) => string;
  /** Columns have types here, which readers that have the choice prefer. */
  isTyped?: true;
  /** A line of an example, and the file of its split that it belongs to, where lines put together are the file. */
  line?: (example: Example, plan: Plan) => { name: string; line: string };
  /** What files hold the examples of a split, of which there is at least one. */
  files: (split: Split, about: AboutSplit) => FileOf[];
  /** Writes one of these files, and does not close it. */
  write: (to: OutputFile) => Promise<void> | void;
}

export interface AboutSplit {
  plan: Plan;
  /** Of every piece of the data set, in order. */
  facts: readonly ChunkFacts[];
}

/** A file of a split. */
export interface FileOf {
  /** Below the folder of the data set. */
  path: string;
  /** The name that its lines were given, where it is made of lines. */
  name?: string;
  /** Which examples of each piece it holds; all of them, if absent. */
  parts?: readonly Part[];
}

/** Of a piece, `take` examples of the split after the first `skip`. */
export interface Part {
  chunk: number;
  skip: number;
  take: number;
}

/** A file that is being written. */
export interface OutputFile {
  plan: Plan;
  /** Its descriptor. */
  file: number;
  /** Appends the lines that were made for it. */
  join: () => void;
  /** The examples that belong into it. */
  examples: () => Iterable<Example>;
}
