import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { verdict } from '../../algebra/verdict';
import { letterMaps } from '../../models/language';
import { MachineWalk } from '../../models/machine-words';
import { briefVerdict, type Example, type Dealt } from '../examples/example';
import { hashOf } from '../examples/hash';
import { after, nextSymbols, startOf } from '../../languages/rule';
import type { Language } from '../../languages/schema';
import { shareLengths } from '../plan/lengths';
import { sideOf } from '../splits/side-of-key';
import type { Plan } from '../plan/plan';
import { randomsFor } from './random';

const SYMBOLS = 0x1a46;

/** Weights are told apart to this fraction of their sum. */
const PARTS = 2 ** 30;

/** Automata with more entries than this have no verdict: their tables would take too long to multiply. */
const MAX_ENTRIES = 100_000;

/**
 * Makes the example of any index: a random walk through the language, each symbol drawn from those that may come next in
 * proportion to its weight, as in the models' training. A word that cannot go on ends before its length; one that copies is
 * drawn so that it can go on, else most strings would be copied after a few letters.
 *
 * @throws RangeError when the language has no word but the empty one
 */
export function languageExamples(
  language: Language,
  plan: { lengths: { least: number; most: number }; count: number },
  { seed, fractions }: Pick<Plan, 'seed' | 'fractions'>,
): (index: number) => Dealt {
  const end = language.alphabet.length - 1;
  const start = startOf(language);
  const { rule } = language;
  const walk = rule.kind === 'queue' ? new MachineWalk(rule) : undefined;
  if (nextSymbols(language, start).every((symbol) => symbol === end))
    throw new RangeError(`${language.name} has no word but the empty one`);
  const place = shareLengths(plan.lengths, plan.count, seed, () => Infinity);
  const hardness = verdictOf(language);
  const randoms = randomsFor(seed, SYMBOLS);
  return (index) => {
    const random = randoms(index);
    const { length } = place(index);
    const tokens: number[] = [];
    const states: number[][] = [];
    const next: number[][] = [];
    let at = start;
    for (let allowed = nextSymbols(language, at); tokens.length < length;) {
      const ways = walk
        ? walk.lastingWays(at, length - tokens.length).map(([symbol]) => symbol)
        : allowed.filter((symbol) => symbol !== end);
      if (ways.length === 0) break;
      const symbol = drawn(random, ways, language.weights);
      at = after(language, at, symbol);
      allowed = nextSymbols(language, at);
      tokens.push(symbol);
      states.push([...at]);
      next.push(allowed);
    }
    const text = tokens.map((symbol) => language.alphabet[symbol]).join('');
    return {
      example: {
        kind: 'language',
        id: index,
        text,
        tokens,
        states,
        final: [...at],
        next,
        language: language.name,
        source: { uri: `generated:${language.name}?seed=${seed}&index=${index}`, range: null, hash: hashOf(text) },
        verdict: hardness,
      },
      side: sideOf(hashOf(tokens.join(' ')), seed, fractions),
    };
  };
}

function drawn(random: RandomGenerator, ways: readonly number[], weights: readonly number[]): number {
  const total = ways.reduce((sum, symbol) => sum + (weights[symbol] ?? 1), 0);
  let place = (uniformInt(random, 0, PARTS - 1) / PARTS) * total;
  for (const symbol of ways) {
    place -= weights[symbol] ?? 1;
    if (place < 0) return symbol;
  }
  return ways.at(-1) ?? 0;
}

/** Of the monoid that the symbols generate on the automaton's states; counters have no finite one. */
export function verdictOf({ rule }: Language): Example['verdict'] {
  const maps = rule.kind === 'dfa' ? letterMaps(rule, MAX_ENTRIES) : undefined;
  return maps ? briefVerdict(verdict(maps)) : null;
}
