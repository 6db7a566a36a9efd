import { isIdentity } from '../../../../algebra/maps';
import type { Dialect } from '../dialect';
import type { Machine } from '../machine';
import type { Cell, Slots } from '../slots';
import type { Frame } from '../values';
import { cyclicComponents } from './components';
import { addressOf, type Budget } from './force';
import type { Computed, FoundCell } from './found';
import { meet } from './interleaved';
import { reached, type Edges } from './reached';
import { tablesOf, type Rerun } from './search';
import { SlotList } from './slot-list';
import { isCoarse, isComputed, isDoneOnce, unitsOf, within, type Unit } from './units';
import type { Instance, Note, Watch } from './watch';

const NOTHING = new SlotList(new Set());

const COARSE = 'updates by one loop, or by one call, cannot be told apart, for what is run next depends on it';
const DONE_ONCE = 'updates that are done once only are no rule of what comes next';

/** Statements that are run for the sake of tables, in all. */
const MOST_STATEMENTS = 1_000_000;

type Found = FoundCell & { state: readonly number[]; slots: readonly number[] };

export class Finder {
  private readonly varying: ReadonlySet<number>;
  /** Places whose values depend on themselves, or on each other. */
  private cyclic: ReadonlySet<number> = new Set();
  private readonly budget: Budget = { left: MOST_STATEMENTS };
  private readonly names: readonly string[];

  constructor(
    private readonly watch: Watch,
    private readonly slots: Slots,
    private readonly frames: ReadonlyMap<string, Frame['id']>,
    private readonly dialect: Dialect<Machine>,
    private readonly rerun: Rerun,
  ) {
    this.names = slots.cells.map(({ name }) => name);
    this.varying = new Set(slots.cells.flatMap((_, slot) => ((watch.history[slot]?.length ?? 0) > 1 ? [slot] : [])));
  }

  find(): Computed {
    const edges = this.slots.cells.map((_, slot) => this.dependsOn(slot));
    const result: Computed & { cells: Found[] } = { cells: [], unknown: new Map() };
    const settled = new Set<number>();
    // Components come in the order in which they depend on each other.
    const components = cyclicComponents(edges);
    this.cyclic = new Set(components.flat());
    for (const component of components) {
      if (!component.some((slot) => this.computes(slot, component))) continue;
      for (const slot of component) settled.add(slot);
      const found = this.isOfMoves(component)
        ? 'its places also hold what is moved between them'
        : this.component(component, edges);
      if (typeof found === 'string') this.unknown(result, component, edges, found);
      else this.add(result, found, component, edges);
    }
    this.joinInterleaved(result, edges);
    // What is computed from other places, but not from itself, is known only where those are.
    for (const slot of this.varying)
      if (!settled.has(slot)) this.unknown(result, [slot], edges, 'it is computed from them');
    return result;
  }

  /** A cell that depends on others takes them in, for what becomes of it depends on them all. */
  private add(result: { cells: Found[] } & Computed, found: Found, component: readonly number[], edges: Edges): void {
    const above = result.cells.filter(
      ({ isSet, slots }) => !isSet && component.some((slot) => slots.some((dep) => edges[slot]?.has(dep))),
    );
    if (above.length === 0) {
      result.cells.push(found);
      return;
    }
    const joint = this.joint([...above, found], edges);
    if (typeof joint !== 'string') {
      result.cells = result.cells.filter((cell) => !above.includes(cell));
      result.cells.push(joint);
    } else this.unknown(result, component, edges, joint);
  }

  private joint(cells: readonly Found[], edges: Edges): Found | string {
    const state = cells.flatMap(({ state }) => state);
    const passing = new Set(cells.flatMap(({ slots }) => slots).filter((slot) => !state.includes(slot)));
    return this.tables(state, passing, edges);
  }

