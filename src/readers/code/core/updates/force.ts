import type { Completion } from '../completion';
import type { Stmt } from '../ir';
import { Unreadable, type Span } from '../../syntax';
import type { Frame } from '../values';
import type { Recorder } from '../recorder';
import type { Cell } from '../slots';
import type { Box, Data } from '../values';
import type { Observer } from './observer';
import { placeOf, type Unit } from './units';

/** The values of the parts of a cell; undefined where there is none. */
export type Values = (Data | undefined)[];

/** How often a unit was come to, and what the cell held before and after. */
export interface Seen {
  before: Values;
  after: Values;
}

/** A place of the world, found again in another run. */
export interface Address {
  frame: Frame['id'];
  name: string;
  keys: (string | number)[];
}

/** Statements are run again for the sake of tables, but not without end. */
export interface Budget {
  left: number;
}

export class Spent extends Error {}

/**
 * Runs a program again and gives a cell another value before each of its updates: `wanted` says which. After the update
 * it gives back the value that the cell has in the run as it is. So one run finds one value of every table.
 */
export class Force implements Observer {
  readonly seen: (Seen | undefined)[];
  private readonly byPlace = new Map<string, Map<number, number>>();
  private readonly counts = new Map<string, number>();
  private readonly indices: number[] = [];
  private readonly calls: boolean[] = [];
  private active: { unit: number; depth: number; end: number; before: Values } | null = null;

  constructor(
    private readonly recorder: () => Recorder,
    private readonly addresses: readonly Address[],
    private readonly units: readonly Unit[],
    private readonly wanted: readonly (Values | undefined)[],
    private readonly truth: readonly (Seen | undefined)[],
    private readonly budget: Budget,
  ) {
    this.seen = new Array<Seen | undefined>(units.length).fill(undefined);
    units.forEach(({ place, occurrence }, unit) => {
      const runs = this.byPlace.get(place) ?? new Map<number, number>();
      this.byPlace.set(place, runs.set(occurrence, unit));
    });
  }

  open(call: boolean): void {
    this.indices.push(-1);
    this.calls.push(call);
  }

  enter(statement: Stmt): void {
    if (--this.budget.left < 0) throw new Spent();
    const depth = this.indices.length;
    const index = (this.indices[depth - 1] ?? -1) + 1;
    this.indices[depth - 1] = index;
    if (this.active) return;
    const place = placeOf(statement);
    const occurrence = this.counts.get(place) ?? 0;
    this.counts.set(place, occurrence + 1);
    const unit = this.byPlace.get(place)?.get(occurrence);
    if (unit === undefined) return;
    const wanted = this.wanted[unit];
    const before = wanted ?? this.values();
    this.active = { unit, depth, end: index + (this.units[unit]?.more ?? 0), before };
    if (wanted) this.give(wanted, statement.at);
  }

  leave(): void {
    const { active } = this;
    if (active?.depth !== this.indices.length || this.indices[active.depth - 1] !== active.end) return;
    this.done();
  }

  close(completion: Completion | undefined): void {
    const { active } = this;
    if (active?.depth === this.indices.length) {
      const unit = this.units[active.unit];
      // What goes to the end of a round, or of a function, is done wherever that is left.
      const isDone =
        unit?.more === Infinity && (completion?.kind === 'return' ? this.calls.at(-1) : completion?.kind !== 'break');
      if (unit && completion && !isDone) throw new Unreadable(unit.span, 'it is left in the middle');
      this.done();
    }
    this.calls.pop();
    this.indices.pop();
  }

  private done(): void {
    const { active } = this;
    if (!active) return;
    this.active = null;
    this.seen[active.unit] = { before: active.before, after: this.values() };
    const truth = this.wanted[active.unit] && this.truth[active.unit];
    const at = this.units[active.unit]?.span;
    if (truth && at) this.give(truth.after, at);
  }

  private values(): Values {
    return this.addresses.map((address) => this.find(address)?.box?.raw);
  }

  private give(values: Values, at: Span): void {
    values.forEach((data, part) => {
      const place = this.addresses[part] && this.find(this.addresses[part]);
      if (!place || !data) throw new Unreadable(at, 'there is no such cell yet');
      place.set(this.recorder().fresh(data));
    });
  }

  private find({ frame, name, keys }: Address): { box: Box | null; set: (box: Box) => void } | undefined {
    const recorder = this.recorder();
    const variable = recorder.roots.find((root) => root.frame.id === frame && root.name === name)?.variable;
    const put = (box: Box, owner: Parameters<Recorder['put']>[1]) => recorder.put(box, owner, { start: 0, end: 0 });
    if (!variable) return undefined;
    let place = { box: variable.box, set: (box: Box): void => void (variable.box = put(box, variable.owner)) };
    for (const key of keys) {
      const data = place.box?.raw;
      const base = data?.t === 'view' ? data.base : data;
      if (base?.t === 'sequence' && typeof key === 'number') {
        const index = key + (data?.t === 'view' ? data.from : 0);
        place = {
          box: base.cells[index] ?? null,
          set: (box) => void (base.cells[index] = put(box, base.owner)),
        };
      } else if ((base?.t === 'record' || base?.t === 'unknown') && typeof key === 'string') {
        const entry = base.entries.get(key);
        if (!entry) return undefined;
        place = { box: entry.box, set: (box) => void (entry.box = put(box, base.owner)) };
      } else return undefined;
    }
    return place;
  }
}

/** The way to a slot from its variable. */
export function addressOf(cell: Cell, frameOf: (root: string) => Frame['id'] | undefined): Address | undefined {
  const keys: (string | number)[] = [];
  let at = cell;
  for (; at.parent; at = at.parent) {
    const within = at;
    const key = [...at.parent.children].find(([, child]) => child === within)?.[0];
    if (key === undefined) return undefined;
    keys.unshift(key);
  }
  const frame = frameOf(at.name);
  return frame === undefined ? undefined : { frame, name: at.name, keys };
}
