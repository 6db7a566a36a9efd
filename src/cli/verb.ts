import type { Option } from './option';
import type { Arguments } from './usage';

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
