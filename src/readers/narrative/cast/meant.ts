import { wordSet } from '../language/word-set';
import { genderOf } from '../language/genders';
import { ordinal } from '../language/lexicon';
import { compassOf, rowOf } from './rows';
import type { Places, Reference, Span } from '../phrases/said';
import { fault, nameOf } from './roster';
import { Mentions, genderIn } from './mentions';

const SIDES: ReadonlySet<string> = wordSet('left middle centre center right top bottom front back leftmost rightmost');

/** Who is meant: by name, by number, by a pronoun, by what they hold, by where they sit. */
export class Meant extends Mentions {
  /** Seats in clockwise order, when the story says how they sit. */
  circle: number[] | undefined;
  /** Set when what members hold is where they are or what they play: who changes places changes it. */
  holdsPlaces: Places | undefined;

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

  /** The thing itself, when `the red ball` is no one who takes part. */
  thingOf({ words, isHolder, start, end }: Reference & { kind: 'thing' }): number | undefined {
    if (isHolder || this.placeCalled(words) !== undefined) return undefined;
    return this.objectOf(words, { start, end });
  }

  /** The member meant, if these words name one; pronouns are those of whom was spoken last. */
  memberOf(reference: Reference): number | undefined {
    if (reference.kind === 'neighbour' || reference.kind === 'pronoun') return this.resolve(reference);
    if (reference.kind === 'numbered' && this.label !== undefined) return this.resolve(reference);
    const name = nameOf(reference);
    return name === undefined ? undefined : this.names.get(name);
  }

  /** The thing that a place is, where places are what people have: `the third floor`, `seat 3`. */
  placeHeld(reference: Reference): number | undefined {
    const name = nameOf(reference);
    if (name === undefined || this.holdsPlaces !== 'places') return undefined;
    const words = name.split(' ').filter((word) => word !== 'the');
    const isLabelled = words.length === 2 && /^(?:\d+|[A-Z])$/.test(words[1] ?? '');
    return this.called(isLabelled ? [(words[1] ?? '').toLowerCase(), words[0] ?? ''] : words);
  }
}

/** The entry `k` places round. */
export function at(circle: readonly number[], k: number): number {
  const n = circle.length;
  return circle[((k % n) + n) % n] ?? 0;
}
