import type { Clause } from '../grammar/clause';
import type { Facts } from './facts';
import type { Noun } from '../grammar/nouns/noun';
import type { Roles } from '../events/roles';
import type { Story } from '../world/story';
import { has } from '../../language/verbs';
import * as words from '../grammar/words';

/** What stands behind one of these, and is named for the first time. */
function phrases({ phrases: all }: Clause, ...prepositions: string[]): Noun[] | undefined {
  return all.find(
    ({ preposition, nouns, isLeading }) =>
      !isLeading &&
      prepositions.includes(preposition) &&
      nouns.every(({ kind, words: own }) => kind === 'indefinite' && !words.PEOPLE.has(own.at(-1) ?? '')),
  )?.nouns;
}

/** What these are done to was somewhere else before. */
const MOVES = new Set(['move', 'transfer', 'shift', 'relocate', 'return']);

/** What is told of who has what by how they came to have it. */
export class Introductions {
  constructor(
    private readonly story: Story,
    private readonly facts: Facts,
  ) {}

  /** Before the first step: `Ann buys a kite`, `The waiter put a coin under the cup`. */
  introduce(clause: Clause, roles: Roles): boolean {
    const { story } = this;
    const { verb, subject, objects } = clause;
    if (!verb) return false;
    const { lemma } = verb;
    const [things] = objects;
    const areNew =
      things?.every(
        (noun) =>
          noun.pronoun === undefined &&
          noun.words.length > 0 &&
          (!story.knows(noun) || this.isUnplaced(noun)) &&
          !words.LIGHT.has(noun.words.at(-1) ?? ''),
      ) === true;
    const place = roles.goal();
    if (
      (has(lemma, 'carry') || lemma === 'leave' || lemma === 'keep') &&
      things &&
      place &&
      !verb.isPassive &&
      objects.length === 1 &&
      (!roles.isPerson(place) || ['bring', 'get', 'order', 'buy'].includes(lemma))
    ) {
      if (things[0]?.pronoun === 'nothing' && has(lemma, 'keep')) return this.facts.putIn(place, things, clause);
      const arePeople = things.every(
        (noun) =>
          noun.kind === 'name' &&
          !noun.owner &&
          !story.references
            .all(noun)
            .flat()
            .some((id) => story.world.now.has(id)),
      );
      const isFor =
        subject.length === 1 &&
        story.references
          .all(subject[0] as Noun)
          .flat()
          .some((id) => story.world.now.size > 0 && story.world.held(id).length > 0);
      const isPlace =
        has(lemma, 'acquire') &&
        roles.isPerson(subject[0] ?? place) &&
        !roles.known(place) &&
        !things.some((noun) => this.isUnplaced(noun)) &&
        ['bring', 'carry', 'take', 'buy', 'get'].includes(lemma);
      // `Ruth moved her car to space 12`, which was elsewhere
      const isMoved =
        MOVES.has(lemma) &&
        subject.length > 0 &&
        story.world.now.size > 0 &&
        !story.world.entities.every(({ kind }) => kind !== 'place');
      if (!isFor && !isPlace && !isMoved && (areNew || arePeople)) {
        this.facts.gather(subject);
        const fact: Clause = {
          ...clause,
          subject: things.map((noun) => this.ofDoer(noun, subject)),
          objects: [],
          verb: { ...verb, lemma: 'be', isPassive: false },
        };
        return this.facts.state(fact);
      }
    }
    const recipients = objects.length === 2 && has(lemma, 'carry') ? objects[0] : this.benefits(clause, roles);
    const gifts = (objects.length === 2 ? objects[1] : things) ?? [];
    const idsOf = (nouns: readonly Noun[]) => nouns.flatMap((noun) => story.references.all(noun).flat());
    const isOwn = idsOf(recipients ?? []).some((id) => idsOf(subject).includes(id));
    if (
      recipients?.length === 1 &&
      !isOwn &&
      gifts.every((noun) => !story.knows(noun) && noun.pronoun === undefined) &&
      subject.every((noun) => !this.isParticipant(noun))
    ) {
      if (gifts.length > 0 && !(recipients[0] as Noun).isPlural && !(recipients[0] as Noun).isEach)
        return this.facts.having(recipients, gifts, clause);
      return (recipients[0] as Noun).isEach === true;
    }
    // `Jan came on a blue bike`, `arrives with a kite`
    const own =
      ['come', 'arrive', 'appear', 'travel', 'enter', 'show', 'turn'].includes(lemma) && !verb.isPassive
        ? phrases(clause, 'with', 'on', 'wearing')
        : undefined;
    if (own && objects.length === 0 && subject.length === 1 && subject.every((noun) => roles.isPerson(noun)))
      return this.facts.having(subject, own, clause);
    // `The gift from Aunt Ruth went to Tim`
    const whom = roles.phrases('to').find(({ isLeading }) => !isLeading)?.nouns;
    if (
      lemma === 'go' &&
      whom?.length === 1 &&
      objects.length === 0 &&
      subject.length === 1 &&
      roles.isPerson(whom[0] as Noun)
    ) {
      const [what] = subject as [Noun];
      if (what.pronoun === undefined && !roles.known(what) && !roles.isPerson(what))
        return this.facts.having(whom, subject, clause);
    }
    if (has(lemma, 'acquire') && areNew && objects.length === 1 && subject.length > 0 && !verb.isPassive) {
      const from = roles.source();
      if (from && roles.known(from)) return false;
      // `borrowed the atlas from the library`, to which it may be returned
      if (lemma === 'borrow' && from && from.pronoun === undefined && things.length === 1 && things[0]) {
        const isHad = this.facts.having(subject, things, clause);
        const [thing] = story.references.all(things[0]).flat();
        const who = thing === undefined ? undefined : story.world.now.get(thing);
        const lender = roles.isPerson(from) ? story.person(from) : this.facts.holder(from);
        if (thing !== undefined && who !== undefined)
          story.world.lenders.set(
            thing,
            new Map([
              [lender, -1],
              [who, lender],
            ]),
          );
        return isHad;
      }
      // `picked up the ball in the hall`: there they are
      const here = story.followsPeople && place && !roles.isPerson(place) ? place : undefined;
      const isHad = this.facts.having(subject, things, clause);
      const people = here?.kind === 'definite' ? subject.flatMap((noun) => story.references.all(noun).flat()) : [];
      for (const id of people) if (here && !story.world.now.has(id)) story.world.place(id, this.facts.holder(here));
      return isHad;
    }
    return false;
  }

