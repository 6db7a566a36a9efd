import type { Stmt } from '../ir';
import { Box } from '../values';
import { isCompound, isDeciding, isLoop, jumpsOf, type Jumps } from './jumps';
import type { Observer } from './observer';

/** Numbers of slots. */
export type SlotSet = ReadonlySet<number>;

/** One run of a statement. */
export interface Instance {
  statement: Stmt;
  block: Block;
  /** In its block. */
  index: number;
  /** In the order in which statements began, and that of the last one within. */
  serial: number;
  last: number;
  /** Statements that had ended when it ended. */
  tick: number;
  /** Slots on whose values depended that it was run. */
  control: SlotSet;
  /** Slots that it, and functions that it called, looked at; and those that the statements within did. */
  own: SlotSet;
  within: SlotSet;
  /** It calls functions whose results it does not use. */
  isAside: boolean;
}

/** Statements that are run one after the other. */
export interface Block {
  parent: Instance | null;
  call: boolean;
  list: Instance[];
  control: SlotSet;
}

/** Statements `from` … `to` of a block; to its end, also where this run left it sooner, if `open`. */
export interface Part {
  block: Block;
  from: number;
  to: number;
  open: boolean;
}

/** What is known of a value in a cell. */
export interface Note {
  box: Box;
  /** The slot that it came to stand in, -1 if none. */
  seat: number;
  /** The statement after which it was first seen there, by number. */
  tick: number;
  /** The statement that wrote it, and the one after which it stood there: an object may be made before it is put. */
  by: Instance | null;
  seatedBy: Instance | null;
  /** The last statement that used it, and the one that put another value in its place. */
  until: Instance | null;
  leftBy: Instance | null;
  /** Slots from whose values it was computed, by choice also. */
  deps: SlotSet;
}

/** A run as a whole. */
interface Order {
  /** Values that never came to stand in a slot and were used. */
  unseated: readonly Note[];
  /** For every statement that was run which one it is, and how many times it had been run before. */
  places: readonly string[];
  occurrences: readonly number[];
}

/** A run that needs more notes than are kept. */
export class TooMuch extends Error {}

const MOST_NOTES = 400_000;
const MOST_ENTRIES = 10_000_000;
const EMPTY: SlotSet = new Set();

/**
 * Notes, in a run, from which slots every value was computed: by looking at them in the statement that computed it, or
 * in a condition on which it depended that this statement was run. A value that was only moved depends on its source.
 */
export class Watch implements Observer {
  readonly instances: Instance[] = [];
  readonly notes = new Map<Box, Note>();
  /** Conditions, and what depends on them: statements that are run, or not, by what these slots hold. */
  readonly decisions = new Map<SlotSet, Part[]>();
  /** For every slot its values, the first one first. */
  readonly history: Note[][] = [];
  private order: Order | undefined;
  private readonly standing: (Box | null)[] = [];
  private readonly blocks: Block[] = [];
  private readonly running: Instance[] = [];
  private entries = 0;

  constructor(private readonly ticks: () => number) {}

  /** What is told of the run as a whole, once it is over: every cell asks for it. */
  get whole(): Order {
    return (this.order ??= orderOf(this));
  }

  open(call: boolean): void {
    const parent = this.running.at(-1) ?? null;
    const decided = parent && isDeciding(parent.statement) ? parent.own : EMPTY;
    this.blocks.push({ parent, call, list: [], control: parent ? this.union(parent.control, decided) : EMPTY });
  }

  enter(statement: Stmt): void {
    const block = this.blocks.at(-1);
    if (!block) return;
    const instance: Instance = {
      statement,
      block,
      index: block.list.length,
      serial: this.instances.length,
      last: 0,
      tick: 0,
      control: block.control,
      own: EMPTY,
      within: EMPTY,
      isAside: false,
    };
    block.list.push(instance);
    this.instances.push(instance);
    this.running.push(instance);
  }

  leave(): void {
    const instance = this.running.pop();
    if (!instance) return;
    instance.last = this.instances.length - 1;
    instance.tick = this.ticks();
    const parent = this.running.at(-1);
    // What a function looks at is looked at by what calls it, be it a condition.
    const of = instance.block.call ? 'own' : 'within';
    if (parent && !(instance.block.call && parent.isAside))
      for (const set of [instance.own, instance.within]) this.looks(parent, of, set);
    if (instance.own.size > 0 && isDeciding(instance.statement)) this.decided(instance);
  }

  close(): void {
    this.blocks.pop();
  }

  aside(isAside: boolean): void {
    const now = this.running.at(-1);
    if (now) now.isAside = isAside;
  }

