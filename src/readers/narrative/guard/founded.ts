import type { Trace } from '../../../trace/trace';
import type { Token } from '../language/tokens';
import { wordSet } from '../language/word-set';
import { PEOPLE } from '../prose/grammar/words';

/** Phrases with these mean somebody or something that the story has already. */
const POINTING =
  /^(?:the )?(?:same|other|others|that|this|those|these|latter|former|whoever|whichever|whatever|wherever|each|every|both|all|any|one another)\b/i;
/** `He goes to Clara`, where nobody was to be met */
const PRONOUN = /^(?:he|she|they|him|them)$/i;
/** `her seat`, `its place` as holders: of somebody who is meant. */
const OWNED = /^(?:its|their|his|her|your|our|my)\b/i;

/** No name begins with one of these: `When Tom`, or a verb that was taken for a thing. */
const CLOSED =
  /^(?:the )?(?:nothing|nobody|everything|when|while|after|before|as|since|once|if|because|although|though|until|then|so|and|but|or|now|later|where|who|which|how|there|here|goes?|gets|puts|takes|gives|went|got|put|gave|took|moves|moved|swaps|swapped)(?: \p{Lu}|$)/iu;
/** `ball to Anna`, `key and goes` */
const JOINED = / (?:and|to|into|onto|from|with) (.+)$/;

/** What belongs to a place that has a number */
const OF_WORK = /['’]s (?:working|playing|studying|sitting|riding|running|travelling|rowing|teaching|training)$/u;
const OF_PLACE = /^(?:the )?\p{Ll}[\p{Ll} ]* (?:\d+|[A-Z])['’]s \p{Ll}+$/u;

const bare = (name: string) => name.replace(/ \(\d+\)$/, '');

/**
 * A holder or an object of a trace that only a phrase which points to another has made: `the same seat`, `whoever is
 * late`, or the striker as somebody beside Kit, who plays striker.
 */
export function founded({ slots, objects, initial }: Pick<Trace, 'slots' | 'objects' | 'initial'>): string | undefined {
  const pointing = [...slots, ...objects].map(bare).find((name) => POINTING.test(name) || PRONOUN.test(name));
  if (pointing !== undefined) return pointing;
  const closed = [...slots, ...objects].map(bare).find((name) => CLOSED.test(name));
  if (closed !== undefined) return closed;
  const names = new Set([...slots, ...objects].map((name) => bare(name).replace(/^the /, '')));
  const joined = objects.map(bare).find((name) => {
    const [, other] = JOINED.exec(name) ?? [];
    return other !== undefined && names.has(other.replace(/^the /, ''));
  });
  if (joined !== undefined) return joined;
  // `Uma's car is in spot 1` makes no car of spot 1
  const ofPlace = objects.map(bare).find((name) => OF_PLACE.test(name) || OF_WORK.test(name));
  if (ofPlace !== undefined) return ofPlace;
  // `The box is on the shelf`, and something goes into it: one box
  const plain = new Set(slots.map((name) => bare(name).replace(/^the /, '')));
  const again = objects.map(bare).find((name) => {
    const [, owner = '', noun = ''] = /^(.+)['’]s (\p{Ll}+)$/u.exec(name) ?? [];
    return /^(?:the |outside)/.test(owner) && plain.has(owner.replace(/^the /, '')) && plain.has(noun);
  });
  if (again !== undefined) return again;
  const owned = slots.map(bare).find((name) => OWNED.test(name));
  if (owned !== undefined) return owned;
  const roles = new Set(
    slots.flatMap((slot, k) => {
      const object = objects[initial[k] ?? -1];
      return object !== undefined && /^\p{Lu}/u.test(slot) && PEOPLE.has(object.split(' ').at(-1) ?? '')
        ? [object]
        : [];
    }),
  );
  return slots.map((slot) => bare(slot).replace(/^the /, '')).find((name) => roles.has(name));
}

/**
 * A line without a verb that says before the first step where somebody is, and was passed over: `Cabin 1: Rita and Sven`.
 *
 * @param lines the tokens of sentences that were passed over
 */
export function listedAside(
  { slots, objects }: Pick<Trace, 'slots' | 'objects'>,
  lines: readonly (readonly Token[])[],
): readonly Token[] | undefined {
  const names = new Set([...slots, ...objects].map((name) => bare(name).toLowerCase().replace(/^the /, '')));
  return lines.find((tokens) => {
    const colon = tokens.findIndex(({ text }) => [':', '–', '—', '-', '=', '→'].includes(text));
    const said = (part: readonly Token[]) =>
      part
        .map(({ lower }) => lower)
        .join(' ')
        .replace(/^the /, '')
        .trim();
    const behind = tokens.slice(colon + 1).filter(({ kind }) => kind === 'word');
    return colon > 0 && names.has(said(tokens.slice(0, colon))) && behind.some(({ lower }) => names.has(lower));
  });
}

/** Words that point to somebody by what the sentence says of them. */
export const WHOEVER = wordSet('whoever whomever whichever whatever latter former');
