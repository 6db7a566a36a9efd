import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import type { Noun } from '../grammar/nouns/noun';
import { ORDINALS } from '../world/row-places';

/** Places that are counted from one another. */
const COUNTED = wordSet('floor storey story level step stair rung square space field deck');
const UP = wordSet('up upstairs forward forwards ahead higher');
const DOWN = wordSet('down downstairs back backward backwards lower');

/** By how many such places somebody goes on, or back, and what says so. */
export interface Climb {
  by: number;
  noun: Noun;
}

/** `goes down two floors`, `climbs three steps up`; undefined where nothing is counted, or it is not said which way. */
export function climbOf({ verb, objects, phrases, adverbs }: Clause): Climb | undefined {
  const along = phrases.filter(
    ({ preposition, isLeading }) => !isLeading && (UP.has(preposition) || DOWN.has(preposition)),
  );
  const counted = [...objects.flat(), ...along.flatMap(({ nouns }) => nouns)].filter(
    ({ count, words }) => count !== undefined && COUNTED.has(words.at(-1) ?? ''),
  );
  const [noun, more] = counted;
  if (!verb || verb.isPassive || !noun || more) return undefined;
  const lemmas = { climb: 'up', ascend: 'up', rise: 'up', descend: 'down' } as const;
  const ways = [
    ...adverbs,
    ...along.map(({ preposition }) => preposition),
    ...(Object.hasOwn(lemmas, verb.lemma) ? [lemmas[verb.lemma as keyof typeof lemmas]] : []),
  ];
  const isDown = ways.some((way) => DOWN.has(way));
  const isUp = !isDown && ways.some((way) => UP.has(way));
  if (!isDown && !isUp) return undefined;
  return { by: (noun.count ?? 0) * (isDown ? -1 : 1), noun };
}

/** The number of `floor 3` and `the third floor`; undefined of others. */
export function levelOf(words: readonly string[]): number | undefined {
  if (!COUNTED.has(words.at(-1) ?? '') || words.length !== 2) return undefined;
  const [said = ''] = words;
  if (said === 'ground') return 0;
  const rank = ORDINALS.indexOf(said);
  if (rank >= 0) return rank + 1;
  return /^\d{1,4}$/.test(said) ? Number(said) : undefined;
}

/** What the place of that number is called, in the way of one that was named; undefined where there is none. */
export function levelNamed(
  like: readonly string[],
  shown: string,
  level: number,
): { words: string[]; shown: string } | undefined {
  const head = like.at(-1) ?? '';
  if (level < 1)
    return level === 0 && head === 'floor' ? { words: ['ground', head], shown: `ground ${head}` } : undefined;
  const isNumber = /\d$/.test(shown);
  const word = isNumber ? String(level) : ORDINALS[level - 1];
  if (word === undefined) return { words: [String(level), head], shown: `${head} ${level}` };
  return { words: [word, head], shown: isNumber ? shown.replace(/\d+$/, word) : `${word} ${head}` };
}