  /** Cells of which one changes while another is in the middle of its update are one: else there would be states that never were. */
  private joinInterleaved(result: { cells: Found[] } & Computed, edges: Edges): void {
    for (;;) {
      const pair = interleaved(result.cells);
      if (!pair) return;
      const joint = this.joint(pair, edges);
      // What is only set may be followed as a move instead.
      const [only, ...more] = pair.filter(({ isSet }) => !isSet);
      result.cells = result.cells.filter((cell) => !pair.includes(cell));
      if (typeof joint !== 'string') result.cells.push(joint);
      else if (only && more.length === 0) result.cells.push(only);
      else for (const { slots } of pair) this.unknown(result, slots, edges, joint);
    }
  }

  private component(component: readonly number[], edges: Edges): Found | string {
    const members = new Set(component);
    // A place that is computed from the others when it is first filled carries values from one of them to the next.
    const passing = new Set(
      component.filter((slot) => {
        const [first] = this.watch.history[slot] ?? [];
        return first && [...first.deps].some((dep) => members.has(dep));
      }),
    );
    const state = component.filter((slot) => !passing.has(slot));
    return state.length === 0 ? 'they are computed from each other' : this.tables(state, passing, edges);
  }

  /** Things move between its places: it is a world of slots, though something is computed as well. */
  private isOfMoves(component: readonly number[]): boolean {
    const plain = new Set(component.filter((slot) => !this.computes(slot, component)));
    return [...plain].some((slot) =>
      this.later(slot).some(({ box }) => {
        const seat = (box.source && this.watch.notes.get(box.source)?.seat) ?? -1;
        return seat !== slot && plain.has(seat);
      }),
    );
  }

  private tables(state: readonly number[], passing: ReadonlySet<number>, edges: Edges): Found | string {
    const cells = state.flatMap((slot) => this.slots.cells[slot] ?? []);
    const held = (at: number) => state.map((slot) => this.watch.history[slot]?.at(at)?.box.raw);
    const addresses = cells.flatMap((cell) => addressOf(cell, (root) => this.frames.get(root)) ?? []);
    if (addresses.length < cells.length) return 'not all of them can be found again';
    const small = unitsOf(this.watch, new Set(state), passing);
    const writers = this.writers(state);
    // What is within its bounds only after several statements, as `n += 1` with an `if` after it, is one update.
    const large = unitsOf(this.watch, new Set(state), passing, true);
    const isLarger = large.length < small.length && !isDoneOnce(large, state, writers);
    const isOnce = isDoneOnce(small, state, writers);
    const areCoarse = (of: readonly Unit[]) => of.some((unit) => isCoarse(unit, of, writers));
    // No run is needed where whatever is found would be no rule.
    if (isOnce && !isLarger) return areCoarse(small) ? COARSE : DONE_ONCE;
    const search = (of: readonly Unit[]) =>
      areCoarse(of)
        ? { reason: COARSE }
        : tablesOf(cells, addresses, of, [held(0), held(-1)], this.dialect, this.rerun, this.budget);
    const first = search(small);
    if (!('reason' in first) && isOnce) return DONE_ONCE;
    const found = 'reason' in first && isLarger ? search(large) : first;
    if ('reason' in found) return 'reason' in first ? first.reason : found.reason;
    const units = found === first ? small : large;
    const { updates } = found;
    const slots = [...state, ...passing];
    const writes = (unit: Unit | undefined): boolean => unit !== undefined && within(writers, unit.part).length > 0;
    const outside = [...this.varying].filter((slot) => !slots.includes(slot));
    const driven = outside.filter((slot) => state.some((member) => edges[slot]?.has(member)));
    return {
      ...{ state, slots },
      drives: new Set(driven.map((slot) => this.rootName(slot))),
      members: cells.map(({ name }) => name),
      passing: [...passing].map((slot) => this.name(slot)),
      isSet: updates.every(({ table }) => table.every((to) => to === table[0])),
      roots: new Set(cells.map((cell) => rootOf(cell).name)),
      ...found,
      // What was not done in this run, and would have been with no other value either, is no step.
      updates: updates.filter(({ table }, unit) => !isIdentity(table) || writes(units[unit])),
    };
  }

