import { wordSet } from '../../language/word-set';
import type { Clause } from '../grammar/clause';
import type { Facts } from '../scene/facts';
import { ORDINALS } from '../world/row-places';
import type { Story } from '../world/story';
import { has } from '../../language/verbs';

/** What stands in order: `in a row`, `in line`. */
const ROWS = wordSet('row line queue column stack pile order sequence file');
const RINGS = wordSet('circle ring round roundtable');
const BACKWARDS =
  /\bfrom (?:the )?(?:right to (?:the )?left|bottom to (?:the )?top|back to (?:the )?front|last to first)\b/;
const FORWARDS =
  /\bfrom (?:the )?(?:left to (?:the )?right|top to (?:the )?bottom|front to (?:the )?back|first to last)\b/;

/** `A penny, a dime and a nickel lie in a row`, before the first step: which is first, second and third. */
export function lineUp(clause: Clause, text: string, story: Story, facts: Facts): boolean {
  const { verb, subject, objects, phrases } = clause;
  if (story.begun || !verb || verb.isNegated || verb.isPassive) return false;
  const listed =
    subject.length > 1
      ? subject
      : subject.length === 0 || subject[0]?.pronoun === 'there'
        ? (objects.at(-1) ?? [])
        : [];
  const heads = phrases.flatMap(({ nouns }) =>
    nouns.map((noun) => (noun.words.length === 1 ? (noun.words[0] ?? '') : '')),
  );
  const isOrdered = FORWARDS.test(text) || BACKWARDS.test(text);
  const isInRow = heads.some((head) => ROWS.has(head)) || /\blin(?:e|ed|es) up\b|\bqueu(?:e|ed|es|ing)\b/.test(text);
  const isRow = isOrdered || (isInRow && /:|\bin (?:this|that) order\b/.test(text));
  if (
    !has(verb.lemma, 'stay') &&
    !['be', 'line', 'queue', 'walk', 'wait', 'come', 'hang', 'rest', 'face'].includes(verb.lemma)
  )
    return false;
  const areOne = listed.every((noun) => !noun.isPlural && noun.pronoun === undefined);
  if (
    !isRow ||
    listed.length < 2 ||
    listed.length > ORDINALS.length ||
    !areOne ||
    heads.some((head) => RINGS.has(head))
  )
    return false;
  if (
    /\b(?:respectively|each)\b/.test(text) ||
    phrases.some(({ preposition }) => ['around', 'round'].includes(preposition))
  )
    return false;
  const ordered = BACKWARDS.test(text) ? [...listed].reverse() : listed;
  ordered.forEach((noun, k) => {
    facts.isAt([noun], ORDINALS[k] ?? '');
  });
  return true;
}
