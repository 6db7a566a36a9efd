import * as counters from './counters';
import type { Language } from './schema';

/** What may come next in a word of a language. */

/** What words follow from. */
export type Rules = Pick<Language, 'rule'>;

export function startOf({ rule }: Rules): counters.Configuration {
  return rule.kind === 'counters' ? counters.startOf(rule) : [rule.start];
}

/** Symbols that may come next, ascending; the end of the word among them where it may end. */
export function nextSymbols({ rule }: Rules, at: counters.Configuration): number[] {
  return rule.kind === 'counters' ? counters.nextSymbols(rule, at) : (rule.next[at[0] ?? 0] ?? []);
}

/** The configuration after a symbol that may come next and is not the end. */
export function after({ rule }: Rules, at: counters.Configuration, symbol: number): counters.Configuration {
  if (rule.kind === 'counters') return counters.after(rule, at, symbol);
  const [state = 0] = at;
  return [rule.transitions[state]?.[symbol] ?? state];
}
