import { wordSet } from './word-set';
import { MAX_DEGREE, NotationError } from '../../algebra/notation';
import { genderOf, type Gender } from './genders';
import { Holdings } from './holdings';
import { GENERIC, HE, HYPERNYMS, ordinal, PLACES, SHE, singular } from './lexicon';
import { Names } from './names';
import { isNear } from './near';
import { compassOf, rowOf } from './rows';
import type { Moved, Places, Possession, Reference, Span, Thing } from './story';

interface Member {
  name: string;
  /** True until the story says what it holds, or that it holds nothing. */
  isUnsaid: boolean;
  /** True when what it holds was said of this member alone, and not of all. */
  isOwn?: boolean;
  /** A box or a room, not somebody. */
  isContainer?: boolean;
  gender?: Gender;
}

interface Held {
  /** Who had it at first. */
  owner: number;
  /** What it is, of one that has no name: `her hat`. */
  noun?: string;
  called?: Thing;
}

/** Where things come from that nobody had, and go when they are taken away. */
const OUTSIDE = 'outside';

/** Thrown where somebody goes somewhere: their places must then be told apart from what they hold. */
export class PeopleTravel extends Error {}

/** Titles by which somebody may be called alone. */
const RANKS: ReadonlySet<string> = wordSet(
  'king queen prince princess duke duchess count countess baron captain general colonel major sergeant professor doctor sir lady lord judge president mayor chef nurse coach detective inspector officer pirate wizard sister brother father mother',
);
const KIN: ReadonlySet<string> = wordSet('mr mrs ms miss dr prof st aunt uncle grandma grandpa granny cousin');

const SIDES: ReadonlySet<string> = wordSet('left middle centre center right top bottom front back leftmost rightmost');

/** How many sentences back a pronoun may look. */
const MEMORY = 4;

/**
 * Who takes part, what they hold at any time, and who is meant. Members come in the order in which they are named: people,
 * numbered things, boxes.
 */
export class Cast {
  readonly members: Member[] = [];
  readonly holdings = new Holdings();
  /** What is held, by the numbers that it has in `holdings`. */
  readonly things: Held[] = [];
  /** `seats[seat]` is the member who sits there now; at first everyone sits on the seat of the same index. */
  seats: number[] = [];
  /** What the story calls a seat. */
  seatNoun: string | undefined;
  /** Seats in clockwise order, when the story says how they sit. */
  circle: number[] | undefined;
  readonly names = new Names();
  /** Set when what members hold is where they are or what they play: who changes places changes it. */
  holdsPlaces: Places | undefined;
  /** What was taken for granted, to be said. */
  readonly remarks: (Span & { text: string })[] = [];
  /** True when things go one way or somebody holds nothing: who was not said to hold something then holds nothing. */
  private isOneWay = false;
  /** True once the story has said who takes part: later names are then faults. */
  private closed = false;
  /** True once all who take part were counted or listed. */
  private isComplete = false;
  /** Noun of numbered members (`ball 3`). */
  private label: string | undefined;
  /** Nouns of what is held. */
  private readonly nouns = new Set<string>();
  /** Nouns that fit all that is held, whatever it was called later. */
  private readonly common = new Set<string>(GENERIC);
  /** Members of this sentence, and of those before, the last first, for `she`, `he` and `they`. */
  private mentioning: number[] = [];
  private mentioned: number[][] = [];
  /** Somebody acted who is nobody in the story: a pronoun may mean them. */
  private stranger: Gender | 'any' | undefined;
  /** Things of this sentence and of the last one that had any, for `it`. */
  private showing: number[] = [];
  private shown: number[] = [];
  /** Of those who go from place to place: the thing by which they are in a place. */
  private readonly bodies = new Map<number, number>();

  /** @param rooms people go from place to place, which hold them as boxes hold things */
  constructor(readonly rooms = false) {}

  nextSentence(): void {
    if (this.mentioning.length > 0) this.mentioned = [this.mentioning, ...this.mentioned].slice(0, MEMORY);
    if (this.showing.length > 0) this.shown = this.showing;
    this.mentioning = [];
    this.showing = [];
  }

  /** After an introduction whoever is new in an event is a slip of the pen. */
  closeIfIntroduced(): void {
    if (this.things.some(({ called }) => called)) this.closed = true;
  }

  /** All who take part are named. */
  complete(): void {
    this.closed = true;
    this.isComplete = true;
  }

  /** @throws NotationError when it is not certain who is meant. */
  resolve(reference: Reference, actor?: number): number {
    const member =
      reference.kind === 'neighbour'
        ? this.neighbour(reference, actor)
        : reference.kind === 'pronoun'
          ? this.pronoun(reference, actor)
          : this.find(reference);
    this.mention(member);
    return member;
  }

  mention(member: number): void {
    if (!this.mentioning.includes(member) && !this.members[member]?.isContainer) this.mentioning.push(member);
  }

  /** One member for each reference, or the two of the sentence before for `they`. */
  resolveAll(references: readonly Reference[]): number[] {
    const [only, another] = references;
    if (only?.kind !== 'pronoun' || another || !['they', 'them'].includes(only.word)) {
      const members: number[] = [];
      for (const reference of references) members.push(this.resolve(reference, members[0]));
      return members;
    }
    const spoken = this.mentioning.length > 0 ? this.mentioning : (this.mentioned[0] ?? []);
    const people = [...this.members.keys()].filter((member) => !this.members[member]?.isContainer);
    // Of a story about two, `they` are these.
    const they = spoken.length < 2 && people.length === 2 ? people : spoken;
    if (they.length < 2) throw fault(only, `it is not certain who '${only.word}' are: nobody was named just before`);
    this.mentioning = [...they];
    return they;
  }

