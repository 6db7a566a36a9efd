import type { Rows } from '../blocks/rows';
import type { Example } from '../examples/example';
import type { ChunkFacts, PartOfFile } from '../run/folders';
import type { Split } from '../splits/keys';
import type { Plan } from '../plan/plan';

/** A form that the files of a data set may have: its file and its line in `index.ts` are all there is of it. */
export interface Format {
  /** As `--format` takes it. */
  name: string;
  /** As people call it. */
  label: string;
  /** For whom it is. */
  help: string;
  /** How `load_dataset` finds the files of a split: as a glob below the folder of the data set; absent where it reads none. */
  path?: (split: Split, plan: Plan) => string;
  /** Columns have types here, which readers that have the choice prefer. */
  isTyped?: true;
  /** What becomes of the examples of one split of a piece of the data set; absent where only words in blocks have this form. */
  take?: (plan: Plan, piece: PieceFiles) => Promise<Taker> | Taker;
  /** The same of words in a block. */
  takeRows: (rows: Rows, plan: Plan, piece: PieceFiles) => Promise<void> | void;
  /** What files hold the examples of a split, of which there is at least one. */
  files: (split: Split, about: AboutSplit) => FileOf[];
  /** How the files of a split in the parts of a data set are put together to those that it has as a whole. */
  merged: (split: Split, plan: Plan, paths: readonly string[]) => Promise<MergedFile[]> | MergedFile[];
  /** Puts one of these files together, and does not close it. */
  write: (to: OutputFile) => Promise<void> | void;
}

/** The files of one split of a piece, by names that the format chooses. */
export interface PieceFiles {
  line: (name: string, line: string) => void;
  bytes: (name: string, bytes: Uint8Array) => void;
  /** An open file, which is closed with the piece. */
  open: (name: string) => number;
}

export interface Taker {
  add: (example: Example) => void;
  close: () => void;
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
  /** The name that its parts have in every piece. */
  name: string;
  /** The first piece that it is made of, and the one behind the last; all, if absent. */
  chunks?: readonly [from: number, to: number];
}

/** A file of a whole data set that is made of those of its parts. */
export interface MergedFile {
  /** Below the folder of the data set. */
  path: string;
  name: string;
  parts: readonly PartOfFile[];
}

/** A file that is being written. */
interface OutputFile {
  plan: Plan;
  /** Its descriptor. */
  file: number;
  name: string;
  /** What it is made of, in order. */
  parts: readonly PartOfFile[];
}
