import type { Noun } from '../../grammar/nouns/noun';
import { uncertain } from '../../world/references';
import type { Roles } from '../roles';
import { isPersonNoun } from '../../grammar/noun-kinds';
import type { Move } from '../../world/story';
import { fault } from '../../world/world';
import type { Span } from './sides';
import { Objects } from './objects';

/** What two change with each other. */
export class Exchanges extends Objects {
  swap(roles: Roles): void {
    const { clause } = roles;
    const span = this.spanOf(clause);
    const { story } = this;
    // `My friends Uma, Viv and Wes traded lunchboxes`, before it is told who has which: what is told then
    const isSummary =
      !story.begun &&
      story.world.now.size === 0 &&
      clause.subject.length > 2 &&
      clause.subject.every(({ kind }) => kind === 'name');
    if (isSummary) {
      for (const noun of clause.subject) story.person(noun);
      const noun = clause.objects[0]?.[0];
      if (noun?.isPlural) story.lastNoun = noun.words.at(-1);
      return;
    }
    // `the left cup and the right cup trade places`, where the middle one is known
    for (const noun of clause.subject)
      if (!roles.known(noun) && clause.subject.some((other) => other !== noun && roles.known(other))) this.side(noun);
    const [first, second] = clause.objects;
    const partner = roles.with() ?? this.partnerTo(roles);
    const price = roles.phrases('for').find(({ isLeading }) => !isLeading)?.nouns[0];
    // `for a photo`
    const isReason =
      price &&
      !roles.known(price) &&
      price.pronoun === undefined &&
      (clause.subject.length > 1 || partner !== undefined) &&
      !this.meets(partner, price);
    const forWhat = isReason ? undefined : price;
    const subject = clause.subject.filter(
      (noun) => !['i', 'I', 'you', 'we'].includes(noun.pronoun ?? '') || roles.known(noun),
    );
    const [pair] = subject;
    const at = subject.length === 1 ? pair?.which?.find(({ nouns }) => nouns.length === 2)?.nouns : undefined;
    if (at && pair?.isPlural) {
      this.objects(subject, clause, roles, undefined, span);
      return;
    }
    if (clause.verb?.isPassive) {
      this.objects(clause.subject, clause, roles, partner ?? roles.phrases('with', 'for')[0]?.nouns, span);
      return;
    }
    const isPeople = subject.length > 0 && subject.every((noun) => roles.isPerson(noun) && roles.known(noun));
    const isThing = subject.length > 0 && subject.every((noun) => roles.known(noun) && !roles.isPerson(noun));
    // `The dragon and the treasure change places`
    const areMixed =
      !isPeople &&
      subject.length === 2 &&
      first?.[0]?.words.at(-1) === 'place' &&
      subject.every((noun) => roles.known(noun)) &&
      subject.some((noun) => roles.isPerson(noun));
    if (isThing || areMixed) {
      this.objects(subject, clause, roles, roles.phrases('with')[0]?.nouns, span);
      return;
    }
    if (second && !(first?.length === 1 && roles.isPerson(first[0] as Noun)))
      throw fault(span, 'who exchanges what is not certain');
    if (!isPeople) {
      // Somebody who is nobody in the story changes two things.
      if (first && subject.length <= 1) {
        this.objects(first, clause, roles, roles.phrases('with', 'for')[0]?.nouns, span);
        return;
      }
      const strange = subject.find((noun) => !roles.known(noun));
      throw fault(
        strange ?? span,
        `who exchanges what is not certain${strange ? `: nothing was said of ${strange.shown}` : ''}`,
      );
    }
    // `exchange what they carry`
    const areTheirs = first?.[0]?.pronoun === 'what' && first[0].owner?.pronoun === 'they' && !second;
    const what = areTheirs ? undefined : (second ?? first);
    const indirect = second ? first : undefined;
    const [thing, more] = what ?? [];
    const others = partner ?? indirect;
    const pairs = this.pairs(subject, others, forWhat, roles, span);
    if (thing?.isPlural && thing.words.length > 1 && more === undefined && !partner && !forWhat && this.areTwo(thing)) {
      this.objects([thing], clause, roles, undefined, span);
      return;
    }
    // `Lara swaps the red book and the blue book`
    if (what && subject.length === 1 && !others && !forWhat && pairs.length === 0) {
      this.objects(what, clause, roles, roles.phrases('with')[0]?.nouns, span);
      return;
    }
    // `exchanged hers for the old one`, which nobody has
    if (what?.length === 1 && subject.length === 1 && !others && forWhat && pairs.length === 0) {
      this.objects(what, clause, roles, [forWhat], span);
      return;
    }
    if (more !== undefined) throw fault(more, 'what is exchanged is not certain: write each exchange for itself');
    const outcomes = new Map<string, { moves: Move[]; pair: [number, number] }>();
    const reasons: Error[] = [];
    for (const pair of pairs) {
      try {
        const moves = this.moves(pair, thing, forWhat, partner !== undefined || indirect !== undefined, span);
        outcomes.set(
          moves
            .map(({ thing: id, to }) => `${id}>${to}`)
            .sort()
            .join(),
          { moves, pair },
        );
      } catch (error) {
        reasons.push(error as Error);
      }
    }
    const [only, another] = [...outcomes.values()];
    if (!only) throw reasons[0] ?? fault(span, 'an exchange is between two');
    if (another)
      throw uncertain(
        subject.find(({ pronoun }) => pronoun !== undefined) ?? (subject[0] as Noun),
        [...outcomes.values()].map(({ pair }) => pair),
        story.world,
      );
    for (const noun of subject)
      if (noun.pronoun !== undefined && subject.length === 1) story.note(noun, [only.pair[0]]);
    for (const noun of others ?? [])
      if (noun.pronoun !== undefined && others?.length === 1) story.note(noun, [only.pair[1]]);
    story.references.mention(only.pair);
    story.happen(only.moves, span);
  }

