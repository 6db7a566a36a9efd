import * as counters from './counters';
import * as queue from './queue';
import type { Language } from './schema';

/** What may come next in a word of a language. */

/** The end of a word, the last symbol of every language here. */
export const END = '⊣';

/** What words follow from. */
export type Rules = Pick<Language, 'rule'>;

export function startOf({ rule }: Rules): counters.Configuration {
  if (rule.kind === 'counters') return counters.startOf(rule);
  return rule.kind === 'queue' ? queue.startOf(rule) : [rule.start];
}

/** Symbols that may come next, ascending; the end of the word among them where it may end. */
export function nextSymbols({ rule }: Rules, at: counters.Configuration): number[] {
  if (rule.kind === 'counters') return counters.nextSymbols(rule, at);
  return rule.kind === 'queue' ? queue.nextSymbols(rule, at) : (rule.next[at[0] ?? 0] ?? []);
}

/** The configuration after a symbol that may come next and is not the end. */
export function after({ rule }: Rules, at: counters.Configuration, symbol: number): counters.Configuration {
  if (rule.kind === 'counters') return counters.after(rule, at, symbol);
  if (rule.kind === 'queue') return queue.after(rule, at, symbol);
  const [state = 0] = at;
  return [rule.transitions[state]?.[symbol] ?? state];
}
