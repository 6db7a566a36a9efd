import { keyOf, type Seen, type Values } from './values';

/**
 * What becomes of values in updates of one simple statement each: all that are known are tried where the run comes to the
 * statement, and what comes out is tried as well. So one run tells of many values, and what is asked next is known already.
 */
export class Trials {
  /** By unit, and by value: the value after it. */
  private readonly answers: Map<string, Values>[];
  private readonly pool = new Map<string, Values>();
  private readonly given = new Set<number>();

  /** @param most values that are worth being found so */
  constructor(
    units: number,
    private readonly most: number,
  ) {
    this.answers = Array.from({ length: units }, () => new Map<string, Values>());
  }

  /** How many values the cell is known to take. */
  get values(): number {
    return this.pool.size;
  }

  /** A value of the cell, which is tried from now on. */
  add(values: Values): void {
    const key = keyOf(values);
    if (key !== undefined) this.pool.set(key, values);
  }

  /** The unit does something else besides: it is tried by runs of its own. */
  giveUp(unit: number): void {
    this.given.add(unit);
    this.answers[unit]?.clear();
  }

  isTried(unit: number): boolean {
    return !this.given.has(unit);
  }

  /** What becomes of a value; undefined where that is not known as yet. */
  seen(unit: number, before: Values): Seen | undefined {
    const key = keyOf(before);
    const after = key === undefined ? undefined : this.answers[unit]?.get(key);
    return after && { before, after };
  }

  /** Values that a unit has not been tried with, with those that come out of it. */
  *untried(unit: number): Generator<Values> {
    const known = this.answers[unit];
    for (const [key, values] of this.pool) if (known?.has(key) === false) yield values;
  }

  tried(unit: number, before: Values, after: Values): void {
    const key = keyOf(before);
    if (key !== undefined) this.answers[unit]?.set(key, after);
    if (this.pool.size < this.most) this.add(after);
  }
}
