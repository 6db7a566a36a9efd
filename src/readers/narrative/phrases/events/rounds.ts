import { wordSet } from '../../language/word-set';
import { fault } from '../../cast/roster';
import * as lexicon from '../../language/lexicon';
import { NO_ORDER } from '../../telling/moment';
import { Movements } from '../movements';
import type { Event, Possession, Reference, Span, Thing } from '../said';
import type { Token } from '../../language/tokens';

/** What all do at once: things or people go round. */
export class Rounds extends Movements {
  /** `Everyone passes their coin two places to the left`, `Everyone keeps their coin`. */
  protected everyone(span: () => Span): Event | undefined {
    if (
      !this.takeAny(lexicon.EVERYONE) &&
      !this.attempt(() => (this.take('they') && this.goesRound ? true : undefined))
    )
      return undefined;
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
    const by = this.attempt(() => this.direction()) ?? this.attempt(() => this.toNext());
    if (by === undefined && (rotate || around)) throw fault(span(), NO_ORDER);
    return this.turning(thing, by, rotate !== undefined, span);
  }

  /** `to the next person in the circle` */
  private toNext(): number | undefined {
    if (!this.take('to', 'the', 'next')) return undefined;
    this.takeOne(ENDMAN);
    if (this.takeOne(lexicon.COUNTERCLOCKWISE)) return -1;
    if (this.take('clockwise')) return 1;
    this.attempt(() => (this.take('in', 'the') && this.takeOne(CIRCLES) ? true : undefined));
    return 1;
  }

  private get goesRound(): boolean {
    return [lexicon.ROTATE, lexicon.MOVE].some((verbs) => verbs.has(this.peek().lower));
  }

  /** Things go round, or people when they move and no thing is named. */
  private turning(
    thing: Possession | undefined,
    by: number | undefined,
    moves: boolean,
    span: () => Span,
  ): Event | undefined {
    if (by === undefined) return undefined;
    const people = moves && (!thing || lexicon.PLACES.has(thing.words.at(-1) ?? ''));
    const wraps = people && this.isSideways ? this.attempt(() => this.wraps()) : undefined;
    const sideways = this.isSideways && { isSideways: true };
    return people
      ? { kind: 'move', by, ...sideways, ...(wraps && { wraps }), ...span() }
      : { kind: 'pass', by, ...(thing && { thing }), ...span() };
  }

  /**
   * `two places to the left`, `clockwise by two seats`, `to the person on their right`, `to their left neighbour`, `to the
   * seat on their left`: places clockwise.
   */
  private isSideways = false;

  /** `, and Tad moves to chair 1`, `, with the rightmost moving to the left`, `and the last one goes to the front` */
  private wraps(): { who?: Reference; to?: Thing } | undefined {
    this.take(',');
    if (!this.take('and') && !this.take('with')) this.take('while');
    const end = this.attempt(() => {
      if (!this.take('the')) return undefined;
      if (this.takeOne(ENDMOST)) {
        this.takeOne(ENDMAN);
        return true;
      }
      return this.takeOne(ENDMAN) && this.take('at', 'the') && this.takeOne(ENDS) ? true : undefined;
    });
    const who = end ? undefined : this.name(false);
    if ((!end && !who) || !this.takeOne(GOING)) return undefined;
    this.take('back');
    if (!this.take('to')) return undefined;
    const other = this.attempt(() => {
      this.take('the');
      if (!this.take('other')) this.take('very');
      return this.takeOne(ENDS) ? true : undefined;
    });
    const to = other ? undefined : (this.attempt(() => this.labelledThing()) ?? this.thing());
    if (!other && !to) return undefined;
    return { ...(who && { who }), ...(to && { to }) };
  }

  private direction(): number | undefined {
    this.isSideways = false;
    const before = this.places();
    const clockwise = this.take('clockwise') ? 1 : this.takeOne(lexicon.COUNTERCLOCKWISE) ? -1 : undefined;
    if (clockwise !== undefined) return clockwise * (before ?? this.places() ?? 1);
    const side = this.takeOne(lexicon.SIDES) ?? this.toSide();
    this.isSideways = side !== undefined;
    const by = side && (before ?? 1) * (side.lower.startsWith('left') ? 1 : -1);
    // `to the left, that is clockwise`
    this.attempt(() => {
      this.take(',');
      if (!this.take('that', 'is') || by === undefined) return undefined;
      return (by > 0 ? this.take('clockwise') : this.takeOne(lexicon.COUNTERCLOCKWISE) !== undefined) || undefined;
    });
    return by;
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
    if (this.takeOne(lexicon.NEIGHBOURS)) {
      if (!this.take('on') && !this.take('to')) return undefined;
      if (!this.takeOne(lexicon.POSSESSIVES)) this.take('the');
    }
    const side = this.takeOne(lexicon.SIDES);
    if (side) this.takeOne(lexicon.NEIGHBOURS);
    return side;
  }

  /** `in that order`, `clockwise`. */
  protected order(): 'named' | number | undefined {
    return this.attempt(() => {
      this.take(',');
      return this.takeAny(lexicon.ORDERS) ? ('named' as const) : this.direction();
    });
  }
}

const ENDMOST = new Set(['rightmost', 'leftmost', 'last', 'first', 'frontmost', 'endmost']);
export const ENDMAN = wordSet('person one player guest child man woman student customer friend runner car');
export const ENDS = wordSet('end left right front back beginning start head far');
const CIRCLES = new Set(['circle', 'ring', 'order']);
const GOING = wordSet('moves moving goes going returns returning moved went wraps wrapping jumps');
