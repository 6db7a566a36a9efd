import type { Item, VerbGroup } from './item';
import { mayMean } from '../../language/kinds';
import type { Noun } from './nouns/noun';
import { has } from '../../language/verbs';
import * as words from './words';

type VerbItem = Item & { is: 'verb' };
type NounItem = Item & { is: 'noun' };

/**
 * Items without the clauses that only say which one is meant (`the boy who has the red hat`, `the soup that Fred had`,
 * `the player sitting in seat 1`): those are kept with their noun.
 */
export function withoutRestrictions(items: readonly Item[]): Item[] {
  const left = [...items];
  for (let k = 1; k < left.length; k++) {
    const noun = left[k - 1];
    if (noun?.is !== 'noun' || noun.noun.kind === 'name' || noun.noun.pronoun === 'there') continue;
    const end = restrictionAt(left, k, noun);
    if (end > k) left.splice(k, end - k);
  }
  return left;
}

/** Takes in the restriction at `at`, and gives where it ends; `at` when there is none. */
function restrictionAt(items: readonly Item[], at: number, { noun }: NounItem): number {
  const isRelative = items[at]?.is === 'relative';
  let k = isRelative ? at + 1 : at;
  while (items[k]?.is === 'adverb') k++;
  const first = items[k];
  if (
    first?.is === 'noun' &&
    (isRelative || (k === at && first.noun.pronoun !== undefined) || (k === at && first.noun.kind === 'name'))
  ) {
    let verb = k + 1;
    while (items[verb]?.is === 'adverb') verb++;
    const found = items[verb];
    if (found?.is === 'verb' && isLeaving(found.verb) && noun.kind === 'definite' && !noun.owner) {
      Object.assign(noun, { owner: first.noun, isLeft: true });
      return verb + 1;
    }
    if (found?.is !== 'verb' || !isHaving(found.verb) || noun.kind === 'indefinite') return at;
    // `Ann gives Ben what …`: without `that` it is one only where a verb stands before.
    const earlier = items.slice(0, at).some(({ is }) => is === 'verb');
    const isAnotherObject = items[verb + 1]?.is === 'noun';
    if ((!isRelative && !earlier) || isAnotherObject) return at;
    noun.owner = first.noun;
    return verb + 1;
  }
  if (first?.is !== 'verb' || !(isRelative || (first.verb.isLoose && k === at))) return at;
  const object = items[k + 1];
  const isAlone = !isRelative && !items.some((item, m) => m !== k && item.is === 'verb' && !item.verb.isLoose);
  const isBelonging = isRelative && first.verb.lemma === 'belong';
  if (isAlone || (noun.kind === 'indefinite' && !isBelonging)) return at;
  if (isHaving(first.verb) && object?.is === 'noun') {
    // `starts the match wearing the armband`: it is not the match that wears it
    if (!isRelative && first.verb.lemma !== 'have' && !mayHold(noun)) return at;
    noun.which = [...(noun.which ?? []), { preposition: 'having', nouns: [object.noun] }];
    return k + 2;
  }
  // `a drum kit that belonged to Nora`
  if (isRelative && first.verb.lemma === 'belong' && object?.is === 'preposition' && object.word === 'to') {
    const whose = items[k + 2];
    if (whose?.is !== 'noun') return at;
    noun.owner = whose.noun;
    return k + 3;
  }
  const place = items[k + 2];
  if (isBeing(first.verb) && object?.is === 'preposition' && place?.is === 'noun') {
    noun.which = [...(noun.which ?? []), { preposition: object.word, nouns: [place.noun] }];
    return k + 3;
  }
  return at;
}

function mayHold({ kind, words: own }: Noun): boolean {
  return (
    kind === 'name' ||
    words.PEOPLE.has(words.singularOf(own.at(-1) ?? '')) ||
    words.SPOTS.has(own.at(-1) ?? '') ||
    mayMean('container', own.at(-1) ?? '') ||
    ['one', 'hand'].includes(own.at(-1) ?? '')
  );
}

function isHaving({ lemma, isPassive }: VerbGroup): boolean {
  return !isPassive && ['have', 'hold', 'wear', 'carry', 'own'].includes(lemma);
}

/** `had left`, `left`, `has vacated` */
function isLeaving({ lemma, isPassive, isNegated, modal }: VerbGroup): boolean {
  return !isPassive && !isNegated && modal === undefined && ['leave', 'vacate'].includes(lemma);
}

function isBeing({ lemma }: VerbItem['verb']): boolean {
  return lemma === 'be' || has(lemma, 'stay');
}
