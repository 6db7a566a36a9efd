/** What ended a search before its own end. */
export type StoppedBy = 'clock' | 'tries';

/** Thrown within a search that may not go on; what it has found so far counts. */
export class Stopped extends Error {
  constructor(readonly by: StoppedBy) {
    super(by);
  }
}

/**
 * How much a search may do. It is bounded by tries, so that the same seed gives the same answer; the clock ends only what
 * would keep a person waiting, and is told.
 */
export class Tries {
  private made = 0;
  private readonly clock: AbortSignal;
  /** Ends a run when time is over, or a person says so. */
  readonly signal: AbortSignal;

  /**
   * @param most tries
   * @param milliseconds from now on
   * @param cancelled by a person
   */
  constructor(
    private readonly most: number,
    milliseconds: number,
    private readonly cancelled: AbortSignal | undefined,
  ) {
    this.clock = AbortSignal.timeout(milliseconds);
    this.signal = cancelled ? AbortSignal.any([cancelled, this.clock]) : this.clock;
  }

  get count(): number {
    return this.made;
  }

  /**
   * Does some tries.
   *
   * @throws Stopped where there are too many, or time is over; the signal's reason when a person has ended it
   */
  async make<T>(count: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    this.cancelled?.throwIfAborted();
    if (this.isOver()) throw new Stopped('clock');
    if (this.made + count > this.most) throw new Stopped('tries');
    try {
      const result = await run(this.signal);
      this.made += count;
      return result;
    } catch (error) {
      this.cancelled?.throwIfAborted();
      throw this.isOver() ? new Stopped('clock') : error;
    }
  }

  private isOver(): boolean {
    return this.clock.aborted;
  }
}
