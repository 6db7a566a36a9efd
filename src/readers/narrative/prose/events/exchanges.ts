import type { Clause } from '../grammar/clauses';
import { mayMean } from '../grammar/kinds';
import type { Noun } from '../grammar/nouns/noun';
import { uncertain } from '../world/references';
import type { Roles } from './roles';
import { isPersonNoun } from '../grammar/noun-kinds';
import type { Move, Story } from '../world/story';
import * as words from '../grammar/words';
import { fault } from '../world/world';

type Span = { start: number; end: number };

/** What two change with each other. */
export class Exchanges {
  constructor(
    private readonly story: Story,
    private readonly spanOf: (clause: Clause) => Span,
  ) {}

  swap(roles: Roles): void {
    const { clause } = roles;
    const span = this.spanOf(clause);
    const { story } = this;
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
    if (isThing) {
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
      const sets = b ? this.product(single(a), single(b)) : references.all(a).filter((ids) => ids.length > 1);
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
    this.stationed(thing, a, b);
    const isHers = thing !== undefined && (isWith || forWhat !== undefined) && this.isOne(thing, a);
    if (thing && !isHers && this.arePlaces(thing, a, b)) return this.places(a, b, span);
    if (!thing && !forWhat && this.arePlaces(undefined, a, b)) return this.places(a, b, span);
    const mine = isHers ? this.his(thing, a) : this.only(a, thing, span);
    const yours = forWhat ? this.his(forWhat, b) : this.only(b, isHers ? undefined : thing, span);
    if (!world.is(mine, 'thing') || !world.is(yours, 'thing')) throw fault(span, 'what is exchanged is not certain');
    return [
      { thing: mine, to: b },
      { thing: yours, to: a },
    ];
  }

  /** `Ravi is in goal, Milo is the striker`: of two who change positions one is somewhere and the other something. */
  private stationed(noun: Noun | undefined, a: number, b: number): void {
    const { world } = this.story;
    const head = noun?.words.at(-1) ?? '';
    if (!words.SPOTS.has(head) && !words.ROLES.has(head)) return;
    if ([a, b].every((id) => world.now.has(id)) || ![a, b].some((id) => world.now.has(id))) return;
    const who = world.now.has(a) ? b : a;
    const [role, more] = world.roles(who);
    const entity = world.entities[role ?? -1];
    if (role === undefined || more !== undefined || !entity || world.first.get(role) !== who || world.moved.has(role))
      return;
    world.now.delete(role);
    world.first.delete(role);
    entity.kind = 'place';
    world.place(who, role);
  }

  /** `her coin`, `the coin`, `it`, and not `coins` and `their coins`. */
  private isOne(noun: Noun, a: number): boolean {
    if (noun.owner?.pronoun === 'they' || noun.kind === 'bare') return false;
    if (noun.pronoun === 'what') return !(noun.owner?.pronoun === 'they');
    if (noun.pronoun !== undefined) return noun.pronoun === 'it' || noun.pronoun === 'one';
    const { references, world } = this.story;
    if (noun.isPlural)
      return references.all(noun, [a]).some((ids) => ids.length === 1 && world.now.get(ids[0] ?? -1) === a);
    return true;
  }

  /** The thing of `owner` that a noun names. */
  private his(noun: Noun, owner: number): number {
    const { references, world } = this.story;
    const bare: Noun = { ...noun };
    if (noun.owner?.pronoun !== undefined && noun.words.length > 0) delete bare.owner;
    const all = references
      .all(bare, [owner])
      .filter((ids) => ids.length === 1)
      .flat();
    const found = all.filter((id) => world.now.get(id) === owner && world.is(id, 'thing'));
    const [only, another] = found;
    if (only !== undefined && another === undefined) {
      this.story.note(noun, [only]);
      return only;
    }
    if (found.length > 1)
      throw uncertain(
        noun,
        found.map((id) => [id]),
        world,
      );
    const held = world.held(owner, 'thing');
    const isGeneric =
      noun.words.length <= 1 &&
      (words.GENERIC.has(noun.words.at(-1) ?? 'one') || this.story.announced?.noun === noun.words.at(-1));
    const isTheirs = !noun.owner || references.all(noun.owner, [owner]).flat().includes(owner);
    if (
      isGeneric &&
      isTheirs &&
      held.length === 1 &&
      (noun.pronoun === undefined || noun.pronoun === 'one') &&
      all.length === 0
    )
      return held[0] ?? -1;
    const [other] = all;
    const at = other === undefined ? undefined : world.now.get(other);
    if (other !== undefined && at !== undefined)
      throw fault(noun, `${world.name(other)} is with ${world.name(at)} now, not with ${world.name(owner)}`);
    throw fault(noun, `what '${noun.shown}' is was not said before`);
  }

  /** All that somebody has, which must be one thing; of several the one that the noun fits. */
  private only(owner: number, noun: Noun | undefined, span: Span): number {
    const { story } = this;
    const { world } = story;
    const head = noun?.words.at(-1);
    const roles = world.roles(owner);
    const held = head !== undefined && words.ROLES.has(head) && roles.length > 0 ? roles : world.held(owner, 'thing');
    if (noun && head !== undefined && noun.pronoun === undefined && !this.isLoose(head)) {
      const bare: Noun = { ...noun, kind: 'definite', isPlural: false };
      delete bare.owner;
      const fitting = world.described(bare).filter((id) => held.includes(id));
      if (fitting.length === 1) return fitting[0] ?? -1;
      if (fitting.length > 1)
        throw uncertain(
          noun,
          fitting.map((id) => [id]),
          world,
        );
      // `tools` are a whisk and a ladle, but a hat is no cup.
      // `Maya has the attic`, and others have rooms
      const isSuch = world.entities.some(
        ({ id, words: own }) =>
          own.at(-1) === head && world.first.has(id) && world.is(world.now.get(id) ?? -1, 'person'),
      );
      if (words.SPOTS.has(head) && !(isSuch && held.length === 1))
        throw fault(noun, `where ${world.name(owner)} is was not said`);
      if (held.length === 0 && !story.begun && !story.empty.has(owner)) return this.unnamed(owner, head);
      if (held.length === 0 && this.isAnnounced(head) && !world.moved.has(owner)) return this.unnamed(owner, head);
    }
    const [only, another] = held;
    if (only === undefined && story.announced && !world.moved.has(owner) && !story.empty.has(owner))
      return this.unnamed(owner, story.announced.noun);
    if (only === undefined) throw fault(span, `${world.name(owner)} has nothing to exchange`);
    if (another !== undefined)
      throw fault(span, `${world.name(owner)} has ${held.map((id) => world.name(id)).join(' and ')}: write which`);
    return only;
  }

  private isAnnounced(head: string): boolean {
    return this.story.announced?.noun === head;
  }

  /** Of those who each have one the ones that were not named. */
  complete(): void {
    const { story } = this;
    for (const owner of story.announcedFor)
      if (
        story.announced &&
        story.world.held(owner, 'thing').length === 0 &&
        !story.empty.has(owner) &&
        !story.world.moved.has(owner)
      )
        this.unnamed(owner, story.announced.noun);
    story.announcedFor = [];
  }

  private unnamed(owner: number, noun: string): number {
    const { story } = this;
    const { world } = story;
    const shown = `${world.name(owner)}'s ${noun}`;
    const entity = world.add('thing', { words: [noun], shown, isPlural: false, kind: 'definite' });
    entity.owner = owner;
    world.place(entity.id, owner);
    return entity.id;
  }

  private isLoose(head: string): boolean {
    return (
      words.GENERIC.has(head) ||
      words.ROLES.has(head) ||
      this.isAnnounced(head) ||
      (this.story.announced?.isRole === true && words.SPOTS.has(head))
    );
  }

  /** Whether what changes is where two people are. */
  private arePlaces(noun: Noun | undefined, a: number, b: number): boolean {
    const { world } = this.story;
    const [here, there] = [world.now.get(a), world.now.get(b)];
    if (here === undefined || there === undefined) return false;
    const head = noun?.words.at(-1);
    const hands = [a, b].map((id) => world.held(id, 'thing').length);
    if (head === undefined || noun?.pronoun !== undefined) return hands.every((count) => count === 0);
    const isTheirNoun = [here, there].some((id) => {
      const own = world.entities[id]?.words.at(-1) ?? '';
      return own === head || mayMean(head, own);
    });
    const isHeld = [a, b].some((id) =>
      world.held(id, 'thing').some((thing) => world.entities[thing]?.words.at(-1) === head),
    );
    return !isHeld && (isTheirNoun || words.SPOTS.has(head));
  }

  private places(a: number, b: number, span: Span): Move[] {
    const { world } = this.story;
    const [here, there] = [world.now.get(a), world.now.get(b)];
    if (here === undefined || there === undefined || here === there)
      throw fault(span, `${world.name(a)} and ${world.name(b)} are in the same place`);
    return [
      { thing: a, to: there },
      { thing: b, to: here },
    ];
  }

  /** Two things, or two who are somewhere, or the contents of two places, changed by somebody else or by themselves. */
  private objects(
    nouns: readonly Noun[],
    clause: Clause,
    roles: Roles,
    others: readonly Noun[] | undefined,
    span: Span,
  ): void {
    const { story } = this;
    const { world, references } = story;
    const contents = nouns.find((noun) => noun.words.at(-1) === 'content');
    const listed = contents
      ? (clause.phrases.find(({ preposition }) => ['of', 'in', 'between'].includes(preposition))?.nouns ?? [])
      : nouns;
    const all = [...listed, ...(others ?? [])];
    const sets = all
      .map((noun, k) => this.mates(noun, all, k))
      .map((found, k) => (found.length > 0 ? found : this.side(all[k] && this.single(all[k], all))));
    let ids: number[] | undefined;
    const places =
      all[0]?.which?.find(({ nouns: at }) => at.length === 2)?.nouns ??
      roles.phrases('on', 'in', 'at', 'under').find((phrase) => !phrase.isLeading && phrase.nouns.length === 2)?.nouns;
    if (all.length === 1 && places) ids = this.atPlaces(all[0] as Noun, places);
    else if (all.length === 1) ids = sets[0]?.find((each) => each.length === 2);
    else if (all.length === 2) {
      const [x, y] = sets.map((each) => each.filter((one) => one.length === 1).flat());
      if (x?.length === 1 && y?.length === 1) ids = [...x, ...y];
    }
    const [a, b] = ids ?? [];
    if (a === undefined || b === undefined || a === b)
      throw uncertain(all[0] ?? ({ ...span, shown: 'this' } as Noun), sets.flat(), world);
    references.mention([a, b]);
    const [here, there] = [world.now.get(a), world.now.get(b)];
    if (!contents && here !== undefined && there !== undefined) {
      const bothPeople = world.is(a, 'person') && world.is(b, 'person');
      const isHolding = bothPeople && [a, b].some((id) => world.held(id).length > 0);
      if (isHolding) throw fault(span, 'whether they change their places or their things is not said');
      story.happen(this.places(a, b, span), span);
      return;
    }
    const isFixed = [a, b].every((id) => isSide(world.entities[id]?.words ?? []));
    if (!contents && !isFixed && !world.is(a, 'person'))
      throw fault(
        span,
        `whether ${world.name(a)} takes along what it holds is not said: write 'Swap the contents of ${world.name(a)} and ${world.name(b)}'`,
      );
    if (world.is(a, 'person') && !contents) throw fault(span, 'what they exchange is not certain');
    const moves = [
      ...world.held(a).map((thing) => ({ thing, to: b })),
      ...world.held(b).map((thing) => ({ thing, to: a })),
    ];
    if (moves.length === 0) throw fault(span, 'both hold nothing');
    story.happen(moves, span);
  }

  /** `the middle cup`, beside a left cup that is known */
  private side(noun: Noun | undefined): number[][] {
    const { world } = this.story;
    if (
      !noun ||
      noun.kind !== 'definite' ||
      noun.owner ||
      noun.isPlural ||
      noun.words.length < 2 ||
      !isSide(noun.words)
    )
      return [];
    const isOne = world.entities.some(
      ({ kind, words: own }) => kind === 'place' && own.at(-1) === noun.words.at(-1) && isSide(own),
    );
    return isOne ? [[this.story.introduce(noun, 'place')]] : [];
  }

  /** `the players on board one and board two` */
  private atPlaces(noun: Noun, places: readonly Noun[]): number[] | undefined {
    const { world, references } = this.story;
    const isPlain =
      words.PEOPLE.has(noun.words.at(-1) ?? '') ||
      words.GENERIC.has(noun.words.at(-1) ?? '') ||
      references.all(noun).length > 0;
    const there = places.map((place) =>
      references
        .all(place)
        .flat()
        .flatMap((id) => world.held(id)),
    );
    return isPlain && there.every((each) => each.length === 1) ? there.flat() : undefined;
  }

  /** `first and second cups`: the second cup */
  private single(noun: Noun, all: readonly Noun[]): Noun {
    const isShared =
      noun.isPlural && all.length === 2 && all[1] === noun && isSide(noun.words) && all[0]?.words.length === 1;
    return isShared ? { ...noun, isPlural: false, kind: 'definite' } : noun;
  }

  /** `the left and the middle cup`: the noun of the one behind. */
  private mates(said: Noun, all: readonly Noun[], k: number): number[][] {
    const { references } = this.story;
    const noun = this.single(said, all);
    const found = references.all(noun);
    const next = all[k + 1] ?? all[k - 1];
    const head = next?.words.at(-1);
    if (found.length > 0 || head === undefined || noun.pronoun !== undefined) return found;
    return references.all({ ...noun, words: [...noun.words, head], isPlural: false });
  }
}

/** A holder that stays where it is, whatever is brought there: `the left cup`. */
function isSide(own: readonly string[]): boolean {
  return own.some((word) =>
    [
      'left',
      'right',
      'middle',
      'centre',
      'center',
      'leftmost',
      'rightmost',
      'first',
      'second',
      'third',
      'fourth',
      'fifth',
      'last',
      'top',
      'bottom',
      'position',
      'place',
      'slot',
      'spot',
      'location',
      'room',
      'shelf',
      'hook',
    ].includes(word),
  );
}
