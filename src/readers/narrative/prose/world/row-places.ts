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
/** Before a number these say which ones of a row are meant. */
export const RANKED = wordSet(
  'first last left right leftmost rightmost front back top bottom middle inner outer end outside outermost',
);

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

/** `the first two`, `the outer two magnets`, `the two on the left`: those who are there now. */
export function severalInRow(
  world: World,
  { words: own, count, isPlural, owner, pronoun }: Noun,
): number[] | undefined {
  const [which] = own;
  if (!isPlural || count === undefined || owner || pronoun !== undefined || !RANKED.has(which ?? '')) return undefined;
  const row = rowPlaces(world);
  if (row.length < count || own.length > 2) return undefined;
  const rest = row.length - count;
  const isOuter = ['outer', 'end', 'outside', 'outermost'].includes(which ?? '');
  if (isOuter ? count !== 2 : false) return undefined;
  const isInner = MIDDLE.has(which ?? '') || which === 'inner';
  if (isInner && rest % 2 !== 0) return undefined;
  const places = isOuter
    ? [row[0], row.at(-1)]
    : row.slice(isInner ? rest / 2 : LAST.has(which ?? '') ? rest : 0).slice(0, count);
  const there = places.map((place) => world.held(place ?? -1));
  return there.every((ids) => ids.length === 1) ? there.flat() : undefined;
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