  private neighbour(reference: Reference & { kind: 'neighbour' }, actor: number | undefined): number {
    const sitting = this.sitting(reference);
    const k = actor === undefined ? -1 : sitting.indexOf(actor);
    const member = k < 0 ? undefined : at(sitting, k + reference.by);
    if (member === undefined) throw fault(reference, 'it is not certain whose neighbour is meant');
    return member;
  }

  /** Those whose places are in an order, by that: of a row, or clockwise of the compass. */
  lined(of: 'row' | 'compass'): number[] | undefined {
    if (this.holdsPlaces !== 'places') return undefined;
    const order = of === 'row' ? rowOf : compassOf;
    const people = [...this.members.keys()].filter((member) => !this.members[member]?.isContainer);
    const row = order(people.map((member) => this.things[this.holdings.of(member)[0] ?? -1]?.called));
    return row?.map((k) => people[k] ?? 0);
  }

  /** Those who sit in the circle now, clockwise. @throws NotationError when the story has none. */
  sitting(span: Span): number[] {
    const { circle, seats, holdings, isNumbered } = this;
    if (!circle)
      throw fault(
        span,
        "the story does not say how they sit: add 'They sit in a circle.' after naming them in clockwise order",
      );
    return circle.map((seat) => (isNumbered ? holdings.holderOf(seat) : (seats[seat] ?? seat)));
  }

  private find(reference: Exclude<Reference, { kind: 'neighbour' }>): number {
    if (reference.kind === 'person') return this.person(reference.name, reference);
    if (reference.kind === 'holder') return this.known(reference);
    if (reference.kind === 'numbered') return this.counted(reference);
    if (reference.kind === 'thing')
      return this.placeCalled(reference.words) ?? this.holderOf(reference.words, reference);
    return this.pronoun(reference);
  }

  /** The holder of this name; `the left card` is what lies on the left. */
  private placeCalled(words: readonly string[]): number | undefined {
    const known = this.names.get(`the ${words.join(' ')}`) ?? this.beside(words);
    if (known !== undefined || words.length !== 2 || this.called(words) !== undefined) return known;
    return this.names.get(`the ${words[0] ?? ''}`);
  }

  /** `the middle cup`, where a left or a right one was spoken of. */
  private beside(words: readonly string[]): number | undefined {
    const [side = '', noun, more] = words;
    const isSide = (word: string | undefined) => word !== undefined && SIDES.has(word);
    const other = this.members.find(({ name, isContainer }) => {
      const parts = name.split(' ');
      return isContainer && parts.length === 3 && isSide(parts[1]) && parts[2] === noun;
    });
    if (!other || more !== undefined || !isSide(side) || this.isComplete) return undefined;
    return this.container({ kind: 'holder', name: `the ${words.join(' ')}`, start: 0, end: 0 });
  }

  /** The only one who can be meant, of this sentence, or of the last one that has any. */
  private pronoun(reference: Reference & { kind: 'pronoun' }, other?: number): number {
    const gender = genderIn(reference.word);
    for (const group of [this.mentioning, ...this.mentioned]) {
      const fitting = group.filter((member) => (this.members[member]?.gender ?? gender) === gender);
      // Nobody gives to themselves.
      const candidates = fitting.length > 1 ? fitting.filter((member) => member !== other) : fitting;
      const [only, another] = candidates;
      if (only === undefined && gender) continue;
      if (gender && only !== undefined && another === undefined) {
        const who = this.members[only];
        if (who) who.gender = gender;
        return only;
      }
      const names = candidates.map((member) => this.members[member]?.name ?? '').join(' or ');
      throw fault(reference, `it is not certain who '${reference.word}' is${names === '' ? '' : `: ${names}`}`);
    }
    throw fault(reference, `it is not certain who '${reference.word}' is`);
  }

  /** @throws NotationError when the third cup is not the cup in the third place now, for it may be either. */
  private counted(reference: Reference & { kind: 'numbered' }): number {
    const named = this.names.get(nameOf(reference) ?? '');
    if (this.label === undefined && named !== undefined) return named;
    // `the second card`, where the jack is second.
    const inLine =
      reference.isOrdinal && this.holdsPlaces === 'places' ? this.called([ordinal(reference.number)]) : undefined;
    if (this.label === undefined && inLine !== undefined) return this.holdings.holderOf(inLine);
    if (this.label === undefined && reference.isOrdinal && this.hasOrdinal(reference.noun))
      return this.container(reference);
    const member = this.numbered(reference.number, reference.noun, reference);
    const there = this.holdings.holderOf(member);
    if (reference.isOrdinal && there !== member) {
      const [one, other] = [member, there].map((each) => this.members[each]?.name ?? '');
      throw fault(reference, `this may be ${one}, or what is in that place now, ${other}: write which`);
    }
    return member;
  }

  /** Whether there is a first, second or third one of a noun: `the first shell`. */
  private hasOrdinal(noun: string | undefined): boolean {
    return Array.from({ length: 12 }, (_, k) => ordinal(k + 1)).some(
      (word) => this.names.get(`the ${word} ${noun ?? ''}`) !== undefined,
    );
  }

