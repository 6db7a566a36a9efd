import type { Item } from './item';
import * as words from './words';

type NounItem = Item & { is: 'noun' };

/** Items without what only says once more who somebody is: `Tilda, the girl from number nine`, `Ann's brother, Stavros, …`. */
export function withoutAppositions(items: readonly Item[]): Item[] {
  const left = [...items];
  for (let k = 0; k + 2 < left.length; k++) {
    // `Dolly the doll sat down`
    const [name, rank, verb] = [left[k], left[k + 1], left[k + 2]];
    if (
      name?.is === 'noun' &&
      rank?.is === 'noun' &&
      isName(name) &&
      rank.noun.kind === 'definite' &&
      !rank.noun.owner &&
      !rank.noun.isPlural &&
      verb?.is === 'verb' &&
      (k === 0 || left[k - 1]?.is === 'join') &&
      !name.noun.words.some((word) => words.CALENDAR.has(word))
    ) {
      name.noun.rank = rank.noun.words.at(-1) ?? '';
      left.splice(k + 1, 1);
    }
    const [first, comma, second] = [left[k], left[k + 1], left[k + 2]];
    if (first?.is !== 'noun' || second?.is !== 'noun' || comma?.is !== 'join' || comma.word !== ',') continue;
    if (isListed(left, k)) continue;
    const isDescribed = isName(first) && isKin(second);
    const isNamed = isKin(first) && isName(second);
    if (!isDescribed && !isNamed) continue;
    const end = endOf(left, k + 3);
    if (end === undefined) continue;
    if (isNamed) left.splice(k, 2);
    else left.splice(k + 1, end - k - 1);
  }
  return left;
}

const isName = ({ noun }: NounItem) => noun.kind === 'name' && !noun.owner;
const isKin = ({ noun }: NounItem) =>
  (noun.kind === 'definite' || noun.kind === 'indefinite') &&
  !noun.isPlural &&
  noun.pronoun === undefined &&
  words.PEOPLE.has(noun.words.at(-1) ?? '');

/** `Ann, Ben, the cook and …` */
function isListed(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  return before?.is === 'join' && [',', 'and'].includes(before.word) && items[at - 2]?.is === 'noun';
}

/** Where it ends: behind a phrase, at a comma that closes it or at the end; undefined where a list goes on. */
function endOf(items: readonly Item[], at: number): number | undefined {
  let k = at;
  if (items[k]?.is === 'preposition' && items[k + 1]?.is === 'noun') k += 2;
  const next = items[k];
  if (next === undefined) return k;
  if (next.is === 'relative') return k;
  if (next.is !== 'join' || next.word !== ',') return undefined;
  const behind = items[k + 1];
  return behind?.is === 'noun' || (behind?.is === 'join' && behind.word === 'and') ? undefined : k + 1;
}
