import { ROLES, SPOTS } from '../prose/grammar/words';
import type { Moves } from '../../../algebra/notation';
import type { TableStep } from '../../../trace/trace';
import { at } from '../cast/meant';
import { fault } from '../cast/roster';
import type { Cast } from '../cast/cast';
import type { PlaceMove } from '../cast/holdings';
import { PLACES } from '../language/lexicon';
import type { Event, Moment, Possession, Reference, Span } from '../phrases/said';
import type { Switches } from './switches';

/** What is done to boxes and doors, and moves nothing. */
const OPENS: ReadonlySet<string> = new Set(['open', 'closed', 'locked', 'unlocked']);

/** What a moment moves: things between places, and people between seats (slot → slot that it takes from). */
export interface Change extends Span {
  hands: readonly PlaceMove[];
  seats: Moves;
  turn?: Pick<TableStep, 'cell' | 'table'>;
}

/** The world of a story while it is told. */
export interface Scene {
  cast: Cast;
  switches: Switches;
}

/**
 * What a moment changes, and changes the scene so. All its events happen at once, so that who sits beside whom, and who
 * has what, is decided by how it was before it. Gifts that do not come round happen one after the other.
 *
 * @throws NotationError when somebody would give the same thing twice, or who or what is meant is not certain.
 */
export function changesOf(moment: Moment, { cast, switches }: Scene): Change[] {
  const { start, end, events } = moment;
  const turns = events.flatMap((event) => (event.kind === 'turn' ? [event] : []));
  if (turns.length > 0 && turns.every((turn) => OPENS.has(turn.to ?? '') && !switches.has(turn.what))) {
    // `Alice opens the box and …`: a box that nobody said to be closed.
    const rest = events.filter(({ kind }) => kind !== 'turn');
    return rest.length > 0 ? changesOf({ ...moment, events: rest }, { cast, switches }) : [];
  }
  if (turns.length > 0) {
    if (turns.length < events.length) throw fault(moment, 'write what is turned in a sentence of its own');
    return turns.map((turn) => ({ start, end, hands: [], seats: new Map(), turn: switches.turn(turn) }));
  }
  const isChain = events.length > 1 && !moment.atOnce && events.every(({ kind }) => kind === 'give' || kind === 'put');
  if (
    isChain &&
    !comesRound(
      events.flatMap((event) => asGift(event) ?? event),
      cast,
    )
  )
    return events.map((event) => changeOf([event], event, cast));
  return [changeOf(events, moment, cast)];
}

function changeOf(events: readonly Event[], { start, end }: Span, cast: Cast): Change {
  const hands = new Goings(cast);
  const seats = new Transfers((seat) => cast.nameOf(cast.seats[seat] ?? -1), {
    twice: (from) => `${from} would go to two places at once`,
    both: (to) => `two would sit where ${to} sits`,
    open: (from) => `nobody would sit where ${from} sits: those who change places within a sentence must come round`,
  });
  for (const event of events) new Telling(event, cast, hands, seats).tell();
  const span = { start, end };
  seats.finish(span);
  hands.finish(span);
  const before = [...cast.seats];
  for (const [seat, from] of seats.moves) cast.seats[seat] = before[from] ?? from;
  return { start, end, hands: cast.holdings.go(hands.list()), seats: seats.moves };
}

/**
 * `Alice gives her coin to Bob, who gives his to Alice`: everyone who gives gets something, and everyone has what they
 * give before it.
 */
function comesRound(events: readonly Event[], cast: Cast): boolean {
  const gifts = events.flatMap((event) => (event.kind === 'give' ? [event] : []));
  if (gifts.some(({ thing }) => thing?.isIt)) return false;
  for (const { from, to } of gifts)
    for (const each of [from, to]) {
      const member = each !== 'back' && each.kind === 'person' ? cast.names.get(each.name) : undefined;
      if (member !== undefined) cast.mention(member);
    }
  const from = gifts.map((gift) => keyOf(gift.from, cast));
  const to = gifts.map((gift) => {
    if (gift.to === 'back') return 'back';
    const giver = gift.from.kind === 'person' ? cast.names.get(gift.from.name) : undefined;
    return keyOf(gift.to, cast, giver);
  });
  if (new Set(from).size < from.length || !from.every((giver) => to.includes(giver))) return false;
  // `Ann gives the red ball to Ben, Ben gives the red ball to Cal, …`: one ball, from hand to hand.
  const named = gifts.map(({ thing }) => (thing && thing.owner === undefined ? thing.words.join(' ') : ''));
  return !gifts.some(
    ({ thing }, k) => thing && named[k] !== '' && named.indexOf(named[k] ?? '') !== k && cast.isDistinct(thing.words),
  );
}

