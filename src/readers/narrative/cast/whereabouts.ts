import { genderOf } from '../language/genders';
import type { Reference, Span, Thing } from '../phrases/said';
import { fault, nameOf } from './roster';
import { Meant } from './meant';

/** Thrown where somebody goes somewhere: their places must then be told apart from what they hold. */
export class PeopleTravel extends Error {}

/** Of those who go from place to place, where they are. */
export class Whereabouts extends Meant {
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

  /** Whether somebody was ever there. */
  isRoom(place: number): boolean {
    return this.peopled.has(place) || [...this.bodies.values()].some((body) => this.holdings.holderOf(body) === place);
  }

  private readonly peopled = new Set<number>();

  bodyOf(member: number): number | undefined {
    return this.bodies.get(member);
  }

  private makeBody(member: number, place: number): number {
    const name = this.nameOf(member).replace(/^the /, '');
    this.things.push({ owner: place, called: { words: name.split(' '), shown: name, isTitle: true } });
    const body = this.holdings.addThing(place);
    this.peopled.add(place);
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
}

function labelName({ words, shown }: Thing): string {
  return `${words.at(-1) ?? ''} ${shown.split(' ').at(-1) ?? ''}`;
}
