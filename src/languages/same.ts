import { nextSymbols, startOf } from './rule';
import type { Language } from './schema';

/** Pairs of states that are compared; two automata of as many states as there may be have more. */
const MOST_PAIRS = 1_000_000;

interface Told {
  alphabet: readonly string[];
  rule: Language['rule'];
}

/**
 * Whether two languages have the same words, over the same symbols in any order: of automata by all pairs of states that words
 * lead to (Hopcroft and Karp 1971); of machines with counters or a queue, of which that cannot be decided in general, whether they are the same machine.
 */
export function isSameLanguage(one: Told, other: Told): boolean {
  if (one.rule.kind !== 'dfa' || other.rule.kind !== 'dfa')
    return JSON.stringify([one.alphabet, one.rule]) === JSON.stringify([other.alphabet, other.rule]);
  const order = placesIn(other, one.alphabet);
  if (!order) return false;
  const [from, to] = [startOf(one)[0] ?? 0, startOf(other)[0] ?? 0];
  const pairs = [{ from, to }];
  const seen = new Set([`${from} ${to}`]);
  // Those that are found meanwhile are compared as well.
  for (const pair of pairs) {
    if (seen.size > MOST_PAIRS) return false;
    const allowed = nextSymbols(one, [pair.from]);
    const others = nextSymbols(other, [pair.to]);
    const wanted = new Set(allowed.map((symbol) => order[symbol]));
    if (wanted.size !== new Set(others).size || others.some((symbol) => !wanted.has(symbol))) return false;
    for (const symbol of allowed) {
      const [a, b] = [
        one.rule.transitions[pair.from]?.[symbol] ?? null,
        other.rule.transitions[pair.to]?.[order[symbol] ?? -1] ?? null,
      ];
      // The end of a word leads nowhere.
      if ((a === null) !== (b === null)) return false;
      if (a === null || b === null) continue;
      const next = { from: a, to: b };
      const key = `${next.from} ${next.to}`;
      if (!seen.has(key)) pairs.push(next);
      seen.add(key);
    }
  }
  return true;
}

/** Of each symbol of an alphabet its place in the language's own; undefined where these are not the same symbols. */
export function placesIn({ alphabet }: Pick<Told, 'alphabet'>, others: readonly string[]): number[] | undefined {
  const places = new Map(alphabet.map((symbol, place) => [symbol, place]));
  const order = others.map((symbol) => places.get(symbol) ?? -1);
  return others.length === alphabet.length && !order.includes(-1) && new Set(order).size === order.length
    ? order
    : undefined;
}
