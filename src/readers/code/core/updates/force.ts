import type { Completion } from '../completion';
import type { Stmt } from '../ir';
import { Unreadable, type Span } from '../../syntax';
import type { Frame } from '../values';
import type { Recorder } from '../recorder';
import type { Cell } from '../slots';
import type { Box, Owner, Scope } from '../values';
import type { Observer, Tries } from './observer';
import { isSimple } from './simple';
import type { Trials } from './trials';
import type { Unit } from './units';
import { placeOf } from './watch';
import type { Seen, Values } from './values';

/** A place of the world, found again in another run. */
export interface Address {
  frame: Frame['id'];
  name: string;
  keys: (string | number)[];
}

/** What is asked of a run. */
interface Asked {
  /** A value for the cell before each update; undefined where that of the run as it is stays. */
  wanted: readonly (Values | undefined)[];
  truth: readonly (Seen | undefined)[];
  trials: Trials;
}

/** A place as it is in a run. */
interface Found {
  box: Box | null;
  owner: Owner;
  set: (box: Box) => void;
}

/** Statements are run again for the sake of tables, but not without end. */
export interface Budget {
  left: number;
}

export class Spent extends Error {}

/** What was tried has done more than it should: what this run tells is worth nothing. */
export class Spoilt extends Error {}

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
  private active: { unit: number; depth: number; end: number; before: Values; forced: boolean } | null = null;
  /** Statements that were run, those that were tried not among them. */
  statements = 0;

  constructor(
    private readonly recorder: () => Recorder,
    private readonly addresses: readonly Address[],
    private readonly units: readonly Unit[],
    private readonly asked: Asked,
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

  enter(statement: Stmt, tries: Tries, scope: Scope): void {
    if (--this.budget.left < 0) throw new Spent();
    this.statements++;
    const depth = this.indices.length;
    const index = (this.indices[depth - 1] ?? -1) + 1;
    this.indices[depth - 1] = index;
    if (this.active) return;
    const place = placeOf(statement);
    const occurrence = this.counts.get(place) ?? 0;
    this.counts.set(place, occurrence + 1);
    const unit = this.byPlace.get(place)?.get(occurrence);
    if (unit === undefined) return;
    const wanted = this.asked.wanted[unit];
    const more = this.units[unit]?.more ?? 0;
    const isTried = wanted !== undefined && more === 0 && this.tryAll(unit, statement, tries, scope);
    const forced = isTried ? undefined : wanted;
    this.active = { unit, depth, end: index + more, before: forced ?? this.values(), forced: forced !== undefined };
    if (forced) this.give(forced, statement.at);
  }

  /** Tries a unit of one simple statement with all values of the cell; false where it is none. @throws Spoilt */
  private tryAll(unit: number, statement: Stmt, tries: Tries, scope: Scope): boolean {
    const { trials } = this.asked;
    const places = this.addresses.map((address) => this.find(address));
    if (!trials.isTried(unit) || !isSimple(statement) || places.some((place) => !place?.box)) return false;
    const own = new Set(places.map((place) => place?.owner));
    const before = this.values();
    const give = (values: Values): void => {
      this.give(values, statement.at);
    };
    try {
      for (const values of trials.untried(unit)) {
        if (--this.budget.left < 0) throw new Spent();
        const touched = tries.trial(statement, scope, () => {
          give(values);
        });
        if (!touched || [...touched].some((owner) => !own.has(owner))) throw new Spoilt();
        trials.tried(unit, values, this.values());
      }
    } catch (error) {
      // What goes wrong, and what else it does, is told by a run of its own.
      if (!(error instanceof Unreadable || error instanceof Spoilt)) throw error;
      trials.giveUp(unit);
      throw new Spoilt();
    }
    this.recorder().trial(() => {
      give(before);
    });
    return true;
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
    const truth = active.forced ? this.asked.truth[active.unit] : undefined;
    const at = this.units[active.unit]?.span;
    if (truth && at) this.give(truth.after, at);
  }

  private values(): Values {
    return this.addresses.map((address) => this.find(address)?.box?.raw);
  }

  private give(values: Values, at: Span): void {
    values.forEach((data, part) => {
      const place = this.addresses[part] && this.find(this.addresses[part]);
      // What a run has made is not there in another one: it is known again by its name.
      const own = data && this.recorder().families.own(data);
      if (!place || !own) throw new Unreadable(at, 'there is no such cell yet');
      place.set(this.recorder().fresh(own));
    });
  }

  private find({ frame, name, keys }: Address): Found | undefined {
    const recorder = this.recorder();
    const variable = recorder.variable(name, frame);
    const put = (box: Box, owner: Parameters<Recorder['put']>[1]) => recorder.put(box, owner, { start: 0, end: 0 });
    if (!variable) return undefined;
    let place: Found = {
      box: variable.box,
      owner: variable.owner,
      set: (box) => void (variable.box = put(box, variable.owner)),
    };
    for (const key of keys) {
      const data = place.box?.raw;
      const base = data?.t === 'view' ? data.base : data;
      if (base?.t === 'sequence' && typeof key === 'number') {
        const index = key + (data?.t === 'view' ? data.from : 0);
        place = {
          box: base.cells[index] ?? null,
          owner: base.owner,
          set: (box) => void (base.cells[index] = put(box, base.owner)),
        };
      } else if ((base?.t === 'record' || base?.t === 'unknown') && typeof key === 'string') {
        const entry = base.entries.get(key);
        if (!entry) return undefined;
        place = { box: entry.box, owner: base.owner, set: (box) => void (entry.box = put(box, base.owner)) };
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
