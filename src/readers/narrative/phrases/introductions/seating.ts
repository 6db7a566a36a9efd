import * as lexicon from '../../language/lexicon';
import type { Fact } from '../said';
import { Contents } from './contents';

/** How they sit or stand: in a circle, in a row. */
export class Seating extends Contents {
  /** `They sit in a circle`, `Five people sit in a circle: Alice, …`, `Alice, Bob and Carl stand around a table`. */
  protected seated(): Fact[] | undefined {
    const { start } = this.peek();
    const inTurn = this.attempt(() => this.clockwiseTheyAre());
    if (inTurn) return inTurn;
    if (this.take('in', 'clockwise', 'order')) this.take(',');
    const everyone = this.takeAny(lexicon.EVERYONE) || this.take('they');
    const count = everyone ? undefined : this.attempt(() => this.counted());
    const listed = everyone || count ? undefined : this.members(1);
    if (!everyone && !count && !listed) return undefined;
    if (!this.inCircle()) return undefined;
    const inOrder = this.attempt(() =>
      this.take('in', 'the', 'order') || this.take('in', 'this', 'order') ? true : undefined,
    );
    const who = listed ?? (this.take(':') || inOrder ? this.members(1) : undefined);
    if (!who && !everyone) return undefined;
    while (this.attempt(() => this.circleTail()));
    const span = this.spanFrom(start);
    if (!who) return [{ kind: 'circle', who: 'everyone', ...span }];
    const people: Fact = count ? { kind: 'people', who, count, ...span } : { kind: 'people', who, ...span };
    return [people, { kind: 'circle', who, ...span }];
  }

  /** `Going clockwise they are Ada, Bilal and Cleo` */
  private clockwiseTheyAre(): Fact[] | undefined {
    const { start } = this.peek();
    if (!this.take('going') && !this.take('in')) return undefined;
    if (!this.take('clockwise')) return undefined;
    this.take('order');
    this.take(',');
    if (!this.take('they') || !this.takeOne(lexicon.BE)) return undefined;
    const who = this.members(2);
    const span = this.spanFrom(start);
    return (
      who && [
        { kind: 'people', who, ...span },
        { kind: 'circle', who, ...span },
      ]
    );
  }

  private inCircle(): boolean {
    const be = this.takeOne(lexicon.BE);
    this.adverbs();
    if (!this.takeOne(lexicon.SIT) && !this.takeOne(new Set(['sitting', 'standing', 'seated'])) && !be) return false;
    this.adverbs();
    if (!this.take('in', 'a') && !this.take('around', 'a') && !this.take('around', 'the') && !this.take('a'))
      return false;
    this.take('round');
    const found = this.take('circle') || this.take('ring') || this.take('table');
    // `facing outwards` would turn left and right round.
    while (this.attempt(() => this.circleTail()));
    return found;
  }

  private circleTail(): true | undefined {
    this.take(',');
    return this.takeAny(CIRCLE_TAILS) || undefined;
  }

  /** `Balls 1 to 5 are in a row`, `Five cups, numbered 1 to 5, stand in a row`. */
  protected numberedRow(): Fact[] | undefined {
    const { start } = this.peek();
    const counted = this.attempt(() => this.counted());
    const noun = counted?.noun ?? this.noun();
    if (noun === undefined) return undefined;
    const count = counted ? counted.value : this.oneTo();
    if (count === undefined) return undefined;
    if (counted) {
      this.take(',');
      if (this.attempt(() => this.numberedTo(count))) this.take(',');
    }
    if (!this.takeOne(lexicon.BE) && !this.takeOne(lexicon.SIT) && !this.take('lie')) return undefined;
    return this.rowTail(count) && [{ kind: 'numbered', noun, count, ...this.spanFrom(start) }];
  }

  private oneTo(): number | undefined {
    return this.number() === 1 && this.take('to') ? this.number() : undefined;
  }

  private numberedTo(count: number): true | undefined {
    if (!this.take('numbered') && !this.take('labelled') && !this.take('labeled')) return undefined;
    this.take('from');
    return this.oneTo() === count ? true : undefined;
  }

  /** `in a row`, `numbered 1 to 5`, or both. */
  protected rowTail(count: number): true | undefined {
    const row = (this.take('in', 'a') && (this.take('row') || this.take('line'))) || undefined;
    const numbered = this.attempt(() => {
      if (this.take(',')) this.take('and');
      return this.numberedTo(count);
    });
    return row ?? numbered;
  }
}

const CIRCLE_TAILS = [
  'clockwise',
  'in this order',
  'in that order',
  'in clockwise order',
  'facing the middle',
  'facing the centre',
  'facing the center',
  'facing each other',
  'facing inwards',
  'facing inward',
].map((words) => words.split(' '));