  reads(box: Box): void {
    const note = this.notes.get(box);
    const now = this.running.at(-1);
    if (!note || !now) return;
    note.until = now;
    if (note.seat >= 0) setOf(now, 'own').add(note.seat);
    else this.looks(now, 'own', note.deps);
  }

  private looks(at: Instance, of: 'own' | 'within', deps: SlotSet): void {
    if (deps.size > 0) this.addAll(setOf(at, of), deps);
  }

  put(box: Box): void {
    if (this.notes.size >= MOST_NOTES) throw new TooMuch();
    const now = this.running.at(-1) ?? null;
    const source = box.source && this.notes.get(box.source);
    if (source) source.until = now;
    const from = source ? (source.seat >= 0 ? new Set([source.seat]) : source.deps) : EMPTY;
    const within = now && !isCompound(now.statement) ? now.within : EMPTY;
    const deps = now ? this.union(this.union(now.control, now.own), this.union(within, from)) : from;
    this.notes.set(box, { box, seat: -1, tick: -1, by: now, seatedBy: null, until: null, leftBy: null, deps });
  }

  /** The slots as they are after statement `tick`. */
  seat(boxes: readonly (Box | null)[], tick: number): void {
    boxes.forEach((box, slot) => {
      const before = this.standing[slot] ?? null;
      if (box === before) return;
      this.standing[slot] = box;
      const note = box && this.notes.get(box);
      const old = before && this.notes.get(before);
      if (old) old.leftBy = note?.by ?? this.running.at(-1) ?? null;
      if (!note) return;
      note.seat = slot;
      note.tick = tick;
      note.seatedBy = this.running.at(-1) ?? null;
      (this.history[slot] ??= []).push(note);
    });
  }

  /** What is run, or not, after a condition: what stands in it, and what a jump out of it leaves out. */
  private decided(instance: Instance): void {
    const { block, index, own } = instance;
    const part: Part = { block, from: index, to: index, open: false };
    this.decide(own, part);
    const jumps = jumpsOf(instance.statement);
    if (jumps.round || jumps.loop || jumps.function || jumps.value) this.jumped(instance, jumps);
  }

  private decide(by: SlotSet, part: Part): void {
    const parts = this.decisions.get(by);
    if (parts) parts.push(part);
    else this.decisions.set(by, [part]);
  }

  private jumped(instance: Instance, jumps: Jumps): void {
    const { own } = instance;
    const isFar = jumps.function || jumps.value;
    let at = instance;
    for (;;) {
      const { block } = at;
      block.control = this.union(block.control, own);
      this.decide(own, { block, from: at.index, to: at.index, open: true });
      const { parent } = block;
      if (!parent) return;
      const loops = isLoop(parent.statement);
      if (block.call || (loops && !jumps.loop && !isFar)) return;
      // Statements that are an expression are part of one that is none of these.
      if (!jumps.function && jumps.value && !isCompound(parent.statement)) return;
      if (loops || (parent.statement.do === 'switch' && !jumps.round && !isFar)) {
        this.looks(parent, 'own', own);
        this.decide(own, partOf(parent));
        if (!isFar) return;
      }
      at = parent;
    }
  }

  private union(a: SlotSet, b: SlotSet): SlotSet {
    if (a.size < b.size) return this.union(b, a);
    for (const slot of b) {
      if (a.has(slot)) continue;
      const both = new Set(a);
      this.count(a.size);
      this.addAll(both, b);
      return both;
    }
    return a;
  }

  private addAll(to: Set<number>, from: SlotSet): void {
    this.count(from.size);
    for (const slot of from) to.add(slot);
  }

  private count(entries: number): void {
    if ((this.entries += entries) > MOST_ENTRIES) throw new TooMuch();
  }
}

function orderOf({ notes, instances }: Watch): Order {
  const counts = new Map<string, number>();
  const places = instances.map(({ statement }) => placeOf(statement));
  const occurrences = places.map((place) => {
    const before = counts.get(place) ?? 0;
    counts.set(place, before + 1);
    return before;
  });
  return { unseated: [...notes.values()].filter(({ seat, until }) => seat < 0 && until !== null), places, occurrences };
}

/** Which statement it is, in every run: what is read once more, as macros are, is made anew. */
export function placeOf({ do: kind, at }: Stmt): string {
  return `${kind} ${at.start} ${at.end}`;
}

/** Most statements look at nothing: a set is made for those that do. */
function setOf(instance: Instance, of: 'own' | 'within'): Set<number> {
  const known = instance[of];
  if (known !== EMPTY) return known as Set<number>;
  const made = new Set<number>();
  instance[of] = made;
  return made;
}

export function partOf({ block, index }: Instance): Part {
  return { block, from: index, to: index, open: false };
}