  /** `Veit parked his van`: Veit's, whoever else was named. */
  private ofDoer(noun: Noun, subject: readonly Noun[]): Noun {
    const { references } = this.story;
    const [who, more] = subject;
    const pronoun = noun.owner?.pronoun;
    if (!who || more || who.kind !== 'name' || noun.words.length === 0 || (pronoun !== 'he' && pronoun !== 'she'))
      return noun;
    for (const id of references.all(who).flat()) references.learnGender(id, pronoun);
    return { ...noun, owner: who, shown: noun.shown.replace(/^\S+/, `${who.shown}'s`) };
  }

  /** `the tin`, in which something is, and of which it is not said where it stands */
  private isUnplaced(noun: Noun): boolean {
    const { references, world } = this.story;
    const ids = references.all(noun).flat();
    return (
      ids.length === 1 &&
      ids.every((id) => world.is(id, 'place') && !world.now.has(id) && world.held(id, 'person').length === 0)
    );
  }

  /** `brings tea for Hugo` */
  private benefits({ phrases, verb }: Clause, roles: Roles): Noun[] | undefined {
    const isFor = ['bring', 'fetch', 'buy', 'get', 'order'].includes(verb?.lemma ?? '');
    return isFor
      ? phrases.find(({ preposition, nouns }) => preposition === 'for' && nouns.every((noun) => roles.isPerson(noun)))
          ?.nouns
      : undefined;
  }

  private isParticipant(noun: Noun): boolean {
    const { story } = this;
    return story.references
      .all(noun)
      .flat()
      .some((id) => story.world.holders.has(id) || story.world.now.has(id));
  }
}