  private person(name: string, span: Span): number {
    const known = this.names.get(name);
    if (known !== undefined) return known;
    if (this.closed) throw fault(span, `'${name}' is not one of those in this story: ${this.shortList()}`);
    if (this.label !== undefined) throw fault(span, `this story is about ${this.label}s, not people`);
    return this.add(name, span);
  }

  add(name: string, span: Span): number {
    if (this.members.length === MAX_DEGREE) throw fault(span, `more than ${MAX_DEGREE} take part`);
    const gender = genderOf(name);
    const member = this.members.push({ name, isUnsaid: !this.rooms, ...(gender && { gender }) }) - 1;
    this.names.add(name, member);
    this.callAlso(name, member);
    this.holdings.addHolder();
    this.seats.push(member);
    return member;
  }

  private known(reference: Reference & { kind: 'holder' }): number {
    const member = this.names.get(reference.name);
    if (member === undefined)
      throw fault(reference, `'${reference.name}' is not one of those in this story: ${this.shortList()}`);
    return member;
  }

  /** A box of the story, made known here. */
  container(reference: Reference): number {
    if (reference.kind === 'numbered' && this.label !== undefined) return this.resolve(reference);
    const name = nameOf(reference);
    if (name === undefined) return this.resolve(reference);
    const known = this.names.get(name);
    if (known !== undefined) return known;
    if (this.label !== undefined) throw fault(reference, `this story is about ${this.label}s, not ${name}`);
    const member = this.add(name, reference);
    const who = this.members[member];
    if (who && reference.kind !== 'person') who.isContainer = true;
    return member;
  }

  /**
   * Who gets something: also somebody, or a box, of whom nothing was said. That is told in a remark, and is an error
   * where the name looks like a slip of the pen.
   */
  receiver(reference: Reference, actor?: number): number {
    const name = nameOf(reference);
    if (reference.kind === 'thing' && !this.closed) return this.giver(reference);
    if (name === undefined || this.names.get(name) !== undefined || !this.closed || this.label !== undefined)
      return reference.kind === 'holder' ? this.container(reference) : this.resolve(reference, actor);
    const like = this.members.find((member) => isNear(member.name, name));
    if (this.isComplete || like)
      throw fault(
        reference,
        `'${name}' is not one of those in this story: ${like ? `${like.name} is` : this.shortList()}`,
      );
    const member = this.add(name, reference);
    const who = this.members[member];
    if (who) Object.assign(who, { isUnsaid: false, ...(reference.kind === 'holder' && { isContainer: true }) });
    this.mention(member);
    this.remarks.push({
      start: reference.start,
      end: reference.end,
      text: `nothing was said of ${name} before: taken to hold nothing at first`,
    });
    return member;
  }

  /** Where things are that nobody has. */
  outside(span: Span): number {
    const known = this.names.get(OUTSIDE);
    if (known !== undefined) return known;
    const member = this.add(OUTSIDE, span);
    const who = this.members[member];
    if (who) Object.assign(who, { isUnsaid: false, isContainer: true });
    return member;
  }

  /**
   * What of somebody is in a place, or the thing that goes there by itself (`the cat`).
   *
   * @param place where they are from the start, when nothing was said of that before
   * @throws PeopleTravel unless places are told apart
   */
  body(reference: Reference, place?: number): number {
    if (reference.kind === 'thing' && this.names.get(`the ${reference.words.join(' ')}`) === undefined) {
      const [thing] = this.matching(reference.words, [...this.things.keys()]);
      if (thing !== undefined && this.things[thing]?.called) return this.objectOf(reference.words, reference);
    }
    if (!this.rooms) throw new PeopleTravel();
    const name = nameOf(reference);
    const isNew =
      name !== undefined && this.names.get(name) === undefined && this.label === undefined && !this.isComplete;
    const member = isNew ? this.add(name, reference) : this.resolve(reference);
    this.mention(member);
    return this.bodyOf(member) ?? this.makeBody(member, place ?? this.outside(reference));
  }

  /** The place that somebody leaves; undefined where it is none of the story (`leaves the train`). */
  leaves(who: Reference, from: Reference): number | undefined {
    const member = this.memberOf(who);
    const isSomewhere = member !== undefined && this.bodyOf(member) !== undefined;
    return isSomewhere && this.memberOf(from) === undefined ? undefined : this.container(from);
  }

  /** `lane`, where people are in lanes. */
  isPlaceNoun(noun: string): boolean {
    return [...this.bodies.values()].some((body) =>
      this.nameOf(this.holdings.holderOf(body)).split(' ').includes(noun),
    );
  }

  /** Where nobody knows of. */
  isOutside(member: number): boolean {
    return this.names.get(OUTSIDE) === member;
  }

  /** Where somebody goes: a place, or where somebody else is. @throws NotationError when that was not said */
  destination(reference: Reference): number {
    const member = this.memberOf(reference);
    if (member === undefined) return this.container(reference);
    const body = this.bodyOf(member);
    const place = body === undefined ? member : this.holdings.holderOf(body);
    const isNowhere = body === undefined ? genderOf(this.nameOf(member)) !== undefined : this.isOutside(place);
    if (isNowhere) throw fault(reference, `where ${this.nameOf(member)} is was not said`);
    return place;
  }

  bodyOf(member: number): number | undefined {
    return this.bodies.get(member);
  }

