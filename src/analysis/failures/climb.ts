import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import { isWord, type WordPlace } from '../../models/word-places';
import type { Trial } from './trials';

/** Words that a round goes on from, and how many it makes of each. */
const PARENTS = 16;
const CHILDREN = 8;
/** Draws of a child that is a word of the task. */
const DRAWS = 8;

export interface Climb {
  start: WordPlace;
  /** Tokens that a word can hold. */
  tokens: number;
  random: RandomGenerator;
  rounds: number;
}

/**
 * Hill-climbs towards a word that fails: changes a token of those that are nearest to failing, again and again.
 *
 * @param from trials of words of one length
 * @returns the first trial that fails; undefined where none does
 */
export async function climb(
  from: readonly Trial[],
  { start, tokens, random, rounds }: Climb,
  run: (words: readonly (readonly number[])[]) => Promise<readonly Trial[]>,
): Promise<Trial | undefined> {
  let nearest = best(from);
  for (let round = 0; round < rounds; round++) {
    const children = nearest.flatMap(({ word }) =>
      Array.from({ length: CHILDREN }, () => child(word, start, tokens, random)),
    );
    const words = [...new Map(children.flatMap((word) => (word ? [[word.join(), word]] : []))).values()];
    const trials = await run(words);
    const failing = trials.find(({ enough }) => enough !== null);
    if (failing) return failing;
    nearest = best([...nearest, ...trials]);
  }
  return undefined;
}

/** The nearest to failing, each word once. */
function best(trials: readonly Trial[]): Trial[] {
  const each = new Map(trials.map((trial) => [trial.word.join(), trial]));
  return [...each.values()].sort((a, b) => a.margin - b.margin).slice(0, PARENTS);
}

/** The word with another token somewhere; undefined where none was drawn that is a word. */
function child(
  word: readonly number[],
  start: WordPlace,
  tokens: number,
  random: RandomGenerator,
): readonly number[] | undefined {
  for (let draw = 0; draw < DRAWS; draw++) {
    const place = uniformInt(random, 0, word.length - 1);
    const token = uniformInt(random, 0, tokens - 1);
    const other = word.with(place, token);
    if (token !== word[place] && isWord(start, other)) return other;
  }
  return undefined;
}
