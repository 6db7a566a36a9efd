import type { Range } from '../trace/source';

/** What stood in the places that are followed when a program was stopped. */
export interface Observation {
  places: readonly Place[];
  /** The statement that runs next. */
  at: Statement;
}

interface Place {
  /** Such as `row[0]`. */
  name: string;
  /** As the debugger shows it. */
  value: string;
}

interface Statement {
  text: string;
  /** Where it stands; absent where that is in another file than the recording is about. */
  range?: Range;
}

/** What was seen of a run, stop by stop. */
export interface Recording {
  /** What was followed, as the person wrote it. */
  expression: string;
  source: { uri: string; language: string };
  observations: readonly Observation[];
  /** What else there is to know of it: why it ended, what was not seen. */
  remarks?: readonly string[];
}
