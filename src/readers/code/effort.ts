import { Unreadable, type Span } from './syntax';

/** To look at a place after a statement costs so much less than to make a value. */
const LOOKS_OF_AN_OPERATION = 10;

/**
 * What all readings of a text together may cost: to find what moves, and with which values, a function is run many times.
 * Operations are counted (statements run, values made and written, places looked at), not time, so that a text is read, or
 * given up, on every machine alike.
 */
export class Effort {
  private spent = 0;

  /** @param most operations */
  constructor(
    private readonly most: number,
    private readonly whole?: Effort,
  ) {}

  /** What a part may cost: `most`, or what is left, but not less than `least`. */
  part(most: number, least: number): Effort {
    return new Effort(Math.max(least, Math.min(most, this.most - this.spent)), this);
  }

  /** So many statements, values and writes. */
  run(operations: number): void {
    this.spent += operations;
    this.whole?.run(operations);
  }

  /** A look at so many places. */
  look(places: number): void {
    this.run(places / LOOKS_OF_AN_OPERATION);
  }

  /** @throws Unreadable once all is spent */
  check(at: Span): void {
    if (this.spent <= this.most) return;
    const most = Math.round(this.most);
    throw new Unreadable(at, `to find what moves here takes more than ${most} operations in all its runs`, 'bounds');
  }
}
