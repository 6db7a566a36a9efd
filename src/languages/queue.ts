import type { Configuration } from './counters';
import type { QueueRule } from './schema';

/** A language told by a machine with a queue, such as strings that are copied: the rule `kind: 'queue'`. Behind the state stand the symbols that are queued. */

export function startOf({ start }: QueueRule): Configuration {
  return [start];
}

/** Symbols that may come next, ascending; the end of the word, the last symbol, among them where it may end. */
export function nextSymbols({ moves, ends }: QueueRule, at: Configuration): number[] {
  const [state = 0, first] = at;
  const row = moves[state] ?? [];
  const allowed = row.flatMap((way, symbol) => (way && (way.queue !== 'pop' || symbol === first) ? [symbol] : []));
  return first === undefined && ends[state] ? [...allowed, row.length] : allowed;
}

/** The configuration after a symbol that may come next; the same one after the end. */
export function after({ moves }: QueueRule, at: Configuration, symbol: number): Configuration {
  const [state = 0, ...queue] = at;
  const way = moves[state]?.[symbol];
  if (!way) return at;
  if (way.queue === 'pop') queue.shift();
  if (way.queue === 'push') queue.push(symbol);
  return [way.to, ...queue];
}
