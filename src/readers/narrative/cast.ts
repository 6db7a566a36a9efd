import { MAX_DEGREE, NotationError } from '../../algebra/notation';
import { GENERIC, HE, HYPERNYMS, PLACES, SHE, singular } from './lexicon';
import { Names } from './names';
import type { Places, Possession, Reference, Span, Thing } from './story';

interface Member {
  name: string;
  /** What it holds at first, as the story says. */
  holding?: Thing;
  /** True when that was said of this member alone: a second thing is then one too many. */
  isOwn?: boolean;
  gender?: 'she' | 'he';
}

/**
 * Who takes part, what they hold at any time, and who is meant. Members come in the order in which they are named; a
 * member is the index of its slot, and the object that it holds at first has the same index.
 */
export class Cast {
  readonly members: Member[] = [];
  /** `hands[member]` is the object that it holds now. */
  hands: number[] = [];
  /** `seats[seat]` is the member who sits there now; at first everyone sits on the seat of the same index. */
  seats: number[] = [];
  /** What the story calls a seat. */
  seatNoun: string | undefined;
  /** Seats in clockwise order, when the story says how they sit. */
  circle: number[] | undefined;
  readonly names = new Names();
  /** Set when what members hold is where they are or what they play: who changes places changes it. */
  holdsPlaces: Places | undefined;
  /** True once the story has said who takes part: later names are then faults. */
  private closed = false;
  /** Noun of numbered members (`ball 3`). */
  private label: string | undefined;
  /** Nouns of what is held. */
  private readonly nouns = new Set<string>();
  /** Nouns that fit all that is held, whatever it was called later. */
  private readonly common = new Set<string>(GENERIC);
  /** Members of the sentence before, for `she`, `he` and `they`. */
  private mentioned: number[] = [];
  private mentioning: number[] = [];

  nextSentence(): void {
    if (this.mentioning.length > 0) this.mentioned = this.mentioning;
    this.mentioning = [];
  }

  /** After an introduction whoever is new in an event is a slip of the pen. */
  closeIfIntroduced(): void {
    if (this.members.some(({ holding }) => holding)) this.closed = true;
  }

  close(): void {
    this.closed = true;
  }

  /** @throws NotationError when it is not certain who is meant. */
  resolve(reference: Reference, actor?: number): number {
    const member = reference.kind === 'neighbour' ? this.neighbour(reference, actor) : this.find(reference);
    if (!this.mentioning.includes(member)) this.mentioning.push(member);
    return member;
  }

  /** One member for each reference, or the two of the sentence before for `they`. */
  resolveAll(references: readonly Reference[]): number[] {
    const [only, another] = references;
    if (only?.kind !== 'pronoun' || another || !['they', 'them'].includes(only.word)) {
      const members: number[] = [];
      for (const reference of references) members.push(this.resolve(reference, members[0]));
      return members;
    }
    if (this.mentioned.length < 2)
      throw fault(only, `it is not certain who '${only.word}' are: nobody was named just before`);
    this.mentioning = [...this.mentioned];
    return this.mentioned;
  }

  private neighbour(reference: Reference & { kind: 'neighbour' }, actor: number | undefined): number {
    const sitting = this.sitting(reference);
    const k = actor === undefined ? -1 : sitting.indexOf(actor);
    const member = k < 0 ? undefined : at(sitting, k + reference.by);
    if (member === undefined) throw fault(reference, 'it is not certain whose neighbour is meant');
    return member;
  }

  /** Those who sit in the circle now, clockwise. @throws NotationError when the story has none. */
  sitting(span: Span): number[] {
    const { circle, seats, hands, isNumbered } = this;
    if (!circle)
      throw fault(
        span,
        "the story does not say how they sit: add 'They sit in a circle.' after naming them in clockwise order",
      );
    return circle.map((seat) => (isNumbered ? hands.indexOf(seat) : (seats[seat] ?? seat)));
  }

  private find(reference: Exclude<Reference, { kind: 'neighbour' }>): number {
    if (reference.kind === 'person') return this.person(reference.name, reference);
    if (reference.kind === 'numbered') return this.counted(reference);
    if (reference.kind === 'thing') return this.holderOf(reference.words, reference);
    const gender = SHE.has(reference.word) ? 'she' : HE.has(reference.word) ? 'he' : undefined;
    const candidates = this.mentioned.filter((member) => (this.members[member]?.gender ?? gender) === gender);
    const [only, another] = candidates;
    if (!gender || only === undefined || another !== undefined) {
      const names = candidates.map((member) => this.members[member]?.name ?? '').join(' or ');
      throw fault(reference, `it is not certain who '${reference.word}' is${names === '' ? '' : `: ${names}`}`);
    }
    return only;
  }

  /** @throws NotationError when the third cup is not the cup in the third place now, for it may be either. */
  private counted(reference: Reference & { kind: 'numbered' }): number {
    const member = this.numbered(reference.number, reference.noun, reference);
    const there = this.hands.indexOf(member);
    if (reference.isOrdinal && there !== member) {
      const [one, other] = [member, there].map((each) => this.members[each]?.name ?? '');
      throw fault(reference, `this may be ${one}, or what is in that place now, ${other}: write which`);
    }
    return member;
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
    const member = this.members.push({ name }) - 1;
    this.names.add(name, member);
    this.hands.push(member);
    this.seats.push(member);
    return member;
  }

