/** A generated program and what of it is the world. */
export interface Program {
  seed: number;
  source: string;
  /** Variables of the outermost scope that are looked at after every line. */
  roots: string[];
}

/** Lines with indentation; every simple statement on a line of its own. */
export class Lines {
  readonly list: string[] = [];
  private depth = 0;

  add(...lines: string[]): void {
    for (const line of lines) this.list.push('    '.repeat(this.depth) + line);
  }

  indented(write: () => void): void {
    this.depth++;
    write();
    this.depth--;
  }
}

/** What an interpreter saw: after each line that it ran, the values of the roots. */
export interface Run {
  /** Number of the line (from 1) and index into `states`. */
  events: [line: number, state: number][];
  states: Snapshot[];
  error?: string;
}

/** Values of the roots by name; absent when a root has no value yet. */
export type Snapshot = Record<string, Value>;
export type Value = number | string | boolean | null | Value[] | { [key: string]: Value };