  private makeBody(member: number, place: number): number {
    const name = this.nameOf(member).replace(/^the /, '');
    this.things.push({ owner: place, called: { words: name.split(' '), shown: name, isTitle: true } });
    const body = this.holdings.addThing(place);
    this.bodies.set(member, body);
    const where = this.members[place];
    if (where) where.isUnsaid = false;
    return body;
  }

  /** `Emma is in the kitchen`. @throws NotationError when she was said to be elsewhere */
  isIn(member: number, place: number, span: Span): void {
    const body = this.bodyOf(member);
    if (body === undefined) this.makeBody(member, place);
    else if (this.holdings.holderOf(body) !== place)
      throw fault(span, `${this.nameOf(member)} was said to be in ${this.nameOf(this.holdings.holderOf(body))}`);
  }

  /** A place by the name of the thing that it would be. */
  placeNamed(thing: Thing, span: Span): number {
    const isLabelled = /(?:^| )(?:\d+|[A-Z])$/.test(thing.shown);
    const name = thing.isTitle ? thing.shown : isLabelled ? labelName(thing) : `the ${thing.words.join(' ')}`;
    return this.container({ kind: 'holder', name, start: span.start, end: span.end });
  }

  /** Numbered things: what one of them holds is its place. */
  get isNumbered(): boolean {
    return this.label !== undefined;
  }

  /** `the captain` and `Rossi` for Captain Rossi, `Maria` for Maria de la Cruz, while no other is called so. */
  private callAlso(name: string, member: number): void {
    const [first = '', ...rest] = name.split(' ');
    if (first === 'the' && rest.length > 1) this.names.addShort(`the ${rest.at(-1) ?? ''}`, member);
    if (rest.length === 0 || first === 'the' || /\d|^.$/.test(rest.at(-1) ?? '')) return;
    const shorts = RANKS.has(first.toLowerCase())
      ? [`the ${first.toLowerCase()}`, rest.join(' ')]
      : KIN.has(first.toLowerCase())
        ? []
        : [first];
    for (const short of shorts) this.names.addShort(short, member);
  }

  alias(member: number, name: string, span: Span): void {
    const known = this.names.get(name);
    if (known !== undefined && known !== member) throw fault(span, `'${name}' is already somebody else`);
    this.names.add(name, member);
  }

  /** Numbered members come together: whoever speaks of ball 3 knows of balls 1 and 2. */
  numbered(number: number, noun: string | undefined, span: Span): number {
    if (this.members.length > 0 && this.label === undefined)
      throw fault(span, 'this story is about people, who have names');
    if (number < 1 || number > MAX_DEGREE) throw fault(span, `numbers count from 1 to ${MAX_DEGREE}`);
    if (noun === undefined && this.label === undefined) throw fault(span, `number ${number} of what?`);
    this.label ??= noun ?? '';
    if (noun !== undefined && noun !== this.label)
      throw fault(span, `this story is about ${this.label}s, not ${noun}s`);
    if (this.closed && number > this.members.length)
      throw fault(span, `there are only ${this.members.length} ${this.label}s`);
    while (this.members.length < number) this.invent(this.add(`${this.label} ${this.members.length + 1}`, span));
    return number - 1;
  }

  /** What a member holds at first. What was said before (`each have a coin`) is then a noun for all of them. */
  hold(member: number, thing: Thing, { noun, isOwn }: { noun?: string; isOwn: boolean }): void {
    const who = this.members[member];
    if (!who) return;
    const [before] = this.holdings.of(member);
    const was = before === undefined ? undefined : this.things[before];
    const general = was?.called && !was.called.isTitle ? was.called.words.at(-1) : undefined;
    for (const word of [who.isOwn ? undefined : general, noun, thing.noun])
      if (word !== undefined) this.common.add(word);
    const called = thing.words.at(-1) === 'one' ? this.withNoun(thing) : thing;
    // What is said of one member alone is another thing, unless before it was said of all.
    const held = was && !who.isOwn ? was : this.things[this.invent(member)];
    if (held) {
      held.called = called;
      this.show(this.things.indexOf(held));
    }
    who.isOwn = isOwn;
    if (!thing.isTitle) this.nouns.add(called.words.at(-1) ?? '');
  }

  /** `Ben has nothing`, `Box B is empty`. */
  holdNothing(member: number): void {
    const who = this.members[member];
    if (who) who.isUnsaid = false;
    this.isOneWay = true;
  }

  /** A thing that a member has had from the start. */
  private invent(member: number): number {
    const who = this.members[member];
    if (who) who.isUnsaid = false;
    this.things.push({ owner: member });
    return this.holdings.addThing(member);
  }

  /** A thing that comes from outside. */
  fromOutside(thing: Thing, span: Span, isNew = false): number {
    const like = isNew ? undefined : this.things.find(({ called }) => called && isNear(called.shown, thing.shown));
    if (like?.called) throw fault(span, `there is no ${thing.shown} in this story: there is the ${like.called.shown}`);
    const made = this.invent(this.outside(span));
    const held = this.things[made];
    if (held) held.called = thing;
    if (!thing.isTitle) this.nouns.add(thing.words.at(-1) ?? '');
    return made;
  }

  /** Things may go one way from here: nobody else is taken to hold something of which nothing was said. */
  goesOneWay(): void {
    this.isOneWay = true;
  }