  /** The statements that give the places their later values, in the order of the run. */
  private writers(state: readonly number[]): Instance[] {
    const all = new Set(state.flatMap((slot) => this.later(slot).flatMap(({ by }) => by ?? [])));
    return [...all].sort((a, b) => a.serial - b.serial);
  }

  private unknown(result: Computed, slots: readonly number[], edges: Edges, reason: string): void {
    const all = [...this.varying];
    // A place is asked about for every value that comes from it.
    const known = new Map<number, boolean>();
    const computes = (seat: number): boolean => {
      let found = known.get(seat);
      if (found === undefined) known.set(seat, (found = this.computes(seat, all)));
      return found;
    };
    for (const slot of slots) {
      if ((edges[slot]?.size ?? 0) === 0) continue;
      const isPassedOn = this.later(slot).some(({ box }) => {
        const seat = (box.source && this.watch.notes.get(box.source)?.seat) ?? -1;
        return seat !== slot && seat >= 0 && computes(seat);
      });
      if (!isPassedOn && !computes(slot)) continue;
      const from = fromOf(slot, edges, this.names);
      result.unknown.set(this.name(slot), { reason, from, isOwn: this.cyclic.has(slot) });
    }
  }

  /** Some value of it is computed from those of `places`, and not only moved. */
  private computes(slot: number, places: readonly number[]): boolean {
    return this.later(slot).some(
      (note) =>
        !this.isRest(slot, note) &&
        places.some((place) => note.deps.has(place)) &&
        isComputed(this.watch, note, (seat) => this.cyclic.has(seat)),
    );
  }

  private later(slot: number): readonly Note[] {
    return this.watch.history[slot]?.slice(1) ?? [];
  }

  /** Places that change, and from whose values those of this one are computed after the first. */
  private dependsOn(slot: number): SlotList {
    if (!this.varying.has(slot)) return NOTHING;
    const changes = this.later(slot).filter((note) => !this.isRest(slot, note));
    const deps = new Set<number>();
    for (const note of changes) for (const dep of note.deps) deps.add(dep);
    // What never changes may have been given its value by what does, as `t` in `t = a; a = b; b = t`.
    for (const dep of deps)
      if (!this.varying.has(dep)) for (const before of this.watch.history[dep]?.[0]?.deps ?? []) deps.add(before);
    for (const dep of deps) if (!this.varying.has(dep)) deps.delete(dep);
    return new SlotList(deps);
  }

  /** A place is given what it holds (`a[0] = a[0]`), whatever that is. */
  private isRest(slot: number, { box, deps }: Note): boolean {
    const seat = (box.source && this.watch.notes.get(box.source)?.seat) ?? -1;
    return seat === slot && [...deps].every((dep) => dep === slot);
  }

  private rootName(slot: number): string {
    const cell = this.slots.cells[slot];
    return cell ? rootOf(cell).name : '?';
  }

  private name(slot: number): string {
    return this.names[slot] ?? '?';
  }
}

/** Two cells that change at once. Those that are only set are no cell together: they are written, one after the other or both. */
function interleaved(cells: readonly Found[]): [Found, Found] | undefined {
  for (const [at, a] of cells.entries())
    for (const b of cells.slice(at + 1)) if (!(a.isSet && b.isSet) && meet(a.updates, b.updates)) return [a, b];
  return undefined;
}

/** What is asked later, if at all: it must not keep the run in memory that it was found in, so it is made apart. */
function fromOf(slot: number, edges: Edges, names: readonly string[]): () => Iterable<string> {
  const above = reached(slot, edges);
  return () => named(above(), names);
}

function* named(slots: Iterable<number>, names: readonly string[]): Generator<string> {
  for (const slot of slots) yield names[slot] ?? '?';
}

function rootOf(cell: Cell): Cell {
  return cell.parent ? rootOf(cell.parent) : cell;
}
