import type { Condition, CounterRule } from './schema';

/** A language told by a machine with counters, such as Dyck-1 or aⁿbⁿcⁿ: the rule `kind: 'counters'`. */

/** Where in a word one is: the state, then the counters. */
export type Configuration = readonly number[];

export function startOf({ start, counters }: CounterRule): Configuration {
  return [start, ...new Array<number>(counters).fill(0)];
}

/** Symbols that may come next, ascending; the end of the word, the last symbol, among them where it may end. */
export function nextSymbols({ moves, ends }: CounterRule, at: Configuration): number[] {
  const [state = 0] = at;
  const holds = (when: readonly Condition[]): boolean =>
    when.every(([counter, sign]) => (at[1 + counter] ?? 0) > 0 === (sign === '>0'));
  const row = moves[state] ?? [];
  const allowed = row.flatMap((way, symbol) => (way && holds(way.when) ? [symbol] : []));
  const end = ends[state];
  return end && holds(end) ? [...allowed, row.length] : allowed;
}

/** The configuration after a symbol that may come next; the same one after the end. */
export function after({ moves }: CounterRule, at: Configuration, symbol: number): Configuration {
  const way = moves[at[0] ?? 0]?.[symbol];
  return way ? [way.to, ...way.add.map((number, counter) => (at[1 + counter] ?? 0) + number)] : at;
}
