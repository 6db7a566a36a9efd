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

/**
 * How many symbols can still follow, without bound where some can come again and again. A state that takes out of the queue does
 * nothing else, so that it lasts as long as something is there.
 */
export class Lasting {
  /** By state: the longest way through states that take nothing out, and the longest one to such a state, with what it puts there. */
  private readonly known = new Map<number, { least: number; before: number }>();

  constructor(private readonly rule: QueueRule) {}

  longest([state = 0, ...queue]: Configuration): number {
    const { least, before } = this.from(state);
    return Math.max(least, before + queue.length);
  }

  private from(state: number): { least: number; before: number } {
    const known = this.known.get(state);
    if (known) return known;
    const ways = (this.rule.moves[state] ?? []).filter((way) => way !== null);
    const isTaking = ways.some(({ queue }) => queue === 'pop');
    // Met again before it is known, it can be come back to again and again.
    const found = { least: Infinity, before: -Infinity };
    this.known.set(state, found);
    let [least, before] = isTaking ? [0, 0] : [0, -Infinity];
    for (const { to, queue } of isTaking ? [] : ways) {
      const next = this.from(to);
      least = Math.max(least, 1 + next.least);
      before = Math.max(before, 1 + Number(queue === 'push') + next.before);
    }
    Object.assign(found, { least, before });
    return found;
  }
}
