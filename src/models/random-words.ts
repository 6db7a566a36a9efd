import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { skipN } from 'pure-rand/utils/skipN';
import type { Dfa } from './language';
import { isIdentity } from '../algebra/maps';
import type { MonoidTask } from './manifest';

/** Lengths from one to another, both among them. */
export interface Span {
  from: number;
  to: number;
}

/** A length from the span, each with the same chance; a span of one length draws no number. */
export function drawLength(random: RandomGenerator, { from, to }: Span): number {
  return from === to ? to : uniformInt(random, from, to);
}

/**
 * A generator for the words of one length or span. Every one has its own, so that the words of length 64 are the same
 * whichever other lengths are asked for.
 */
export function generatorFor(seed: number, length: number, shortest = length): RandomGenerator {
  const span = Math.imul(length - shortest, 0xc2b2ae35);
  const random = xoroshiro128plus(Math.imul(seed, 0x9e3779b1) ^ Math.imul(length + 1, 0x85ebca6b) ^ span);
  // The first outputs still show the bits of the seed.
  skipN(random, 64);
  return random;
}

/** A word of tokens drawn uniformly and independently, as in section 6 of Merrill et al. 2024. */
export function uniformWord(random: RandomGenerator, tokens: number, length: number): Int32Array {
  return Int32Array.from({ length }, () => uniformInt(random, 0, tokens - 1));
}

/** A random word of a task: each token by itself, uniformly or as often as the task's weights say. */
export function independentWord(
  random: RandomGenerator,
  { tokens, weights }: Pick<MonoidTask, 'tokens' | 'weights'>,
  length: number,
): Int32Array {
  if (!weights) return uniformWord(random, tokens.length, length);
  const lots = weights.flatMap((weight, token) => (weight > 0 ? [{ token, weight }] : []));
  const all = lots.reduce((sum, { weight }) => sum + weight, 0);
  return Int32Array.from({ length }, () => {
    let place = uniformInt(random, 0, all - 1);
    return lots.find(({ weight }) => (place -= weight) < 0)?.token ?? 0;
  });
}

/** Chances are told apart to this fraction. */
const PARTS = 2 ** 30;

/**
 * A random word of which a given share of tokens changes something, on the average: every token by itself is, with this chance, one that is
 * not the identity, as often as the task draws it beside the others; else it is the identity.
 *
 * @param density above 0, at most 1
 * @throws RangeError where the task has no token that changes nothing, or none that changes something
 */
export function wordOfDensity(
  random: RandomGenerator,
  { tokens, weights }: Pick<MonoidTask, 'tokens' | 'weights'>,
  length: number,
  density: number,
): Int32Array {
  const idle = tokens.findIndex(isIdentity);
  const weightOf = (token: number): number => weights?.[token] ?? 1;
  const moving = tokens.map((map, token) => (isIdentity(map) ? 0 : weightOf(token)));
  if (moving.every((weight) => weight === 0)) throw new RangeError('no token of its task changes anything');
  if (density < 1 && idle < 0)
    throw new RangeError('no token of its task changes nothing, so that its words have the density 1 alone');
  const bound = Math.round(density * PARTS);
  return independentWord(random, { tokens, weights: moving }, length).map((token) =>
    uniformInt(random, 0, PARTS - 1) < bound ? token : idle,
  );
}

/** Chance of each token in such a word. */
export function chanceOf({ tokens, weights }: Pick<MonoidTask, 'tokens' | 'weights'>): number[] {
  const all = weights?.reduce((sum, weight) => sum + weight, 0) ?? tokens.length;
  return tokens.map((_, token) => (weights?.[token] ?? 1) / all);
}

/**
 * Draws words of a regular language, or rather prefixes of words: a walk through the automaton that takes one of the
 * symbols that may come next, each with the same chance, but never one after which the length could not be reached.
 */
export class LanguageWalk {
  /** How many symbols can still follow in each state, at most. */
  private readonly reach: number[];

  constructor(private readonly dfa: Dfa) {
    this.reach = longestWalks(dfa);
  }

  /** Longest word there is; infinite when the automaton has a cycle. */
  get longest(): number {
    return this.reach[this.dfa.start] ?? 0;
  }

  /** @throws RangeError when the language has no word of this length */
  word(random: RandomGenerator, length: number): Int32Array {
    if (length > this.longest) throw new RangeError(`the language has no word of ${length} symbols`);
    const word = new Int32Array(length);
    let state = this.dfa.start;
    for (let at = 0; at < length; at++) {
      const ways = continuations(this.dfa, state).filter(([, next]) => (this.reach[next] ?? 0) >= length - at - 1);
      const [symbol, next] = ways[uniformInt(random, 0, ways.length - 1)] ?? [0, state];
      word[at] = symbol;
      state = next;
    }
    return word;
  }
}

/** Symbols that may come next and lead on, each with the state it leads to. */
function continuations({ next, transitions }: Dfa, state: number): [symbol: number, state: number][] {
  return [...new Set(next[state])].flatMap((symbol) => {
    const target = transitions[state]?.[symbol] ?? null;
    return target === null ? [] : [[symbol, target]];
  });
}

/** Length of the longest walk from each state: peels off the states whose ways all end; the rest go on forever. */
function longestWalks(dfa: Dfa): number[] {
  const reach = new Array<number>(dfa.transitions.length).fill(Infinity);
  const open: number[] = [];
  const comeFrom = dfa.transitions.map((): number[] => []);
  const ended: number[] = [];
  for (const state of dfa.transitions.keys()) {
    const ways = continuations(dfa, state);
    open.push(ways.length);
    for (const [, target] of ways) comeFrom[target]?.push(state);
    if (ways.length === 0) ended.push(state);
  }
  const longest = new Array<number>(reach.length).fill(0);
  for (let state = ended.pop(); state !== undefined; state = ended.pop()) {
    reach[state] = longest[state] ?? 0;
    for (const before of comeFrom[state] ?? []) {
      longest[before] = Math.max(longest[before] ?? 0, (reach[state] ?? 0) + 1);
      open[before] = (open[before] ?? 0) - 1;
      if (open[before] === 0) ended.push(before);
    }
  }
  return reach;
}
