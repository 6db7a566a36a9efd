import { fault } from './cast';
import * as lexicon from './lexicon';
import { NO_ORDER } from './moment';
import { Phrases } from './phrases';
import type { Event, Possession, Reference, Span } from './story';
import type { Token } from './tokens';

/** Sentences in which something changes hands. */
export class Events extends Phrases {
  protected event(): Event | undefined {
    const { start } = this.peek();
    const span = (): Span => ({ start, end: this.last });
    return (
      this.attempt(() => this.everyone(span)) ??
      this.attempt(() => this.nobody(span)) ??
      this.attempt(() => this.command(span)) ??
      this.attempt(() => this.several(span)) ??
      this.attempt(() => this.one(span))
    );
  }

  /** `Everyone passes their coin two places to the left`, `Everyone keeps their coin`. */
  private everyone(span: () => Span): Event | undefined {
    if (!this.takeAny(lexicon.EVERYONE)) return undefined;
    this.adverbs();
    if (this.takeOne(lexicon.KEEP)) return this.possession() && { kind: 'still', ...span() };
    const rotate = this.takeOne(lexicon.ROTATE);
    if (!rotate && this.takeOne(lexicon.MOVE)) {
      // `moves over`: only `their coin` is moved by somebody else.
      const moved = lexicon.POSSESSIVES.has(this.peek().lower) ? this.possession() : undefined;
      this.take('over');
      return this.turning(moved, this.direction(), true, span);
    }
    if (!rotate && !this.takeOne(lexicon.GIVE)) return undefined;
    const thing = this.possession();
    const around = this.take('around') || this.take('on') || this.take('along');
    const by = this.attempt(() => this.direction());
    if (by === undefined && (rotate || around)) throw fault(span(), NO_ORDER);
    return this.turning(thing, by, rotate !== undefined, span);
  }

  /** Things go round, or people when they move and no thing is named. */
  private turning(
    thing: Possession | undefined,
    by: number | undefined,
    moves: boolean,
    span: () => Span,
  ): Event | undefined {
    if (by === undefined) return undefined;
    this.adverbs();
    const people = moves && (!thing || lexicon.PLACES.has(thing.words.at(-1) ?? ''));
    return people ? { kind: 'move', by, ...span() } : { kind: 'pass', by, ...(thing && { thing }), ...span() };
  }

  /**
   * `two places to the left`, `clockwise by two seats`, `to the person on their right`, `to their left neighbour`, `to the
   * seat on their left`: places clockwise.
   */
  private direction(): number | undefined {
    const before = this.places();
    const clockwise = this.take('clockwise') ? 1 : this.takeOne(COUNTERCLOCKWISE) ? -1 : undefined;
    if (clockwise !== undefined) return clockwise * (before ?? this.places() ?? 1);
    const side = this.takeOne(SIDES) ?? this.toSide();
    return side && (before ?? 1) * (side.lower.startsWith('left') ? 1 : -1);
  }

  /** `two places`, `by one seat`, `one`. */
  private places(): number | undefined {
    return this.attempt(() => {
      this.take('by');
      const value = this.number();
      const said =
        value !== undefined && this.attempt(() => (lexicon.PLACES.has(this.noun() ?? '') ? true : undefined));
      return said === true || this.peek().lower === 'to' ? value : undefined;
    });
  }

  /** `to the left`, `to their right neighbour`, `to the seat on their left`. */
  private toSide(): Token | undefined {
    if (!this.take('to')) return undefined;
    if (!this.takeOne(lexicon.POSSESSIVES) && !this.take('the')) this.take('one');
    if (this.takeOne(NEIGHBOURS)) {
      if (!this.take('on') && !this.take('to')) return undefined;
      if (!this.takeOne(lexicon.POSSESSIVES)) this.take('the');
    }
    const side = this.takeOne(SIDES);
    if (side) this.takeOne(NEIGHBOURS);
    return side;
  }

  /** `in that order`, `clockwise`. */
  private order(): 'named' | number | undefined {
    return this.attempt(() => {
      this.take(',');
      if (ORDERS.some((words) => this.take(...words))) return 'named' as const;
      return this.direction();
    });
  }

  /** `Nothing changes hands.` */
  private nobody(span: () => Span): Event | undefined {
    if (!this.takeAny(lexicon.NOBODY)) return undefined;
    if (!this.takeOne(lexicon.HAPPENS)) return undefined;
    if (!this.take('hands')) this.attempt(() => this.possession());
    return { kind: 'still', ...span() };
  }

  /** `Swap ball 1 and 3`, `Swap Alice's coin with Bob's`, `Rotate the coins of Alice, Bob and Carl`. */
  private command(span: () => Span): Event | undefined {
    const swap = this.takeOne(lexicon.SWAP);
    const rotate = swap ? undefined : this.takeOne(lexicon.ROTATE);
    if (!swap && !rotate) return undefined;
    const thing = this.attempt(() => {
      const found = this.possession();
      return found && (this.take('of') || this.take('in') || this.take('between')) ? found : undefined;
    });
    const of = this.list(2) ?? this.pairWith();
    if (of) {
      if (of.length === 2 && swap) return { kind: 'swap', of, things: thing ? [thing] : [], ...span() };
      return rotate ? { kind: 'rotate', of, order: this.order(), ...(thing && { thing }), ...span() } : undefined;
    }
    const mine = swap && this.possession();
    if (!mine || !(this.take('and') || this.take('with') || this.take('for'))) return undefined;
    const yours = this.possession();
    return yours && this.ofOwners([mine, yours], span);
  }