  /** Numbered things: what one of them holds is its place. */
  get isNumbered(): boolean {
    return this.label !== undefined;
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
    while (this.members.length < number) this.add(`${this.label} ${this.members.length + 1}`, span);
    return number - 1;
  }

  /** What a member holds at first. What was said before (`each have a coin`) is then a noun for all of them. */
  hold(member: number, thing: Thing, span: Span, { noun, isOwn }: { noun?: string; isOwn: boolean }): void {
    const who = this.members[member];
    if (!who) return;
    if (who.isOwn && who.holding)
      throw fault(span, `${who.name} already has the ${who.holding.shown}: everybody has one thing at a time`);
    who.isOwn = isOwn;
    const before = who.holding && !who.holding.isTitle ? who.holding.words.at(-1) : undefined;
    for (const word of [before, noun, thing.noun]) if (word !== undefined) this.common.add(word);
    who.holding = thing.words.at(-1) === 'one' ? this.withNoun(thing) : thing;
    if (!thing.isTitle) this.nouns.add(who.holding.words.at(-1) ?? '');
  }

  /** A noun that fits all that is held. */
  call(noun: string): void {
    this.common.add(noun);
  }

  /** A noun of what is held. */
  isOfStory(noun: string): boolean {
    return this.nouns.has(noun) || noun === this.label;
  }

  /** `a blue one` is one of what was named before it. */
  private withNoun(thing: Thing): Thing {
    const noun = [...this.nouns].at(-1);
    if (noun === undefined) return thing;
    const words = [...thing.words.slice(0, -1), noun];
    return { words, shown: words.join(' ') };
  }

  /** Whose pronoun a possession tells. @throws NotationError when the noun, owner or thing is not that of the story. */
  check(thing: Possession, holder: number | undefined): void {
    const who = holder === undefined ? undefined : this.members[holder];
    if (who && thing.pronoun !== undefined) {
      const gender = SHE.has(thing.pronoun) ? 'she' : HE.has(thing.pronoun) ? 'he' : undefined;
      if (gender && who.gender && who.gender !== gender)
        throw fault(thing, `'${thing.pronoun}' does not fit ${who.name}, who was '${who.gender}' before`);
      if (gender) who.gender = gender;
    }
    const noun = thing.words.at(-1);
    if (noun === undefined || this.common.has(noun)) return;
    if (this.nouns.size > 1 && HYPERNYMS.has(noun) && !this.nouns.has(noun)) return;
    if (PLACES.has(noun)) {
      this.seatNoun ??= noun;
      return;
    }
    const held = holder === undefined ? undefined : this.members[this.hands[holder] ?? -1]?.holding;
    if (held?.isTitle) {
      if (sameTitle(held, thing.words)) return;
      if (thing.words.some((word) => /^\p{Lu}/u.test(word))) throw holdsOther(who, held, thing);
    }
    if (this.nouns.size > 0 && !this.nouns.has(noun)) {
      throw fault(thing, `this story follows ${[...this.nouns].slice(0, 5).join(' and ')}, not ${noun}`);
    }
    this.nouns.add(noun);
    if (held && !held.isTitle && !matches(held, thing.words)) throw holdsOther(who, held, thing);
  }

  private holderOf(words: readonly string[], span: Span): number {
    return this.hands.indexOf(this.objectOf(words, span));
  }

  /** The object that is called so. @throws NotationError when there is none or more than one. */
  objectOf(words: readonly string[], span: Span): number {
    const objects = this.members.flatMap(({ holding }, object) => (holding && matches(holding, words) ? [object] : []));
    const [only, another] = objects;
    if (only === undefined) throw fault(span, `nobody was said to hold the ${words.join(' ')}`);
    if (another !== undefined)
      throw fault(span, `it is not certain which ${words.join(' ')} is meant: there are ${objects.length}`);
    return only;
  }

  /** Names of the objects: what the story calls them, else whose they were at first. */
  objectNames(): string[] {
    const noun = this.nouns.size === 1 ? ([...this.nouns][0] ?? 'thing') : 'thing';
    const phrases = this.members.map(({ holding }) => holding?.shown);
    const allDiffer = new Set(phrases).size === phrases.length;
    return this.members.map(({ name }, object) => {
      const phrase = phrases[object];
      if (phrase !== undefined && allDiffer) return phrase;
      if (this.label !== undefined && phrase === undefined) return `place ${object + 1}`;
      return `${name}'s ${phrase ?? noun}`;
    });
  }

  seatNames(): string[] {
    return this.members.map(({ name }) => `${name}'s ${this.seatNoun ?? 'seat'}`);
  }

  private shortList(): string {
    const names = this.members.slice(0, 8).map(({ name }) => name);
    return names.join(', ') + (this.members.length > 8 ? ', …' : '');
  }
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