  /** The one thing that a member has, or nothing. @throws NotationError when there are more. */
  handOf(member: number, span: Span): number | undefined {
    const things = this.holdings.of(member);
    if (things.length > 1) throw fault(span, `${this.nameOf(member)} has ${this.listed(things)} now: write which`);
    const [only] = things;
    // Who was not said to hold anything, and received nothing, holds something of which nothing was said.
    if (only !== undefined || !this.members[member]?.isUnsaid) return only;
    if (this.isOneWay)
      this.remarks.push({
        start: span.start,
        end: span.end,
        text: `nothing was said of what ${this.nameOf(member)} holds: taken to hold something from the start`,
      });
    return this.invent(member);
  }

  /** The things that these words can mean, among some. */
  matching(words: readonly string[], among: readonly number[]): number[] {
    const noun = words.at(-1);
    if (noun === undefined) return [...among];
    const exact = among.filter((thing) => {
      const called = this.things[thing]?.called;
      return called && matches(called, words);
    });
    if (exact.length > 0) return exact;
    const isAny = this.common.has(noun) || (this.nouns.size > 1 && HYPERNYMS.has(noun) && !this.nouns.has(noun));
    if (isAny && words.length === 1) return [...among];
    return among.filter((thing) => !this.things[thing]?.called && (this.nouns.size === 0 || this.nouns.has(noun)));
  }

  /**
   * The thing that a giver gives.
   *
   * @throws NotationError when it is not certain which, or the giver does not have it
   */
  given(giver: number, possession: Possession | undefined, span: Span): number {
    const who = this.nameOf(giver);
    const has = this.holdings.of(giver);
    if (possession?.isIt) {
      const it = this.it(possession);
      if (!has.includes(it)) throw fault(possession, `${who} does not have the ${this.thingName(it)} now`);
      return this.show(it);
    }
    if (!possession || has.length < 2) {
      if (possession) this.check(possession, giver);
      const only = this.handOf(giver, span);
      if (possession && only !== undefined) this.whole(only, possession);
      if (only === undefined) throw fault(possession ?? span, `${who} has nothing to give`);
      if (possession?.thing && possession.owner === undefined && !this.things[only]?.called)
        this.nameAs(only, possession);
      const held = this.things[only];
      const noun = possession?.words.at(-1);
      if (held && !held.called && noun !== undefined && !this.common.has(noun)) held.noun = noun;
      if (possession?.owner === 'own' && this.members[giver]?.isUnsaid && this.things[only]?.owner !== giver)
        throw fault(
          possession,
          `it is not said what ${who} had at first: add '${who} has nothing.', or what ${who} has, before the first step`,
        );
      return this.show(only);
    }
    this.gender(possession, giver);
    const of = typeof possession.owner === 'object' ? this.resolve(possession.owner) : undefined;
    const found = this.matching(possession.words, has);
    const theirs = of === undefined || of === giver ? found : found.filter((thing) => this.things[thing]?.owner === of);
    const [thing, another] = theirs;
    if (thing === undefined)
      throw fault(possession, `${who} has ${this.listed(has)} now, not the ${possession.words.join(' ')}`);
    if (another !== undefined) throw fault(possession, `${who} has ${this.listed(theirs)} now: write which`);
    this.whole(thing, possession);
    return this.show(thing);
  }

  /** Where things are taken from. */
  source(reference: Reference): number {
    const isNew = reference.kind === 'holder' && this.names.get(reference.name) === undefined && !this.closed;
    return isNew ? this.container(reference) : this.resolve(reference);
  }

  /** Who gives something: also somebody of whom nothing was said, as long as nobody was. */
  giver(reference: Reference, gift?: Possession): number {
    const newcomer = this.newcomer(reference, gift);
    if (newcomer !== undefined) return newcomer;
    if (reference.kind !== 'thing' || this.names.get(`the ${reference.words.join(' ')}`) !== undefined)
      return this.resolve(reference);
    if (this.closed || this.label !== undefined || this.called(reference.words) !== undefined)
      return this.resolve(reference);
    const member = this.add(`the ${reference.words.join(' ')}`, reference);
    this.mention(member);
    return member;
  }

  /** `Nina gave him her peach`: of Nina nothing was said before. */
  newcomer(reference: Reference, gift: Possession | undefined): number | undefined {
    const isNew = reference.kind === 'person' && this.closed && this.names.get(reference.name) === undefined;
    if (!isNew || gift?.owner !== 'own' || !gift.thing || gift.words.length === 0 || !this.mayCome(reference.name))
      return undefined;
    const member = this.add(reference.name, reference);
    this.nameAs(this.invent(member), gift);
    this.mention(member);
    return member;
  }

  /** Whether somebody new may come into the story: nobody whose name is nearly the same is in it. */
  mayCome(name: string): boolean {
    return !this.isComplete && this.label === undefined && !this.members.some((member) => isNear(member.name, name));
  }

  /** The member meant, or somebody new. */
  whoever(reference: Reference): number {
    const isNew =
      reference.kind === 'person' && this.names.get(reference.name) === undefined && this.mayCome(reference.name);
    if (!isNew) return this.resolve(reference);
    const member = this.add(reference.name, reference);
    this.mention(member);
    return member;
  }

  /** Somebody new, of whom it is said what they have. */
  comes(name: string, thing: Thing, span: Span): void {
    const member = this.add(name, span);
    this.mention(member);
    this.hold(member, thing, { isOwn: true });
  }

  /** Whoever had a thing before it came to where it is. */
  holderBefore(thing: number, span: Span): number {
    const before = this.holdings.before(thing);
    if (before === undefined) throw fault(span, 'it is not certain who had it before');
    return before;
  }