  private pairWith(): Reference[] | undefined {
    return this.attempt(() => {
      const first = this.reference();
      if (!first || !(this.take('with') || this.take('for'))) return undefined;
      const second = this.reference();
      return second && [first, second];
    });
  }

  private ofOwners(things: Possession[], span: () => Span): Event | undefined {
    const of = things.flatMap(({ owner }) => (owner === undefined || owner === 'own' ? [] : [owner]));
    return of.length === things.length ? { kind: 'swap', of, things, ...span() } : undefined;
  }

  /** `Alice and Carl trade coins`, `Alice, Bob and Carl rotate`, `They swap back`. */
  private several(span: () => Span): Event | undefined {
    const of = this.list(1);
    const first = of?.[0];
    if (!of || !first || (of.length === 1 && !(first.kind === 'pronoun' && first.word === 'they'))) return undefined;
    this.adverbs();
    if (this.take('do', 'the', 'same') || this.take('did', 'the', 'same'))
      return { kind: 'swap', of, things: [], ...span() };
    if (this.takeOne(lexicon.SWAP)) {
      const thing = this.possession();
      this.adverbs();
      if (!this.take('with', 'each', 'other')) this.take('with', 'one', 'another');
      this.adverbs();
      return { kind: 'swap', of, things: thing ? [thing] : [], ...span() };
    }
    const rotate = this.takeOne(lexicon.ROTATE);
    if (!rotate && !this.takeOne(lexicon.GIVE)) return undefined;
    const thing = this.possession();
    const around = this.take('around') || this.take('on') || this.take('along');
    if (!rotate && !around) return undefined;
    this.take('in', 'a', 'circle');
    const order = this.order();
    return { kind: 'rotate', of, order, ...(thing && { thing }), ...span() };
  }

  /** `Bob swaps with Dana`, `Alice trades her coin for Bob's`, `Alice gives her coin to Bob`. */
  private one(span: () => Span): Event | undefined {
    const from = this.reference();
    if (!from) return undefined;
    this.adverbs();
    if (this.takeOne(lexicon.SWAP)) return this.swapWith(from, span);
    return this.takeOne(lexicon.GIVE) && this.giving(from, span);
  }

  private swapWith(from: Reference, span: () => Span): Event | undefined {
    const mine = this.possession();
    this.adverbs();
    if (!this.take('with') && !this.take('for')) return undefined;
    const yours = this.attempt(() => {
      const found = this.possession();
      return found?.owner !== undefined && found.owner !== 'own' ? found : undefined;
    });
    if (yours) {
      const things = mine ? [mine, yours] : [yours];
      return typeof yours.owner === 'object' ? { kind: 'swap', of: [from, yours.owner], things, ...span() } : undefined;
    }
    const to = this.reference();
    if (!to) return undefined;
    const other = this.attempt(() => (this.take('for') ? this.possession() : undefined));
    return { kind: 'swap', of: [from, to], things: [mine, other].flatMap((thing) => thing ?? []), ...span() };
  }

  /** What follows `Alice gives`; the giver may be the `who` of the clause before. */
  protected giving(from: Reference, span: () => Span): Event | undefined {
    const gift =
      this.attempt(() => {
        const thing = this.possession();
        if (!thing) return undefined;
        this.take('on');
        const to = this.take('to') ? this.reference() : undefined;
        return to && { thing, to };
      }) ??
      this.attempt(() => {
        const to = this.reference();
        const thing = to && this.possession();
        return thing && { thing, to };
      });
    if (!gift) return undefined;
    const back = this.attempt(() => this.inReturn());
    if (back) return { kind: 'swap', of: [from, gift.to], things: [gift.thing, back], ...span() };
    return { kind: 'give', from, ...gift, ...span() };
  }

  /** `in exchange for his`, `and takes his in return`. */
  private inReturn(): Possession | undefined {
    if (this.take('in', 'exchange', 'for') || this.take('in', 'return', 'for')) return this.possession();
    this.take(',');
    if (!this.take('and') || !this.takeOne(TAKES)) return undefined;
    const back = this.possession();
    if (back && !this.take('in', 'return')) this.take('in', 'exchange');
    return back;
  }
}

const TAKES = new Set(['takes', 'took', 'gets', 'got', 'receives', 'received', 'take', 'get', 'receive']);
const SIDES = new Set(['left', 'right', 'left-hand', 'right-hand']);
const NEIGHBOURS = new Set(['person', 'neighbour', 'neighbor', 'player', 'friend', 'one', 'side', ...lexicon.PLACES]);
const COUNTERCLOCKWISE = new Set(['counterclockwise', 'anticlockwise', 'counter-clockwise', 'anti-clockwise']);
const ORDERS = ['in that order', 'in this order', 'in the order named', 'in order'].map((words) => words.split(' '));
