import { rowOf } from '../../cast/rows';
import { wordSet } from '../../language/word-set';
import { mayMean } from '../../language/kinds';
import type { Noun } from '../grammar/nouns/noun';
import * as words from '../grammar/words';
import type { World } from './world';

export const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(' ');
const FIRST = wordSet('leftmost left front foremost top');
const LAST = wordSet('last rightmost right back rear bottom');
const MIDDLE = wordSet('middle centre center');

/** The places of those who stand one behind the other, from the front or the left; none where it is not a row. */
export function rowPlaces(world: World): number[] {
  const all = world.entities.filter(
    ({ id, kind, shown }) => kind === 'place' && shown !== 'outside' && world.holders.has(id),
  );
  const row = rowOf(all.map(({ words: own, shown }) => ({ words: [...own], shown })));
  return row?.map((k) => all[k]?.id ?? -1) ?? [];
}

/** `the first coin`, `the wagon in the middle`: what is there now. */
export function inRow(world: World, noun: Noun): number | undefined {
  if (noun.pronoun !== undefined || noun.owner || noun.isPlural || noun.kind !== 'definite') return undefined;
  const head = noun.words.at(-1) ?? '';
  const isShort = noun.words.length === 1 && (ORDINALS.includes(head) || head === 'last');
  const told = [
    ...noun.words.slice(0, isShort ? 1 : -1),
    ...(noun.which ?? []).flatMap(({ nouns }) => nouns.flatMap((each) => each.words)),
  ];
  if (told.length === 0 || (!isShort && noun.words.length < 2 && !noun.which)) return undefined;
  const row = rowPlaces(world);
  const ranks = rankOf(told, row.length);
  const [there, more] = ranks === undefined ? [] : world.held(row[ranks] ?? -1);
  if (row.length < 2 || there === undefined || more !== undefined) return undefined;
  const own = world.entities[there]?.words.at(-1) ?? '';
  const isLike =
    isShort ||
    head === 'one' ||
    own === head ||
    mayMean(head, own) ||
    world.entities[there]?.also.has(head) === true ||
    (world.is(there, 'person') && words.PEOPLE.has(head));
  return isLike ? there : undefined;
}

/** `is in the middle`, `lies on the far left`: the place of the row that is asked for. */
export function spotInRow(world: World, said: readonly string[]): number | undefined {
  const row = rowPlaces(world);
  const rank = rankOf(
    said.filter((word) => !IDLE.has(word)),
    row.length,
  );
  return row.length < 2 || rank === undefined ? undefined : row[rank];
}
const IDLE = wordSet('is are was were lies lie stands stand sits in on at the of row line now');

function rankOf(said: readonly string[], length: number): number | undefined {
  const ranks = said.flatMap((word) => {
    const ordinal = ORDINALS.indexOf(word);
    if (ordinal >= 0) return [ordinal];
    if (FIRST.has(word)) return [0];
    if (LAST.has(word)) return [length - 1];
    if (word === 'penultimate') return [length - 2];
    return MIDDLE.has(word) && length % 2 === 1 ? [(length - 1) / 2] : [];
  });
  const [only, more] = ranks;
  const isPlain = said.every((word) => rankOfWord(word) || ['far', 'very', 'end', 'side', 'now'].includes(word));
  return only !== undefined && more === undefined && isPlain && only < Math.max(length, 1) ? only : undefined;
}

const rankOfWord = (word: string) =>
  ORDINALS.includes(word) || word === 'penultimate' || FIRST.has(word) || LAST.has(word) || MIDDLE.has(word);