  /** Who moves something; undefined for somebody who is nobody in the story. */
  agent(reference: Reference): number | undefined {
    if (reference.kind === 'person' && this.names.get(reference.name) === undefined) {
      this.stranger = genderOf(reference.name) ?? 'any';
      return undefined;
    }
    if (reference.kind === 'pronoun' && (this.stranger === 'any' || this.stranger === genderIn(reference.word)))
      return undefined;
    return this.resolve(reference);
  }

  /**
   * The things that are moved: from where they are said to be, else what the one who moves them has, else wherever they
   * are; when they are nowhere and it is said where they go, they come from outside.
   */
  moved(
    things: Moved,
    { from, agent, isPut }: { from: number | undefined; agent: number | undefined; isPut: boolean },
    span: Span,
  ): number[] {
    if (things === 'all') {
      const all = from === undefined && agent === undefined ? [] : this.holdings.of(from ?? agent ?? -1);
      if (all.length === 0) throw fault(span, `there is nothing in ${this.nameOf(from ?? agent ?? -1)} to move`);
      return all;
    }
    return things.map((possession) => this.show(this.movedOne(possession, { from, agent, isPut })));
  }

  private movedOne(
    possession: Possession,
    { from, agent, isPut }: { from: number | undefined; agent: number | undefined; isPut: boolean },
  ): number {
    if (possession.isIt) {
      const it = this.it(possession);
      const at = this.holdings.holderOf(it);
      if (from !== undefined && at !== from)
        throw fault(possession, `the ${this.thingName(it)} is with ${this.nameOf(at)} now, not ${this.nameOf(from)}`);
      return it;
    }
    const [label = '', ...rest] = possession.words;
    const box =
      this.names.get(`the ${possession.words.join(' ')}`) ?? this.names.get([...rest, label.toUpperCase()].join(' '));
    if (box !== undefined && this.members[box]?.isContainer)
      throw fault(possession, `${this.nameOf(box)} holds things itself: that it is moved with them is not followed`);
    const owner = typeof possession.owner === 'object' ? this.resolve(possession.owner) : undefined;
    const what = possession.words.join(' ');
    const near = from ?? owner ?? agent;
    const own = near === undefined ? [] : this.matching(possession.words, this.holdings.of(near));
    if (from !== undefined || own.length > 0) {
      if (from !== undefined && own.length === 0 && this.members[from]?.isUnsaid)
        return this.nameAs(this.invent(from), possession);
      return this.only(own, possession, `${this.nameOf(near ?? -1)} does not have the ${what} now`);
    }
    if (possession.owner === 'own' && agent !== undefined) {
      this.gender(possession, agent);
      if (this.members[agent]?.isUnsaid && this.holdings.of(agent).length === 0)
        return this.nameAs(this.invent(agent), possession);
    }
    const unnamed = this.byNoun(possession.words);
    const anywhere = (unnamed.length > 0 ? unnamed : this.matching(possession.words, [...this.things.keys()])).filter(
      (thing) => owner === undefined || this.things[thing]?.owner === owner,
    );
    if (anywhere.length > 0 || !isPut || !possession.thing)
      return this.only(anywhere, possession, `nobody was said to have the ${what}`);
    this.remarks.push({
      start: possession.start,
      end: possession.end,
      text: `nothing was said of the ${what} before: taken to come from outside`,
    });
    return this.fromOutside(possession.thing, possession, possession.isNew);
  }

  /** @throws NotationError when a holder does not have these things now, or, for none, has any */
  confirm(holder: number, said: readonly Thing[], span: Span): void {
    const has = this.holdings.of(holder);
    const who = this.nameOf(holder);
    if (said.length === 0 && has.length > 0) throw fault(span, `${who} has ${this.listed(has)} now`);
    for (const { words, shown } of said) {
      const thing = this.objectOf(words, span);
      if (!has.includes(thing))
        throw fault(span, `${who} has ${has.length > 0 ? this.listed(has) : 'nothing'} now, not the ${shown}`);
    }
  }

  private only([thing, another]: readonly number[], span: Possession, none: string): number {
    if (thing === undefined) throw fault(span, none);
    this.whole(thing, span);
    if (another !== undefined) throw fault(span, `it is not certain which is meant: ${this.listed([thing, another])}`);
    return thing;
  }

  /** @throws NotationError when one of several is meant, which are followed together */
  private whole(thing: number, said: Possession): void {
    const many = this.things[thing]?.called;
    if (many?.isMany && said.isOne)
      throw fault(
        said,
        `'${many.shown}' are followed together: name each one for itself ('a red coin and a blue coin') to move one of them`,
      );
  }

  private nameAs(thing: number, possession: Possession): number {
    const held = this.things[thing];
    if (held && possession.thing) held.called = possession.thing;
    const noun = possession.words.at(-1);
    if (noun !== undefined) this.nouns.add(noun);
    return thing;
  }

  /** The thing itself, when `the red ball` is no one who takes part. */
  thingOf({ words, isHolder, start, end }: Reference & { kind: 'thing' }): number | undefined {
    if (isHolder || this.placeCalled(words) !== undefined) return undefined;
    return this.objectOf(words, { start, end });
  }

  /** Whether these words can mean one thing only. */
  isDistinct(words: readonly string[]): boolean {
    return this.things.filter(({ called }) => called && matches(called, words)).length === 1;
  }

