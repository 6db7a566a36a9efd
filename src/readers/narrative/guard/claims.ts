import type { Trace } from '../../../trace/trace';
import { wordSet } from '../language/word-set';
import type { Noun } from '../prose/grammar/nouns/noun';
import { PEOPLE } from '../prose/grammar/words';
import type { Told } from './clauses';
import type { Scenes, Shown } from './scenes';

const STAYS = wordSet('stay remain');
const IS = wordSet('be sit stand live wait sleep work rest');
const THERE = wordSet('in on at under inside');

/** `…, but he stays in the kitchen`, of somebody whom a step of the sentence has taken from there. */
export function isMoved({ clause, verb: { start } }: Told, steps: readonly Shown[], scenes: Scenes): boolean {
  const { verb, phrases, subject } = clause;
  const shown = steps.filter(({ span }) => span.start < start);
  const last = shown.at(-1);
  if (!STAYS.has(verb.lemma) || verb.isNegated || verb.modal !== undefined || !last) return false;
  const place = phrases.find(({ preposition, nouns }) => THERE.has(preposition) && nouns.length === 1)?.nouns[0];
  if (!place) return false;
  return subject.some((noun) => {
    const name = noun.kind === 'name' ? noun.shown : undefined;
    if (name !== undefined) {
      const now = scenes.holder(last.after, name);
      return now !== undefined && scenes.isSlot(place.shown) && !isSame(now, place.shown);
    }
    // `he`: nobody of this sentence has left
    return shown.some((step) =>
      scenes.moved(step).some((object) => isSame(scenes.placeOf(step.before, object), place.shown)),
    );
  });
}

const INSIDE = wordSet('in on under inside behind into onto');

/** `The dove appears in the glass box`, of what is elsewhere as the trace has it. */
export function isPlacedOtherwise({ clause }: Told, state: readonly number[], scenes: Scenes): boolean {
  const { verb, subject, objects, phrases, link } = clause;
  const [who, more] = subject;
  const isTold =
    verb.isNegated ||
    verb.modal !== undefined ||
    verb.isPassive ||
    verb.isPerfect ||
    objects.length > 0 ||
    (link !== undefined && link.kind !== 'gap');
  if (isTold || !who || more || who.pronoun !== undefined || who.owner) return false;
  const there = phrases.find(
    ({ preposition, isLeading, nouns }) => !isLeading && INSIDE.has(preposition) && nouns.length === 1,
  )?.nouns[0];
  const now = scenes.holder(state, who.shown);
  if (there === undefined || there.owner || now === undefined) return false;
  return (now === 'outside' && there.kind === 'definite') || (scenes.isSlot(there.shown) && !isSame(now, there.shown));
}

/**
 * Somebody of whom the beginning says where they are, in a story that follows where others go, and whose place it does not
 * follow.
 */
export class Openings {
  private readonly placed = new Map<string, { told: Told; who: Noun; place: string }>();

  constructor(private readonly trace: Pick<Trace, 'slots' | 'objects' | 'initial'>) {}

  learn(told: Told): void {
    const { verb, subject, phrases, link } = told.clause;
    if (!IS.has(verb.lemma) || verb.isNegated || verb.modal !== undefined || link?.kind === 'relative') return;
    const [there, more] = phrases.filter(({ preposition, isLeading }) => !isLeading && THERE.has(preposition));
    const [noun, another] = there?.nouns ?? [];
    const place = noun && !another && !more && this.isSlot(noun) ? noun.shown : undefined;
    if (place === undefined) return;
    for (const who of subject) if (who.kind === 'name' && !who.owner) this.placed.set(who.shown, { told, who, place });
  }

  /** Somebody who begins elsewhere in the trace than the story says. */
  elsewhere(): { told: Told; who: Noun } | undefined {
    const { slots, objects, initial } = this.trace;
    return [...this.placed.values()].find(({ who, place }) => {
      const slot = initial.findIndex((object) => objects[object] === who.shown);
      return slot >= 0 && !isSame((slots[slot] ?? '').replace(/ \(\d+\)$/, ''), place);
    });
  }

  /** Who acts here, goes along with what they bring, and is not followed. */
  lost({ clause: { subject } }: Told): Noun | undefined {
    const { objects } = this.trace;
    const isFollowed = (name: string) => objects.includes(name);
    if (![...this.placed.keys()].some(isFollowed)) return undefined;
    return subject.find(({ shown, kind }) => kind === 'name' && this.placed.has(shown) && !isFollowed(shown));
  }

  private isSlot({ shown, words }: Noun): boolean {
    return (
      !PEOPLE.has(words.at(-1) ?? '') && this.trace.slots.some((slot) => isSame(slot.replace(/ \(\d+\)$/, ''), shown))
    );
  }
}

export function isSame(slot: string, shown: string): boolean {
  const plain = (name: string) => name.toLowerCase().replace(/^(?:the|an?) /, '');
  return plain(slot) === plain(shown);
}
