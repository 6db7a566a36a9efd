import { MAX_DEGREE } from '../../../algebra/notation';
import { GENERIC, HYPERNYMS, singular } from '../language/lexicon';
import { isNear } from '../language/near';
import type { Possession, Span, Thing } from '../phrases/said';
import { Roster, fault } from './roster';

interface Held {
  /** Who had it at first. */
  owner: number;
  /** What it is, of one that has no name: `her hat`. */
  noun?: string;
  called?: Thing;
}

/** What is held, and what it is called. */
export class Belongings extends Roster {
  /** What is held, by the numbers that it has in `holdings`. */
  readonly things: Held[] = [];
  /** What the story calls a seat. */
  seatNoun: string | undefined;
  /** True when things go one way or somebody holds nothing: who was not said to hold something then holds nothing. */
  private isOneWay = false;
  /** Nouns of what is held. */
  protected readonly nouns = new Set<string>();
  /** Nouns that fit all that is held, whatever it was called later. */
  protected readonly common = new Set<string>(GENERIC);
  /** Of those who go from place to place: the thing by which they are in a place. */
  protected readonly bodies = new Map<number, number>();

  /** After an introduction whoever is new in an event is a slip of the pen. */
  closeIfIntroduced(): void {
    if (this.things.some(({ called }) => called)) this.closed = true;
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

  /** `Ben has nothing`, `Box B is empty`. */
  holdNothing(member: number): void {
    const who = this.members[member];
    if (who) who.isUnsaid = false;
    this.isOneWay = true;
  }

  /** A thing that a member has had from the start. */
  protected invent(member: number): number {
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

  protected only([thing, another]: readonly number[], span: Possession, none: string): number {
    if (thing === undefined) throw fault(span, none);
    this.whole(thing, span);
    if (another !== undefined) throw fault(span, `it is not certain which is meant: ${this.listed([thing, another])}`);
    return thing;
  }

  /** @throws NotationError when one of several is meant, which are followed together */
  protected whole(thing: number, said: Possession): void {
    const many = this.things[thing]?.called;
    if (many?.isMany && said.isOne)
      throw fault(
        said,
        `'${many.shown}' are followed together: name each one for itself ('a red coin and a blue coin') to move one of them`,
      );
  }

  protected nameAs(thing: number, possession: Possession): number {
    const held = this.things[thing];
    if (held && possession.thing) held.called = possession.thing;
    const noun = possession.words.at(-1);
    if (noun !== undefined) this.nouns.add(noun);
    return thing;
  }

  /** Whether these words can mean one thing only. */
  isDistinct(words: readonly string[]): boolean {
    return this.things.filter(({ called }) => called && matches(called, words)).length === 1;
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
  protected withNoun(thing: Thing): Thing {
    const noun = [...this.nouns].at(-1);
    if (noun === undefined) return thing;
    const words = [...thing.words.slice(0, -1), noun];
    return { words, shown: words.join(' ') };
  }

  protected holderOf(words: readonly string[], span: Span): number {
    return this.holdings.holderOf(this.objectOf(words, span));
  }

  /** Somebody who is called so: `the captain`, `Cy`. */
  namedBy({ words, shown }: Thing): number | undefined {
    return this.names.get(shown) ?? this.names.get(`the ${words.join(' ')}`);
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
  protected byNoun(words: readonly string[]): number[] {
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

  thingName(thing: number): string {
    return this.things[thing]?.called?.shown ?? 'thing';
  }

  protected listed(things: readonly number[]): string {
    return things.map((thing) => `the ${this.thingName(thing)}`).join(' and ');
  }
}

/** `the red ball` and `the ball` both name a red ball. */
export function matches(held: Thing, words: readonly string[]): boolean {
  if (held.isTitle) return sameTitle(held, words);
  return held.words.at(-1) === words.at(-1) && words.every((word) => held.words.includes(word));
}

/** Titles are compared without their article and without regard to capital letters. */
export function sameTitle({ words }: Thing, others: readonly string[]): boolean {
  const bare = (title: readonly string[]) =>
    title
      .join(' ')
      .toLowerCase()
      .replace(/^(?:the|an?) /, '');
  // The grammar puts the noun that it takes a title for into the singular.
  return bare(words) === bare(others) || singular(bare(words)) === bare(others);
}