  /** `it`: the only thing of this sentence, or of the last one that had any, or of the story. */
  it(span: Span): number {
    const bodies = new Set(this.bodies.values());
    const all = [...this.things.keys()].filter((thing) => !bodies.has(thing));
    const spoken = this.showing.length > 0 ? this.showing : this.shown;
    const [only, another] = spoken.length === 1 || all.length > 1 ? spoken : all;
    if (only === undefined || another !== undefined) throw fault(span, "it is not certain what 'it' is");
    return only;
  }

  /** The only two things that a noun in the plural can mean, or the only two there are. @throws NotationError */
  bothOf(possession: Possession): [number, number] {
    const all = [...this.things.keys()].filter((thing) => this.things[thing]?.called);
    const named = this.matching(possession.words, all);
    const known = this.nouns.has(possession.words.at(-1) ?? '');
    const noun = possession.words.at(-1) ?? '';
    const box = this.members.find(({ name, isContainer }) => isContainer && name.split(' ').includes(noun));
    if (box && named.length === 0)
      throw fault(
        possession,
        `whether the ${noun}s take along what is in them is not said: write 'swap the contents of …'`,
      );
    const [one, other, more] = named.length > 0 || known ? named : all;
    if (one === undefined || other === undefined || more !== undefined)
      throw fault(possession, `it is not certain which two ${possession.words.join(' ')}s are meant`);
    return [this.show(one), this.show(other)];
  }

  /** The two things spoken of last. @throws NotationError when these are not two */
  them(span: Span): [number, number] {
    const [one, other, more] = this.showing.length > 0 ? this.showing : this.shown;
    if (one === undefined || other === undefined || more !== undefined)
      throw fault(span, "it is not certain which two 'them' are");
    return [one, other];
  }

  /** Marks a thing as spoken of. */
  show(thing: number): number {
    if (!this.showing.includes(thing)) this.showing.push(thing);
    return thing;
  }

  /** A noun that fits all that is held. */
  call(noun: string): void {
    this.common.add(noun);
  }

  /** A noun of what is held. */
  isOfStory(noun: string): boolean {
    return this.nouns.has(noun) || noun === this.label;
  }

  /** A word for something that a box holds, or that came from outside: where it was may have been said before. */
  isThing(word: string): boolean {
    return this.things.some(
      ({ owner, called }) => this.members[owner]?.isContainer && called?.words.at(-1) === singular(word),
    );
  }

  /** `a blue one` is one of what was named before it. */
  private withNoun(thing: Thing): Thing {
    const noun = [...this.nouns].at(-1);
    if (noun === undefined) return thing;
    const words = [...thing.words.slice(0, -1), noun];
    return { words, shown: words.join(' ') };
  }

  /** Whose pronoun a possession tells. @throws NotationError when it does not fit. */
  private gender(thing: Possession, holder: number | undefined): void {
    const who = holder === undefined ? undefined : this.members[holder];
    if (!who || thing.pronoun === undefined) return;
    const gender = SHE.has(thing.pronoun) ? 'she' : HE.has(thing.pronoun) ? 'he' : undefined;
    if (gender && who.gender && who.gender !== gender)
      throw fault(thing, `'${thing.pronoun}' does not fit ${who.name}, who was '${who.gender}' before`);
    if (gender) who.gender = gender;
  }

  /** Takes in a possession. @throws NotationError when the noun, owner or thing is not that of the story. */
  check(thing: Possession, holder: number | undefined): void {
    this.gender(thing, holder);
    const who = holder === undefined ? undefined : this.members[holder];
    const noun = thing.words.at(-1);
    if (noun === undefined || this.common.has(noun)) return;
    if (this.nouns.size > 1 && HYPERNYMS.has(noun) && !this.nouns.has(noun)) return;
    if (PLACES.has(noun)) {
      this.seatNoun ??= noun;
      return;
    }
    const [only, another] = holder === undefined ? [] : this.holdings.of(holder);
    const held = only === undefined || another !== undefined ? undefined : this.things[only]?.called;
    if (held?.isTitle) {
      if (sameTitle(held, thing.words)) return;
      if (thing.words.some((word) => /^\p{Lu}/u.test(word))) throw holdsOther(who, held, thing);
    }
    // Who wears number 7 wears it on a shirt.
    if ([...this.nouns].every((each) => each === 'number') && this.nouns.size > 0) return;
    if (this.nouns.size > 0 && !this.nouns.has(noun)) {
      throw fault(thing, `this story follows ${[...this.nouns].slice(0, 5).join(' and ')}, not ${noun}`);
    }
    this.nouns.add(noun);
    if (held && !held.isTitle && !matches(held, thing.words)) throw holdsOther(who, held, thing);
  }

  private holderOf(words: readonly string[], span: Span): number {
    return this.holdings.holderOf(this.objectOf(words, span));
  }

  /** The member meant, if these words name one; pronouns are those of whom was spoken last. */
  memberOf(reference: Reference): number | undefined {
    if (reference.kind === 'neighbour' || reference.kind === 'pronoun') return this.resolve(reference);
    if (reference.kind === 'numbered' && this.label !== undefined) return this.resolve(reference);
    const name = nameOf(reference);
    return name === undefined ? undefined : this.names.get(name);
  }

  /** Somebody who is called so: `the captain`, `Cy`. */
  namedBy({ words, shown }: Thing): number | undefined {
    return this.names.get(shown) ?? this.names.get(`the ${words.join(' ')}`);
  }

