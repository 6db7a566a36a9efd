/** What examples are made of. */
export type Source = 'group' | 'language' | 'problem' | 'files';

/** Values of options by name, as they are written; an option that is not there has its default. */
export type Values = Readonly<Record<string, string>>;

interface Choice {
  value: string;
  label: string;
  detail?: string;
}

/** How a person is asked for an option. */
export interface Question {
  label: string;
  question: string;
  /** What stands there first; the option's default if absent. */
  initial?: string;
  choices: readonly Choice[];
  /** Several choices at once, joined by commas. */
  many?: true;
  /** Other answers than the choices: what to type. */
  typed?: string;
  /** A file may be the answer. */
  file?: string;
  /** Whether there is anything to ask, given the other values. */
  when?: (values: Values) => boolean;
  /** What it is about; the examples, if absent. */
  part?: 'output';
  /** Why an answer is none, where it may be written otherwise than on a command line. */
  check?: Check;
}

type Check = (value: string, others: Values) => string | undefined | Promise<string | undefined>;

/** Something that may be said of a data set: usage, plan and the editor's form all take it from here. */
export interface DatasetOption {
  name: string;
  /** What stands for its value in usage; an option without one is a flag. */
  value?: string;
  help: string;
  /** The examples that it says something of; all, if absent. */
  of?: readonly Source[];
  /** What is meant where it is not said. */
  default?: string;
  /** Why a value is none. */
  check?: Check;
  /** Absent where only the terminal front takes it. */
  ask?: Question;
}

/** Choices that are called what they are. */
export function plain(...values: string[]): Choice[] {
  return values.map((value) => ({ value, label: value }));
}
