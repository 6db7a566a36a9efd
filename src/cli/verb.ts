import type { Arguments } from './usage';

/** Something that may follow a verb on the command line. */
export interface Option {
  /** Without its dashes. */
  name: string;
  /** What stands for its value in help; an option without one is a flag. */
  value?: string;
  help: string;
  /** The heading that it stands under in help, where a verb has many options. */
  about?: string;
}

/** Everything about a verb: its file and its line in `verbs.ts` are all there is of it. */
export interface Verb {
  /** What may follow the name, one way of calling it in each. */
  usage: readonly string[];
  /** What it does, in a line of the list of verbs. */
  does: string;
  /** What else there is to know. */
  notes?: readonly string[];
  /** But for `--json` and `--help`, which every verb has. */
  options: readonly Option[];
  /** @returns the exit code; @throws UsageError for wrong usage, SourceError for a text that cannot be read */
  run(args: Arguments, signal: AbortSignal): Promise<number>;
}
