import { wordSet } from '../../language/word-set';
import type { Clause, Phrase } from '../grammar/clause';
import { isBodyPart, type Noun } from '../grammar/nouns/noun';
import { isPersonNoun, isTime } from '../grammar/noun-kinds';
import { has } from '../../language/verbs';
import * as words from '../grammar/words';
import { fault } from '../world/world';
import { Owning, isPersonLike } from './owning';

export const SPOTS = wordSet(
  'first second third fourth fifth sixth seventh eighth last left right middle centre center front back top bottom north south east west upstairs downstairs outside home leftmost rightmost inside',
);

/** Who and what is where. */
export class Standing extends Owning {
  /** Where a clause says that something is: the phrase of it that names a place. */
  placing(clause: Clause): Noun | undefined {
    const { story } = this;
    // `was drafted by Ms Tan`
    const isDoer = ({ preposition, nouns }: Phrase) =>
      preposition === 'by' && nouns.every((noun) => isPersonLike(noun, story));
    const all = clause.phrases.filter((phrase) => words.PLACING.has(phrase.preposition) && !isDoer(phrase));
    const known = all.filter(({ nouns }) => nouns.length === 1 && story.knows(nouns[0] as Noun));
    const inside = all.filter(
      (phrase) => phrase.nouns.length === 1 && !isTime(phrase.nouns[0] as Noun) && !this.isBody(phrase),
    );
    const best = inside.filter((phrase) => known.includes(phrase));
    return (best[0] ?? inside.find(({ isLeading }) => !isLeading) ?? inside[0])?.nouns[0];
  }

  /** `in her hands`, `in it`: with who has it. */
  isBody({ nouns }: Phrase): boolean {
    return nouns.every((noun) => noun.pronoun !== undefined || isBodyPart(noun));
  }

  /** `The key is in the drawer`, `Ann sits on chair 1`. */
  protected located(clause: Clause): boolean {
    const { story } = this;
    const { world } = story;
    // `The ring was on Clara's finger`
    const [body] = clause.phrases.filter(
      (phrase) => !phrase.isLeading && phrase.nouns.length === 1 && phrase.nouns.some(isBodyPart),
    );
    const owner = body?.nouns[0]?.owner;
    const areThings = clause.subject.every((noun) => noun.pronoun === undefined && !isPersonLike(noun, story));
    if (owner && clause.subject.length > 0 && areThings && isPersonLike(owner, story) && !story.begun)
      return this.having([owner], clause.subject, clause);
    // `The laptop was issued to Denise`
    const to = clause.phrases.find(({ preposition, isLeading }) => preposition === 'to' && !isLeading)?.nouns;
    if (clause.verb?.isPassive && to?.length === 1 && to.some((noun) => isPersonLike(noun, story)) && !story.begun)
      return areThings && clause.subject.length > 0 && this.having(to, clause.subject, clause);
    if (this.eachIn(clause)) return true;
    const place = this.placing(clause);
    const subject = clause.subject.length > 0 ? clause.subject : (clause.objects[0] ?? []);
    const spot =
      clause.adverbs.find((word) => SPOTS.has(word)) ?? clause.objects[0]?.[0]?.words.find((word) => SPOTS.has(word));
    if (!place && spot !== undefined && subject === clause.subject && has(clause.verb?.lemma ?? '', 'stay'))
      return this.isAt(subject, spot);
    if (!place || subject.length === 0) return false;
    // `The key used to hang by the door. Now it is in the flowerpot`
    const [it, more] = subject;
    const lone = it?.pronoun === 'it' && !more && !story.begun && !story.knows(it) ? story.lone() : undefined;
    if (lone !== undefined) {
      world.place(lone, this.holder(place));
      return true;
    }
    // `We were stuck in traffic`
    if (
      subject.every(({ pronoun }) => pronoun === 'we' || pronoun === 'you' || pronoun === 'it') &&
      !subject.every((noun) => story.knows(noun))
    )
      return true;
    // `Kira is on bass and Lev on drums`
    const isPost =
      clause.phrases.some(({ preposition, nouns }) => preposition === 'on' && nouns.includes(place)) &&
      subject.length === 1 &&
      place.kind === 'bare' &&
      subject.every((noun) => isPersonNoun(noun));
    // `near the dunes`, of one
    const isOne =
      subject.length === 1 &&
      subject[0]?.isPlural === false &&
      subject[0].pronoun === undefined &&
      place.kind === 'definite' &&
      place.count === undefined;
    const isPlural = place.isPlural && !story.knows(place) && !isPost && !isOne;
    if (isPlural || clause.verb?.isNegated) return true;
    if (story.begun) {
      if (!subject.every((noun) => story.knows(noun)) || !story.knows(place)) return false;
      const at = story.one(place);
      for (const noun of subject) {
        const ids = story.references.all(noun);
        if (ids.some((each) => each.every((id) => world.now.get(id) === at || !world.now.has(id)))) continue;
        // `sat on the bench` may be a going there
        if (has(clause.verb?.lemma ?? '', 'stay')) return false;
        const [id] = ids.flat();
        throw fault(noun, `${world.name(id ?? -1)} is with ${world.name(world.now.get(id ?? -1) ?? -1)} now`);
      }
      return true;
    }
    // `are sitting in a café` says nothing of who is where.
    const several = subject.length > 1 || subject.some((noun) => noun.isPlural || noun.pronoun === 'everyone');
    const isPeople = subject.every(
      (noun) =>
        (isPersonNoun(noun) && noun.kind === 'name') ||
        (noun.isPlural && !noun.owner && words.PEOPLE.has(noun.words.at(-1) ?? '') && !story.knows(noun)) ||
        noun.pronoun !== undefined,
    );
    if (
      several &&
      isPeople &&
      words.TEAMS.has(place.words.at(-1) ?? '') &&
      subject.every(({ kind }) => kind === 'name')
    ) {
      const team = this.holder(place);
      for (const noun of subject) this.placeOne(noun, team);
      return true;
    }
    // `Dominic and Elsa sit in front, Farid and Gwen in the back`
    const isSide = SPOTS.has(place.words.join(' ')) && subject.every(({ kind, owner }) => kind === 'name' && !owner);
    if (several && isPeople && !isSide) {
      this.gather(subject);
      return true;
    }
    const holder = this.holder(place);
    for (const noun of subject) this.placeOne(noun, holder);
    return true;
  }

