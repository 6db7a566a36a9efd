import { explain } from '../../models/catalogue';
import type { Check } from '../protocol';
import { remedyFor } from './remedies';

/** Rows about a model before it is run; those that nothing is said of wait for the first that failed. */
export class Table<Name extends string> {
  private readonly found = new Map<Name, Check>();

  /** @param names of the rows, in order; @param later those of what is found out by runs */
  constructor(
    private readonly names: readonly Name[],
    private readonly later: readonly string[],
  ) {}

  pass(name: Name): void {
    if (!this.found.has(name)) this.found.set(name, { name, passed: true });
  }

  fail(name: Name, reason: string): void {
    this.found.set(name, { name, passed: false, reason, remedy: remedyFor(name, reason) });
  }

  async find<T>(name: Name, read: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await read();
      this.pass(name);
      return result;
    } catch (error) {
      this.fail(name, explain(error));
      return undefined;
    }
  }

  rows(): Check[] {
    const failed = [...this.found.values()].find(({ passed }) => passed === false)?.name ?? this.names[0] ?? '';
    const before = this.names.map((name) => this.found.get(name) ?? notFoundOut(name, failed));
    return [...before, ...this.later.map((name) => notFoundOut(name, failed))];
  }

  /** With what was found out by runs. */
  with(runs: readonly Check[]): Check[] {
    return [...this.names.map((name) => this.found.get(name) ?? notFoundOut(name, name)), ...runs];
  }
}

export function notFoundOut(name: string, after: string): Check {
  return { name, passed: null, reason: `not found out: ${after} comes first` };
}