  /** `trades the cheese to the hare for the carrot` */
  private partnerTo(roles: Roles): Noun[] | undefined {
    const isPriced = roles.phrases('for').some(({ isLeading }) => !isLeading);
    const to = roles
      .phrases('to')
      .find(({ isLeading, nouns }) => !isLeading && nouns.length === 1 && nouns.every((noun) => roles.isPerson(noun)));
    return isPriced ? to?.nouns : undefined;
  }

  /** `barters the knob for a stove with a man called Dale`: somebody new has what is got. */
  private meets(partner: readonly Noun[] | undefined, price: Noun): boolean {
    const { story } = this;
    const [who, more] = partner ?? [];
    if (
      !who ||
      more ||
      price.kind !== 'indefinite' ||
      story.knows(who) ||
      !isPersonNoun(who) ||
      who.kind === 'definite'
    )
      return false;
    const id = story.person(who);
    story.world.place(story.introduce(price, 'thing'), id);
    return true;
  }

  /** The two who may be meant. */
  private pairs(
    subject: readonly Noun[],
    others: readonly Noun[] | undefined,
    forWhat: Noun | undefined,
    roles: Roles,
    span: Span,
  ): [number, number][] {
    const { references, world } = this.story;
    const single = (noun: Noun) =>
      references
        .all(noun)
        .filter((ids) => ids.length === 1)
        .flat();
    const [a, b, c] = subject;
    if (!a || c) throw fault(span, 'an exchange is between two');
    const isReflexive = others?.every(({ pronoun }) => pronoun === 'each other');
    if (b || !others || isReflexive) {
      // `they and Mr Tan`: they are without him
      const beside = (noun: Noun, other: readonly number[]) =>
        noun.pronoun === 'they'
          ? references
              .all(noun)
              .flatMap((ids) => [ids.filter((id) => !other.includes(id))].filter(({ length }) => length === 1).flat())
          : single(noun);
      const sets = b
        ? this.product(beside(a, single(b)), beside(b, single(a)))
        : references.all(a).filter((ids) => ids.length > 1);
      const pairs = sets.filter((ids) => ids.length === 2 && ids[0] !== ids[1]) as [number, number][];
      if (b || pairs.length > 0) return pairs;
      if (references.all(a).some((ids) => ids.length > 2)) throw fault(a, 'an exchange is between two');
    }
    if (others && !isReflexive) {
      const [other, another] = others;
      if (!other || another) throw fault(span, 'an exchange is between two');
      if (other.pronoun === undefined && !roles.known(other))
        throw fault(other, `'${other.shown}' is not one of those in this story`);
      return this.product(single(a), single(other)).filter(([x, y]) => x !== y) as [number, number][];
    }
    if (forWhat) {
      const things = references
        .all(forWhat, single(a))
        .filter((ids) => ids.length === 1)
        .flat();
      this.bring(forWhat);
      const owners = forWhat.owner
        ? references.all(forWhat.owner, single(a)).flat()
        : things.map((thing) => world.now.get(thing) ?? -1);
      const pairsOf = (all: readonly number[]) =>
        this.product(single(a), all).filter(([x, y]) => x !== y && world.is(y ?? -1, 'person')) as [number, number][];
      const found = pairsOf(owners);
      const { owner } = forWhat;
      return found.length > 0 || !owner ? found : pairsOf(references.widely(() => references.all(owner).flat()));
    }
    return [];
  }

  /** `for a drum kit that belonged to Nora`, of whom nothing was said */
  private bring(noun: Noun): void {
    const { story } = this;
    const { owner } = noun;
    if (
      !owner ||
      owner.pronoun !== undefined ||
      owner.kind !== 'name' ||
      noun.words.length === 0 ||
      noun.kind !== 'indefinite'
    )
      return;
    const bare = { ...noun };
    delete bare.owner;
    if (story.knows(bare)) return;
    const id = story.knows(owner) ? story.one(owner) : story.person(owner);
    if (story.world.held(id, 'thing').length > 0) return;
    story.world.place(story.introduce(bare, 'thing'), id);
  }

  private product(a: readonly number[], b: readonly number[]): number[][] {
    return a.flatMap((x) => b.map((y) => [x, y]));
  }

  private areTwo(noun: Noun): boolean {
    return this.story.references.all(noun).some((ids) => ids.length === 2);
  }

  /** What two people exchange. */
  private moves(
    [a, b]: [number, number],
    thing: Noun | undefined,
    forWhat: Noun | undefined,
    isWith: boolean,
    span: Span,
  ): Move[] {
    const { world } = this.story;
    const stands = [a, b].map((id) => this.standIn(id));
    const [here, there] = stands;
    if (here && there && here.at !== there.at)
      return [
        { thing: here.thing, to: there.at },
        { thing: there.thing, to: here.at },
      ];
    this.stationed(thing, a, b);
    const isHers = thing !== undefined && (isWith || forWhat !== undefined) && this.isOne(thing, a);
    if (thing && !isHers && this.arePlaces(thing, a, b)) return this.places(a, b, span);
    if (!thing && !forWhat && this.arePlaces(undefined, a, b)) return this.places(a, b, span);
    const mine = isHers ? this.his(thing, a) : this.only(a, thing, span, b);
    const yours = forWhat ? this.his(forWhat, b) : this.only(b, isHers ? undefined : thing, span, a);
    if (!world.is(mine, 'thing') || !world.is(yours, 'thing')) throw fault(span, 'what is exchanged is not certain');
    return [
      { thing: mine, to: b },
      { thing: yours, to: a },
    ];
  }
}