/** `Una takes Vic's` as a gift of Vic to Una. */
function asGift(event: Event): Event | undefined {
  const owner = event.kind === 'put' && event.things !== 'all' ? event.things[0]?.owner : undefined;
  if (event.kind !== 'put' || !event.agent || typeof owner !== 'object') return undefined;
  const { agent, start, end } = event;
  return { kind: 'give', from: owner, to: agent, start, end };
}

/** The same for references to the same one, without deciding who that is. */
function keyOf(reference: Reference, cast: Cast, other?: number): string {
  if (reference.kind === 'person') return String(cast.names.get(reference.name) ?? reference.name);
  if (reference.kind === 'pronoun') return String(cast.resolve(reference, other));
  if (reference.kind === 'numbered') return `#${reference.number}`;
  return JSON.stringify({ ...reference, start: 0, end: 0 });
}

/** Things that go at once. */
class Goings {
  private readonly goings = new Map<number, { from: number; to: number }>();

  constructor(private readonly cast: Cast) {}

  add(thing: number, to: number, span: Span): void {
    const from = this.cast.holdings.holderOf(thing);
    if (this.goings.has(thing)) throw fault(span, `${this.cast.nameOf(from)} would give away the same thing twice`);
    this.goings.set(thing, { from, to });
  }

  /** Whatever one has, if anything. */
  addHand(from: number, to: number, span: Span): void {
    const thing = this.cast.handOf(from, span);
    if (thing !== undefined) this.add(thing, to, span);
  }

  /** Places, roles and numbered things are held one by each: there what is given must come round. */
  finish(span: Span): void {
    const { cast, goings } = this;
    const from = [...goings.values()].map((going) => going.from);
    const to = [...goings.values()].map((going) => going.to);
    const open = from.find((holder) => !to.includes(holder));
    if (cast.holdsPlaces === undefined && !cast.isNumbered) {
      if (open !== undefined) cast.goesOneWay();
      return;
    }
    const twice = to.find((holder, k) => to.indexOf(holder) !== k);
    if (twice !== undefined) throw fault(span, `${cast.nameOf(twice)} would get two things at once`);
    if (open !== undefined)
      throw fault(
        span,
        `${cast.nameOf(open)} would be left with nothing: what is given within a sentence must come round`,
      );
  }

  list(): { thing: number; to: number }[] {
    return [...this.goings].map(([thing, { to }]) => ({ thing, to }));
  }
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

/** A holder that stays where it is, whatever is brought there. */
function isPlace(name: string): boolean {
  return /\b(?:left|right|middle|centre|center|leftmost|rightmost|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|top|bottom|front|back|upper|lower|north|south|east|west|position|place|slot|spot|square|cell|location|room|stall|track|lane|corner|floor|house|field|shelf|seat|chair|desk)\b/.test(
    name,
  );
}

const SEATS: ReadonlySet<string> = new Set(['seat', 'chair']);

export const NO_ORDER =
  "it does not say which way: add 'clockwise', 'to the left' or 'in that order', or say who gives to whom ('Alice gives hers to Bob, who gives his to Carl, who gives his to Alice')";

/** One event, told to the transfers of its moment. */
class Telling {
  constructor(
    private readonly event: Event,
    private readonly cast: Cast,
    private readonly hands: Goings,
    private readonly seats: Transfers,
  ) {}

  tell(): void {
    const { event, cast } = this;
    if (event.kind === 'swap') this.swap(event.of, event.things, event.all === true);
    else if (event.kind === 'put') this.put(event);
    else if (event.kind === 'travel') this.travel(event);
    else if (event.kind === 'exchange') {
      const [one, other] = event.things === 'them' ? cast.them(event) : cast.bothOf(event.things);
      this.hands.add(one, cast.holdings.holderOf(other), event);
      this.hands.add(other, cast.holdings.holderOf(one), event);
    } else if (event.kind === 'give') {
      const from = cast.giver(event.from, event.thing);
      const thing = cast.given(from, event.thing, event);
      const to = event.to === 'back' ? cast.holderBefore(thing, event) : cast.receiver(event.to, from);
      if (from === to) throw fault(event, 'who gives it to whom is not certain: nobody gives to themselves');
      this.hands.add(thing, to, event);
    } else if (event.kind === 'go') {
      const who = cast.resolve(event.who);
      const to = cast.resolve(event.to);
      if (who === to) throw fault(event, 'they sit there already');
      if (cast.holdsPlaces === 'places') this.hands.addHand(to, who, event);
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
      sitting.forEach((member, k) => this.hands.addHand(member, at(sitting, k + event.by), event));
    } else if (event.kind === 'queue') this.queue(event);
    else if (event.kind === 'move') {
      const compass = cast.circle ? undefined : cast.lined('compass');
      const row = cast.circle || compass || !event.isSideways ? undefined : cast.lined('row');
      if (row) this.moveAlong(row, event);
      else if (compass) compass.forEach((member, k) => this.takePlaceOf(member, at(compass, k + event.by)));
      if (row || compass) return;
      const sitting = cast.sitting(event);
      sitting.forEach((member, k) => this.go(member, at(sitting, k + event.by)));
    }
  }

