import type { Moves } from '../../algebra/notation';
import { at, fault, type Cast } from './cast';
import { PLACES } from './lexicon';
import type { Event, Moment, Possession, Reference, Span } from './story';

/** What a moment moves: things between members, and people between seats (slot → slot that it takes from). */
export interface Change {
  hands: Moves;
  seats: Moves;
}

/**
 * What a moment moves: everyone who gives gets something, and every seat that is left is taken, so that all events of the
 * moment together are a permutation. Who sits beside whom is decided by where they sit before it.
 *
 * @throws NotationError when somebody would be left with two things or with nothing, or who is meant is not certain.
 */
export function changeOf(moment: Moment, cast: Cast): Change {
  const hands = new Transfers((slot) => cast.members[slot]?.name ?? '', {
    twice: (from) => `${from} would give away the same thing twice`,
    both: (to) => `${to} would get two things at once`,
    open: (from) => `${from} would be left with nothing: what is given within a sentence must come round`,
  });
  const seats = new Transfers((seat) => cast.members[cast.seats[seat] ?? -1]?.name ?? '', {
    twice: (from) => `${from} would go to two places at once`,
    both: (to) => `two would sit where ${to} sits`,
    open: (from) => `nobody would sit where ${from} sits: those who change places within a sentence must come round`,
  });
  for (const event of moment.events) new Telling(event, cast, hands, seats).tell();
  hands.finish(moment);
  seats.finish(moment);
  return { hands: hands.moves, seats: seats.moves };
}

interface Faults {
  twice: (from: string) => string;
  both: (to: string) => string;
  open: (from: string) => string;
}

/** Moves from slot to slot that must come round. */
class Transfers {
  readonly moves = new Map<number, number>();
  private readonly givers = new Set<number>();

  constructor(
    private readonly name: (slot: number) => string,
    private readonly faults: Faults,
  ) {}

  add(from: number, to: number, span: Span): void {
    if (this.givers.has(from)) throw fault(span, this.faults.twice(this.name(from)));
    if (this.moves.has(to)) throw fault(span, this.faults.both(this.name(to)));
    this.givers.add(from);
    this.moves.set(to, from);
  }

  finish(span: Span): void {
    for (const slot of this.givers) if (!this.moves.has(slot)) throw fault(span, this.faults.open(this.name(slot)));
  }
}

const SEATS: ReadonlySet<string> = new Set(['seat', 'chair']);

export const NO_ORDER =
  "it does not say which way: add 'clockwise', 'to the left' or 'in that order', or say who gives to whom ('Alice gives hers to Bob, who gives his to Carl, who gives his to Alice')";

/** One event, told to the transfers of its moment. */
class Telling {
  constructor(
    private readonly event: Event,
    private readonly cast: Cast,
    private readonly hands: Transfers,
    private readonly seats: Transfers,
  ) {}

  tell(): void {
    const { event, cast } = this;
    if (event.kind === 'swap') this.swap(event.of, event.things);
    else if (event.kind === 'give') {
      const from = cast.resolve(event.from);
      const to = cast.resolve(event.to, from);
      if (from === to) throw fault(event, 'nobody gives to themselves');
      this.check([event.thing], [from]);
      this.hands.add(from, to, event);
    } else if (event.kind === 'go') {
      const who = cast.resolve(event.who);
      const to = cast.resolve(event.to);
      if (who === to) throw fault(event, 'they sit there already');
      if (cast.holdsPlaces === 'places') this.hands.add(to, who, event);
      else {
        if (event.noun !== '') cast.seatNoun ??= event.noun;
        this.go(who, to);
      }
    } else if (event.kind === 'rotate') {
      this.rotate(cast.resolveAll(event.of), event.order, event.thing);
    } else if (event.kind === 'pass') {
      if (cast.isNumbered) throw fault(event, 'these are things, which pass nothing on: write who or what moves');
      this.check([event.thing], []);
      const sitting = cast.sitting(event);
      sitting.forEach((member, k) => this.hands.add(member, at(sitting, k + event.by), event));
    } else if (event.kind === 'move') {
      const sitting = cast.sitting(event);
      sitting.forEach((member, k) => this.go(member, at(sitting, k + event.by)));
    }
  }

  private swap(of: Reference[], said: Possession[]): void {
    const { event, cast } = this;
    const members = cast.resolveAll(of);
    const [a, b, more] = members;
    if (a === undefined || b === undefined || more !== undefined)
      throw fault(event, `a trade is between two, here are ${members.length}`);
    if (a === b) throw fault(event, 'nobody trades with themselves');
    // In `the red ball and the blue ball swap places` the places are those of the balls.
    const [first, second] = of.some(({ kind }) => kind === 'thing') ? [] : said;
    // `Alice trades her coin with Bob`: hers alone, while `their coins` are those of both.
    const hers = first?.owner === 'own' && first.pronoun !== 'their' && !second;
    const things = hers ? [first, undefined] : [first, second].flatMap((thing) => thing ?? []);
    this.check(things, members);
    if (this.areSeats(first)) {
      this.go(a, b);
      this.go(b, a);
    } else {
      this.hands.add(a, b, event);
      this.hands.add(b, a, event);
    }
  }

  private rotate(members: number[], order: 'named' | number | undefined, thing: Possession | undefined): void {
    this.check([thing], members);
    if (order === undefined && members.length > 2) throw fault(this.event, NO_ORDER);
    const byName = typeof order !== 'number';
    const sitting = byName ? members : this.cast.sitting(this.event).filter((member) => members.includes(member));
    const by = byName ? 1 : order;
    const moving = this.areSeats(thing) || this.cast.isNumbered;
    sitting.forEach((member, k) => {
      if (moving) this.go(member, at(sitting, k + by));
      else this.hands.add(member, at(sitting, k + by), this.event);
    });
  }

  /** A member goes where another is now. Numbered things have their place for what they hold. */
  private go(member: number, to: number): void {
    const { seats, isNumbered } = this.cast;
    if (isNumbered) this.hands.add(to, member, this.event);
    else this.seats.add(seats.indexOf(member), seats.indexOf(to), this.event);
  }

  /** `seats` in `Alice and Bob swap seats`, unless places are what they hold. */
  private areSeats(thing: Possession | undefined): boolean {
    const noun = thing?.words.at(-1) ?? '';
    const { isNumbered, holdsPlaces } = this.cast;
    // Who plays the piano and changes seats plays it still; who plays left wing and changes positions does not.
    const held = holdsPlaces === 'places' || (holdsPlaces === 'roles' && !SEATS.has(noun)) || this.cast.isOfStory(noun);
    return thing !== undefined && !isNumbered && !held && PLACES.has(noun);
  }

  private check(things: readonly (Possession | undefined)[], members: readonly number[]): void {
    const { cast } = this;
    things.forEach((thing, k) => {
      const owner = thing && typeof thing.owner === 'object' ? cast.resolve(thing.owner) : undefined;
      const holder = things.length === 1 && members.length > 1 && owner === undefined ? undefined : members[k];
      if (thing && owner !== undefined && !members.includes(owner))
        throw fault(thing, 'whose it is does not fit the rest');
      if (thing) cast.check(thing, owner ?? holder);
    });
  }
}
