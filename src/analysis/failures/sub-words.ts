import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

/** Which elements of a word are kept, by their places, ascending. */
export type Places = readonly number[];

/**
 * Sub-words of a word of `of` elements: all that are at most `length` long, where there are no more than `most`, else `most`
 * random ones of that length (or few less: none is drawn twice).
 */
export function subWords(
  of: number,
  length: number,
  most: number,
  random: RandomGenerator,
): { words: Places[]; all: boolean } {
  const all = howMany(of, length) <= most;
  return { words: all ? everyOne(of, length) : drawn(of, length, most, random), all };
}

/** Sub-words that are not empty and at most `length` long. */
function howMany(of: number, length: number): number {
  let ways = 1;
  let sum = 0;
  for (let k = 1; k <= length; k++) {
    ways = (ways * (of - k + 1)) / k;
    sum += ways;
  }
  return sum;
}

/** Shorter ones first. */
function everyOne(of: number, length: number): Places[] {
  const words: Places[] = [];
  let longest: Places[] = [[]];
  for (let k = 1; k <= length; k++) {
    longest = longest.flatMap((word) => {
      const from = (word.at(-1) ?? -1) + 1;
      return Array.from({ length: of - from }, (_, at) => [...word, from + at]);
    });
    for (const word of longest) words.push(word);
  }
  return words;
}

function drawn(of: number, length: number, count: number, random: RandomGenerator): Places[] {
  const words = new Map<string, Places>();
  for (let draw = 0; draw < count; draw++) {
    const word = places(of, length, random);
    words.set(word.join(), word);
  }
  return [...words.values()];
}

/** `length` of the places below `of`, each choice with the same chance (Floyd's algorithm). */
function places(of: number, length: number, random: RandomGenerator): Places {
  const chosen = new Set<number>();
  for (let last = of - length; last < of; last++) {
    const place = uniformInt(random, 0, last);
    chosen.add(chosen.has(place) ? last : place);
  }
  return [...chosen].sort((a, b) => a - b);
}