  private takePlaceOf(member: number, other: number): void {
    this.hands.addHand(other, member, this.event);
  }

  /** Everyone one place on in a row, and who would leave it to the other end. */
  private moveAlong(row: readonly number[], { by, wraps }: Event & { kind: 'move' }): void {
    const { cast, event } = this;
    const steps = -by;
    const [leaver, goal] = steps > 0 ? [row.at(-1) ?? 0, row[0] ?? 0] : [row[0] ?? 0, row.at(-1) ?? 0];
    if (!wraps || Math.abs(steps) !== 1)
      throw fault(
        event,
        `it does not say where ${cast.nameOf(leaver)} goes, who is at the end: add 'and the one at the end goes to the other end'`,
      );
    const who = wraps.who && cast.resolve(wraps.who);
    const to = wraps.to && cast.objectOf(wraps.to.words, event);
    if ((who !== undefined && who !== leaver) || (to !== undefined && !cast.holdings.of(goal).includes(to)))
      throw fault(event, `it is ${cast.nameOf(leaver)} who is at the end, and goes where ${cast.nameOf(goal)} is`);
    row.forEach((member, k) => this.takePlaceOf(member, at(row, k + steps)));
  }

  private queue({ who, to }: Event & { kind: 'queue' }): void {
    const { cast, event } = this;
    const row = cast.lined('row');
    if (!row)
      throw fault(
        event,
        "the story does not say how they stand: write 'Ann is first in line, Ben is second, …' before",
      );
    const goer = who === 'first' ? row[0] : who === 'last' ? row.at(-1) : cast.resolve(who);
    if (goer === undefined || !row.includes(goer)) throw fault(event, 'it is not certain who stands where');
    const others = row.filter((member) => member !== goer);
    const now = to === 'end' ? [...others, goer] : [goer, ...others];
    now.forEach((member, k) => member !== row[k] && this.takePlaceOf(member, row[k] ?? member));
  }

  /** People go to a place; who is there already stays. */
  private travel({ who, from, to }: Event & { kind: 'travel' }): void {
    const { cast, event } = this;
    for (const each of who) {
      const left = from && cast.leaves(each, from);
      const body = cast.body(each, left);
      const at = cast.holdings.holderOf(body);
      if (left !== undefined && at !== left)
        throw fault(event, `${cast.thingName(body)} is in ${cast.nameOf(at)} now, not in ${cast.nameOf(left)}`);
      const there = to === 'outside' ? cast.outside(event) : cast.destination(to);
      if (at !== there) this.hands.add(body, there, event);
    }
    cast.goesOneWay();
  }

  /** Two who are somewhere change places. */
  private changePlaces(a: number, b: number): boolean {
    const { cast, event } = this;
    const [mine, yours] = [cast.bodyOf(a), cast.bodyOf(b)];
    if (mine === undefined || yours === undefined) return false;
    const [here, there] = [cast.holdings.holderOf(mine), cast.holdings.holderOf(yours)];
    if (here === there) throw fault(event, `both are in ${cast.nameOf(here)} now`);
    this.hands.add(mine, there, event);
    this.hands.add(yours, here, event);
    return true;
  }

  /** Things go to a holder, whoever moves them. */
  private put(event: Event & { kind: 'put' }): void {
    const { cast } = this;
    const agent = event.agent && cast.agent(event.agent);
    // `He slips the letter into the case`: who he is may be nobody's business.
    const isStranger = event.from === event.agent && agent === undefined;
    const from = event.from && !isStranger ? cast.source(event.from) : undefined;
    const things = cast.moved(event.things, { from, agent, isPut: event.to !== undefined }, event);
    const here = agent === undefined || !cast.rooms ? undefined : cast.bodyOf(agent);
    const to =
      event.to === 'outside' && event.isDropped && here !== undefined
        ? cast.holdings.holderOf(here)
        : event.to === 'outside'
          ? cast.outside(event)
          : event.to
            ? cast.receiver(event.to, agent)
            : (agent ?? (event.agent ? cast.receiver(event.agent) : cast.outside(event)));
    cast.goesOneWay();
    const goes = event.isBrought && here !== undefined && cast.isRoom(to) && cast.holdings.holderOf(here) !== to;
    if (goes && !things.includes(here)) this.hands.add(here, to, event);
    for (const thing of things) {
      if (cast.holdings.holderOf(thing) === to && event.to !== undefined && event.to !== 'outside')
        throw fault(event, `it is there already`);
      this.hands.add(thing, to, event);
    }
  }