  /** The thing that a place is, where places are what people have: `the third floor`, `seat 3`. */
  placeHeld(reference: Reference): number | undefined {
    const name = nameOf(reference);
    if (name === undefined || this.holdsPlaces !== 'places') return undefined;
    const words = name.split(' ').filter((word) => word !== 'the');
    const isLabelled = words.length === 2 && /^(?:\d+|[A-Z])$/.test(words[1] ?? '');
    return this.called(isLabelled ? [(words[1] ?? '').toLowerCase(), words[0] ?? ''] : words);
  }

  /** A thing that is called so, if there is any. */
  called(words: readonly string[]): number | undefined {
    const found = this.things.findIndex(({ called }) => called && matches(called, words));
    return found < 0 ? undefined : found;
  }

  /** The thing that is called so. @throws NotationError when there is none or more than one. */
  objectOf(words: readonly string[], span: Span): number {
    const named = this.things.flatMap(({ called }, thing) => (called && matches(called, words) ? [thing] : []));
    const objects = named.length > 0 ? named : this.byNoun(words);
    const [only, another] = objects;
    if (only === undefined) throw fault(span, `nobody was said to hold the ${words.join(' ')}`);
    if (another !== undefined)
      throw fault(span, `it is not certain which ${words.join(' ')} is meant: there are ${objects.length}`);
    return only;
  }

  /** Things without a name of this noun. */
  private byNoun(words: readonly string[]): number[] {
    const [noun, more] = words;
    return more === undefined
      ? this.things.flatMap((held, thing) => (!held.called && held.noun === noun ? [thing] : []))
      : [];
  }

  /** Whoever takes part and was not said to hold anything, and received nothing, holds something from the start. */
  settle(): void {
    if (this.isOneWay || this.rooms) return;
    this.members.forEach((member, index) => {
      if (member.isUnsaid) this.invent(index);
    });
  }

  /** Names of the things: what the story calls them, else whose they were at first. */
  thingNames(): string[] {
    const noun = this.nouns.size === 1 ? ([...this.nouns][0] ?? 'thing') : 'thing';
    const phrases = this.things.map(({ called }) => called?.shown);
    const allDiffer = new Set(phrases).size === phrases.length;
    const names = this.things.map(({ owner }, thing) => {
      const phrase = phrases[thing];
      if (phrase !== undefined && (allDiffer || phrases.filter((other) => other === phrase).length === 1))
        return phrase;
      if (this.label !== undefined && phrase === undefined) return `place ${thing + 1}`;
      return `${this.nameOf(owner)}'s ${phrase ?? noun}`;
    });
    return names.map((name, thing) => {
      const before = names.slice(0, thing).filter((other) => other === name).length;
      return before === 0 ? name : `${name} ${before + 1}`;
    });
  }

  seatNames(): string[] {
    return this.members.map(({ name }) => `${name}'s ${this.seatNoun ?? 'seat'}`);
  }

  nameOf(member: number): string {
    return this.members[member]?.name ?? '';
  }

  thingName(thing: number): string {
    return this.things[thing]?.called?.shown ?? 'thing';
  }

  private listed(things: readonly number[]): string {
    return things.map((thing) => `the ${this.thingName(thing)}`).join(' and ');
  }

  private shortList(): string {
    const names = this.members.slice(0, 8).map(({ name }) => name);
    return names.join(', ') + (this.members.length > 8 ? ', …' : '');
  }
}

function genderIn(pronoun: string): Gender | undefined {
  return SHE.has(pronoun) ? 'she' : HE.has(pronoun) ? 'he' : undefined;
}

/** What somebody or something of whom nothing is known would be called. */
function nameOf(reference: Reference): string | undefined {
  if (reference.kind === 'person' || reference.kind === 'holder') return reference.name;
  if (reference.kind === 'numbered' && reference.noun !== undefined)
    return reference.isOrdinal
      ? `the ${ordinal(reference.number)} ${reference.noun}`
      : `${reference.noun} ${reference.number}`;
  if (reference.kind === 'thing') return `the ${reference.words.join(' ')}`;
  return undefined;
}

function labelName({ words, shown }: Thing): string {
  return `${words.at(-1) ?? ''} ${shown.split(' ').at(-1) ?? ''}`;
}

function holdsOther(who: Member | undefined, held: Thing, { words, start, end }: Possession): NotationError {
  const the = held.isTitle ? '' : 'the ';
  return fault({ start, end }, `${who?.name ?? ''} holds ${the}${held.shown} now, not ${the}${words.join(' ')}`);
}

/** `the red ball` and `the ball` both name a red ball. */
function matches(held: Thing, words: readonly string[]): boolean {
  if (held.isTitle) return sameTitle(held, words);
  return held.words.at(-1) === words.at(-1) && words.every((word) => held.words.includes(word));
}

/** Titles are compared without their article and without regard to capital letters. */
function sameTitle({ words }: Thing, others: readonly string[]): boolean {
  const bare = (title: readonly string[]) =>
    title
      .join(' ')
      .toLowerCase()
      .replace(/^(?:the|an?) /, '');
  // The grammar puts the noun that it takes a title for into the singular.
  return bare(words) === bare(others) || singular(bare(words)) === bare(others);
}

/** The entry `k` places round. */
export function at(circle: readonly number[], k: number): number {
  const n = circle.length;
  return circle[((k % n) + n) % n] ?? 0;
}

export function fault({ start, end }: Span, reason: string): NotationError {
  return new NotationError(start, end, reason);
}
