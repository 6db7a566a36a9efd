import { MAX_DEGREE, NotationError } from '../../algebra/notation';
import { GENERIC, HE, PLACES, SHE } from './lexicon';
import type { Possession, Reference, Span } from './story';

interface Member {
  name: string;
  /** What it holds at first, as the story says: adjectives and noun. */
  holding?: string[];
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
  private readonly byName = new Map<string, number>();
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

  close(): void {
    this.closed = true;
  }

  /** @throws NotationError when it is not certain who is meant. */
  resolve(reference: Reference): number {
    const member = this.find(reference);
    if (!this.mentioning.includes(member)) this.mentioning.push(member);
    return member;
  }

  /** One member for each reference, or the two of the sentence before for `they`. */
  resolveAll(references: readonly Reference[]): number[] {
    const [only, another] = references;
    if (only?.kind !== 'pronoun' || another || !['they', 'them'].includes(only.word)) {
      return references.map((reference) => this.resolve(reference));
    }
    if (this.mentioned.length < 2)
      throw fault(only, `it is not certain who '${only.word}' are: nobody was named just before`);
    this.mentioning = [...this.mentioned];
    return this.mentioned;
  }

  private find(reference: Reference): number {
    if (reference.kind === 'person') return this.person(reference.name, reference);
    if (reference.kind === 'numbered') return this.numbered(reference.number, reference.noun, reference);
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

  private person(name: string, span: Span): number {
    const known = this.byName.get(name);
    if (known !== undefined) return known;
    if (this.closed) throw fault(span, `'${name}' is not one of those in this story: ${this.shortList()}`);
    if (this.label !== undefined) throw fault(span, `this story is about ${this.label}s, not people`);
    return this.add(name, span);
  }

  add(name: string, span: Span): number {
    if (this.members.length === MAX_DEGREE) throw fault(span, `more than ${MAX_DEGREE} take part`);
    const member = this.members.push({ name }) - 1;
    this.byName.set(name, member);
    this.hands.push(member);
    this.seats.push(member);
    return member;
  }

  /** Numbered things: what one of them holds is its place. */
  get isNumbered(): boolean {
    return this.label !== undefined;
  }

  alias(member: number, name: string, span: Span): void {
    const known = this.byName.get(name);
    if (known !== undefined && known !== member) throw fault(span, `'${name}' is already somebody else`);
    this.byName.set(name, member);
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
  hold(member: number, words: string[]): void {
    const who = this.members[member];
    if (!who) return;
    const before = who.holding?.at(-1);
    if (before !== undefined) this.common.add(before);
    who.holding = words.at(-1) === 'one' ? [...words.slice(0, -1), ...this.nounBefore()] : words;
    this.nouns.add(who.holding.at(-1) ?? '');
  }

  /** The noun that `a blue one` stands for. */
  private nounBefore(): string[] {
    const last = [...this.nouns].at(-1);
    return last === undefined ? [] : [last];
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
    if (PLACES.has(noun)) {
      this.seatNoun ??= noun;
      return;
    }
    if (this.nouns.size > 0 && !this.nouns.has(noun)) {
      throw fault(thing, `this story follows ${[...this.nouns].slice(0, 5).join(' and ')}, not ${noun}`);
    }
    this.nouns.add(noun);
    const held = holder === undefined ? undefined : this.members[this.hands[holder] ?? -1]?.holding;
    if (held && !matches(held, thing.words)) {
      throw fault(thing, `${who?.name ?? ''} holds the ${held.join(' ')} now, not the ${thing.words.join(' ')}`);
    }
  }

  private holderOf(words: readonly string[], span: Span): number {
    const objects = this.members.flatMap(({ holding }, object) => (holding && matches(holding, words) ? [object] : []));
    const [only, another] = objects;
    if (only === undefined) throw fault(span, `nobody was said to hold the ${words.join(' ')}`);
    if (another !== undefined)
      throw fault(span, `it is not certain which ${words.join(' ')} is meant: there are ${objects.length}`);
    return this.hands.indexOf(only);
  }

  /** Names of the objects: what the story calls them, else whose they were at first. */
  objectNames(): string[] {
    const noun = this.nouns.size === 1 ? ([...this.nouns][0] ?? 'thing') : 'thing';
    const phrases = this.members.map(({ holding }) => holding?.join(' '));
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

/** `the red ball` and `the ball` both name a red ball. */
function matches(held: readonly string[], words: readonly string[]): boolean {
  return held.at(-1) === words.at(-1) && words.every((word) => held.includes(word));
}

export function fault({ start, end }: Span, reason: string): NotationError {
  return new NotationError(start, end, reason);
}