  private swap(of: Reference[], said: Possession[], all: boolean): void {
    const { event, cast } = this;
    of.forEach((each, k) => said.length === of.length && cast.newcomer(each, said[k]));
    const members = cast.resolveAll(of);
    const [a, b, more] = members;
    if (a === undefined || b === undefined || more !== undefined)
      throw fault(event, `a trade is between two, here are ${members.length}`);
    if (a === b) throw fault(event, 'nobody trades with themselves');
    // In `the red ball and the blue ball swap places` the places are those of the balls.
    const [first, second] = of.some(({ kind }) => kind === 'thing') ? [] : said;
    // `Alice trades her coin with Bob`: hers alone, while `their coins` are those of both.
    const hers = (first?.isIt === true || (first?.owner === 'own' && first.pronoun !== 'their')) && !second;
    const things = hers ? [first, undefined] : [first, second].flatMap((thing) => thing ?? []);
    if (all) {
      for (const thing of cast.holdings.of(a)) this.hands.add(thing, b, event);
      for (const thing of cast.holdings.of(b)) this.hands.add(thing, a, event);
    } else if (this.areWhereTheyAre(a, b, first) && this.changePlaces(a, b)) {
      return;
    } else if (this.areSeats(first)) {
      this.check(things, members);
      if (this.changePlaces(a, b)) return;
      this.go(a, b);
      this.go(b, a);
    } else {
      this.check(things, members);
      this.checkContainers(a, b, of, said);
      const both = things.length === 1 ? [first, first] : things;
      this.trade(a, b, of[0], both[0]);
      this.trade(b, a, of[1], both[1]);
    }
  }

  /** Cups that change places take along what is under them; what is at two places changes when these do. */
  private checkContainers(a: number, b: number, of: readonly Reference[], said: readonly Possession[]): void {
    const { cast, event } = this;
    if (said.length > 0 || of.some((each) => each.kind === 'thing' && cast.thingOf(each) !== undefined)) return;
    const movable = [a, b].find((each) => cast.members[each]?.isContainer && !isPlace(cast.nameOf(each)));
    if (movable === undefined) return;
    const name = cast.nameOf(movable);
    throw fault(
      event,
      `whether ${name} takes along what it holds is not said: write 'Swap the contents of ${cast.nameOf(a)} and ${cast.nameOf(b)}', or call them by their places ('the left cup', 'position 1')`,
    );
  }

  /** What one of two gives to the other: the thing named, or all that there is. */
  private trade(from: number, to: number, of: Reference | undefined, said: Possession | undefined): void {
    const { cast, event } = this;
    const named = of?.kind === 'thing' ? cast.thingOf(of) : undefined;
    if (named !== undefined) this.hands.add(named, to, event);
    else if (said && (said.isIt || cast.holdings.of(from).length > 1))
      this.hands.add(cast.given(from, said, event), to, event);
    else this.hands.addHand(from, to, event);
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
      else this.hands.addHand(member, at(sitting, k + by), this.event);
    });
  }

  /** A member goes where another is now. Numbered things have their place for what they hold. */
  private go(member: number, to: number): void {
    const { seats, isNumbered } = this.cast;
    if (isNumbered) this.hands.addHand(to, member, this.event);
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

  /** In `Ann and Ben swap`, who have nothing, and in `Ann and Ben switch lanes`, places are what they change. */
  private areWhereTheyAre(a: number, b: number, said: Possession | undefined): boolean {
    const { cast } = this;
    if (!cast.rooms || cast.bodyOf(a) === undefined || cast.bodyOf(b) === undefined) return false;
    const noun = said?.words.at(-1);
    if (noun !== undefined && cast.isPlaceNoun(noun)) return true;
    // `swap hats`, of which nothing was said
    if (noun !== undefined && !PLACES.has(noun) && !SPOTS.has(noun) && !ROLES.has(noun)) return false;
    return cast.holdings.of(a).length === 0 && cast.holdings.of(b).length === 0;
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
