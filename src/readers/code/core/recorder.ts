import { Unreadable, type Span } from '../syntax';
import { Families } from './constants';
import { LIMITS } from './limits';
import { isContainer } from './keys';
import type { Frame, Variable } from './values';
import type { Observer } from './updates/observer';
import { Box, Owner, type Data } from './values';

/** A statement that was run. */
export interface Tick {
  at: Span;
  frame: Frame;
}

/** A variable of a function's run, or of the snippet. */
export interface Root {
  name: string;
  frame: Frame;
  variable: Variable;
  /** Which of all roots it is: the same in every run of the same program. */
  index: number;
  /** It is there in a block alone. */
  ofBlock: boolean;
}

/**
 * Makes boxes and keeps what the analysis needs to know of a run: who gave values to whom (in the owners), and the
 * statements in the order in which they ended. A run is deterministic, so owners have the same numbers in every run of
 * the same program; the second run watches those that the first has shown to be the world.
 */
export class Recorder {
  readonly owners: Owner[] = [];
  readonly ticks: Tick[] = [];
  readonly roots: Root[] = [];
  readonly families = new Families();
  /** By the number of a call, and by name. */
  private readonly byName: Map<string, Root>[] = [];
  /** Whether variables of blocks that run once may be the world, as those of the function are. */
  looksIntoBlocks = false;
  /** Whether there were such variables that nobody looked at. */
  hasBlocks = false;
  /** Sees the run, if anybody does. */
  observer: Observer | null = null;
  private changed = false;
  /** What runs now comes before the part that is read. */
  private hidden = false;
  /** Number of the eldest owner whose cells have changed since that was last asked. */
  private eldest = Infinity;
  private touched: Set<Owner> | null = null;
  private writes = 0;
  private values = 0;
  /** Values and writes of what was only tried. */
  private tried = 0;

  constructor(
    private readonly watched: ReadonlySet<number>,
    private readonly onChange: (tick: number) => void,
  ) {}

  owner(name: string, frame: number): Owner {
    const owner = new Owner(this.owners.length, name, frame, this.ticks.length);
    this.owners.push(owner);
    return owner;
  }

  /** A variable that takes the name of another one takes its place in the world, too. */
  register(name: string, frame: Frame, variable: Variable, ofBlock: boolean): void {
    // What a lowering declares for itself begins with a blank: no text speaks of it.
    if (name.startsWith(' ')) return;
    const names = (this.byName[frame.id] ??= new Map<string, Root>());
    const known = names.get(name);
    if (known) {
      // In a block a name may stand for another variable than before and after it.
      if (!ofBlock || known.ofBlock) Object.assign(known, { variable, ofBlock });
      return;
    }
    const root: Root = { name, frame, variable, index: this.roots.length, ofBlock };
    names.set(name, root);
    this.roots.push(root);
  }

  /** What a variable is in this run. @param frame the number of the call */
  variable(name: string, frame: number): Variable | undefined {
    return this.byName[frame]?.get(name)?.variable;
  }

  /** Calls that run at a statement, the innermost first; one that is about to run, with its parameters, is among them. */
  *runningAt(tick: number): Generator<Frame> {
    const at = this.ticks[tick]?.frame ?? null;
    const newest = this.roots.at(-1)?.frame;
    // It has run nothing yet.
    if (newest && newest.parent === at && newest.now === newest.at) yield newest;
    for (let frame = at; frame; frame = frame.parent) yield frame;
  }

  /** Values that were made, and those that were written, also where something was only tried. */
  get done(): number {
    return this.values + this.writes + this.tried;
  }

  /** A value that comes into being, in no cell as yet. `literal`: written in the text, not computed. */
  fresh(data: Data, literal = false): Box {
    if (++this.values > LIMITS.values) throw new Error('too many values');
    return new Box(data, null, null, this.ticks.length, literal);
  }

  /** The same value in another guise: an `int` that has become a `long`. */
  guise(box: Box, data: Data): Box {
    return new Box(data, box.home ? box : box.source, null, this.ticks.length, box.literal);
  }

  /** The box that `owner` holds once `box` has been written into one of its cells. */
  put(box: Box, owner: Owner, at: Span): Box {
    if (++this.writes > LIMITS.writes)
      throw new Unreadable(at, `more than ${LIMITS.writes} cells were written before this was done`);
    const source = box.home ? box : box.source;
    if (source?.home) {
      source.moved = true;
      (source.home.targets ??= new Set()).add(owner);
      if (source.source === null) source.home.freshMoved = true;
      owner.received = true;
    }
    if (!source && box.raw.t !== 'nothing') owner.own = true;
    const held = box.raw.t === 'view' ? box.raw.base : box.raw;
    if (isContainer(held)) (owner.holds ??= new Set()).add(held);
    owner.writes++;
    if (box.literal) owner.constants++;
    this.touch(owner);
    const put = new Box(box.raw, source, owner, this.ticks.length, box.literal);
    this.observer?.put?.(put);
    return put;
  }

  /** Runs what comes before the part that is read: what moves in it is no part of the trace, which begins with what it leaves. */
  before(run: () => void): void {
    const { observer } = this;
    const { onRead } = Box;
    this.observer = null;
    Box.onRead = null;
    this.hidden = true;
    try {
      run();
    } finally {
      this.hidden = false;
      this.observer = observer;
      Box.onRead = onRead;
    }
    for (const owner of this.owners) owner.forget();
    for (const { holds } of this.owners)
      for (const container of holds ?? [])
        if (container.t === 'sequence') container.owner.writes = container.cells.length;
    this.changed = true;
  }

  /** Cells of `owner` changed places without being written one by one. */
  shift(owner: Owner): void {
    (owner.targets ??= new Set()).add(owner);
    this.touch(owner);
  }

  /** Whether something that was there before changed while an action ran: whatever the action made itself does not count. */
  changesOutside<T>(action: () => T): { result: T; changed: boolean } {
    const [first, before] = [this.owners.length, this.eldest];
    this.eldest = Infinity;
    try {
      const result = action();
      return { result, changed: this.eldest < first };
    } finally {
      this.eldest = Math.min(before, this.eldest);
    }
  }

  /** Runs something that counts for nothing and that nobody watches. @returns the owners whose cells it has changed */
  trial(run: () => void): ReadonlySet<Owner> {
    const { observer, writes, values } = this;
    const touched = new Set<Owner>();
    const ticks = this.ticks.length;
    this.observer = null;
    this.touched = touched;
    try {
      run();
      return touched;
    } finally {
      this.observer = observer;
      this.touched = null;
      this.tried += this.values - values + this.writes - writes;
      this.writes = writes;
      this.values = values;
      this.ticks.length = ticks;
    }
  }

  touch(owner: Owner): void {
    this.touched?.add(owner);
    this.eldest = Math.min(this.eldest, owner.id);
    owner.changed = this.ticks.length;
    if (this.watched.has(owner.id)) this.changed = true;
  }

  /** The statement at `at` has done its work: what changed since the last one is one update of the world. */
  end(at: Span, frame: Frame): void {
    this.ticks.push({ at, frame });
    if (!this.changed || this.hidden) return;
    this.changed = false;
    this.onChange(this.ticks.length - 1);
  }
}