  /** `Olivia, Pedro and Quim are in rows 1, 2 and 3`: each in one. */
  private eachIn({ subject, phrases, objects, verb, adverbs }: Clause): boolean {
    const { story } = this;
    const [phrase, more] = phrases.filter(({ preposition, isLeading }) => !isLeading && words.PLACING.has(preposition));
    const places = phrase?.nouns ?? [];
    if (story.begun || verb?.isNegated || more || objects.length > 0 || subject.length < 2) return false;
    const areLabelled =
      places.length === subject.length && places.every(({ shown }) => /(?:^| )(?:\d+|[A-Z])$/.test(shown));
    const areNames = subject.every(({ kind, owner }) => kind === 'name' && !owner);
    const inOrder =
      adverbs.includes('respectively') ||
      phrases.some(
        ({ preposition, nouns }) => preposition === 'in' && nouns.some(({ words: own }) => own.at(-1) === 'order'),
      );
    const areEach = inOrder && places.length === subject.length && subject.every((noun) => !noun.isPlural);
    if (!(areLabelled && areNames) && !areEach) return false;
    subject.forEach((noun, k) => {
      this.placeOne(noun, this.holder(places[k] as Noun));
    });
    return true;
  }

  /** Those who play together, in a team that has no name. */
  protected teamUp(members: readonly Noun[]): void {
    const shown = `${members.map((noun) => noun.shown).join(' and ')}'s team`;
    const { id } = this.story.world.add('place', {
      kind: 'definite',
      words: [...members.flatMap(({ words: own }) => own), 'team'],
      shown,
      isPlural: false,
    });
    this.story.world.holders.add(id);
    for (const noun of members) this.placeOne(noun, id);
  }

  /** Those who take part, of whom no more is said yet. */
  gather(nouns: readonly Noun[]): void {
    const { story } = this;
    const ids: number[] = [];
    for (const noun of nouns)
      if (noun.kind === 'name' && !noun.owner)
        ids.push(story.knows(noun) ? story.person(noun) : story.introduce(noun, 'person'));
    if (ids.length > 0) story.references.mention(ids);
  }

  /** Where in a row somebody or something is. */
  isAt(subject: readonly Noun[], spot: string, kind?: string): boolean {
    const { story } = this;
    if (story.begun) return true;
    const noun: Noun = {
      kind: 'definite',
      words: kind === undefined ? [spot] : [spot, kind],
      shown: kind === undefined ? spot : `${spot} ${kind}`,
      isPlural: false,
      start: 0,
      end: 0,
      from: 0,
      to: 0,
    };
    // The place itself, and not who is first of those placed so far
    const known = story.world.entities.find(({ kind: of, shown }) => of === 'place' && shown === noun.shown);
    const isShort = story.lastNoun !== undefined && words.SPOTS.has(story.lastNoun);
    const holder = isShort ? this.holder(noun) : (known?.id ?? story.introduce(noun, 'place'));
    story.world.holders.add(holder);
    for (const each of subject) this.placeOne(each, holder);
    return true;
  }

  putIn(place: Noun, things: readonly Noun[], clause: Clause): boolean {
    const { story } = this;
    if (things.some((noun) => noun.pronoun === 'nothing' || noun.pronoun === 'nobody'))
      return this.isEmpty([place], clause);
    if (place.isPlural || things.some((noun) => noun.isPlural && noun.count !== undefined && !story.knows(place)))
      return true;
    if (story.begun)
      return things.every(
        (noun) =>
          story.knows(noun) &&
          story.references.all(noun).some((ids) => ids.every((id) => story.world.now.get(id) === this.holder(place))),
      );
    const isRoom = things.every((noun) => words.SPOTS.has(noun.words.at(-1) ?? ''));
    if (isRoom && !story.knows(place)) return true;
    const holder = this.holder(place);
    for (const noun of things) this.placeOne(noun, holder);
    return true;
  }
}
