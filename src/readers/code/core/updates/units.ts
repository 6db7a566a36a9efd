import type { Span } from '../../syntax';
import { isLoop } from './jumps';
import { append } from '../../../../lists/append';
import { partOf, placeOf, type Instance, type Note, type Part, type SlotSet, type Watch } from './watch';

/**
 * Statements of a run that together make one update of a cell: nothing that they compute from the cell's old value is
 * used after them, and whether any of them is run is decided within them.
 */
export interface Unit {
  part: Part;
  /** Where it begins: at which run of this statement, counted from zero, those within other units left out. */
  place: string;
  occurrence: number;
  /** Statements after the first one; infinite to the end of the block. */
  more: number;
  /** The first statement, by number, after which the run saw another value in the cell; absent where it saw none. */
  first?: number;
  /** The last such statement; where there is none, the last one of the unit. */
  last: number;
  span: Span;
}

/**
 * The updates of the cells `slots`, in the order of the run; `passing` slots are no part of the state between them.
 *
 * @param whole all that is done in one round of a loop, or one run of a function, is one update
 */
export function unitsOf(watch: Watch, slots: SlotSet, passing: SlotSet, whole = false): Unit[] {
  const all = new Set([...slots, ...passing]);
  const touches = (deps: SlotSet): boolean => [...all].some((slot) => deps.has(slot));
  const parts: Part[] = [];
  for (const [deps, decided] of watch.decisions) if (touches(deps)) append(parts, decided);
  for (const slot of all) {
    const [first, ...later] = watch.history[slot] ?? [];
    for (const { by, seatedBy } of passing.has(slot) && first ? [first, ...later] : later)
      if (by) parts.push(seatedBy ? hull(by, seatedBy) : partOf(by));
  }
  for (const slot of all) {
    for (const { seat, by, until, leftBy } of watch.history[slot] ?? []) {
      if (seat !== slot || !until) continue;
      if (passing.has(seat)) {
        if (by) parts.push(hull(by, until));
      } else if (leftBy && until.serial > leftBy.serial) {
        // A value of a cell that is used after another one took its place has been carried to there.
        parts.push(hull(leftBy, until));
      }
    }
  }
  for (const { deps, by, until } of watch.whole.unseated) if (by && until && touches(deps)) parts.push(hull(by, until));
  const small = merged(parts);
  return timed(numbered(watch, whole ? merged([...small, ...wholes(small)]) : small), watch, slots);
}

/** When the updates are seen: a cell may have its new value long before the last statement of its update. */
function timed(units: readonly Unit[], { history }: Watch, slots: SlotSet): Unit[] {
  const times = [...slots].flatMap((slot) => (history[slot] ?? []).slice(1).map(({ tick }) => tick));
  times.sort((a, b) => a - b);
  let next = 0;
  return units.map((unit) => {
    const first = times[next];
    if (first === undefined || first > unit.last) return unit;
    while ((times[next] ?? Infinity) <= unit.last) next++;
    return { ...unit, first, last: times[next - 1] ?? first };
  });
}

function hull(a: Instance, b: Instance): Part {
  const above: Instance[] = [];
  for (let at: Instance | null = a; at; at = at.block.parent) above.push(at);
  for (let at: Instance | null = b; at; at = at.block.parent) {
    const { block } = at;
    const twin = above.find((one) => one.block === block);
    if (twin) return { block, from: Math.min(twin.index, at.index), to: Math.max(twin.index, at.index), open: false };
  }
  // All statements are within the blocks of the program; its two top ones are the declarations and what is read.
  return partOf(b);
}

/** One part for all those of a block: of a round of a loop, or of one run of a function. */
function wholes(parts: readonly Part[]): Part[] {
  const byBlock = new Map<Part['block'], Part>();
  for (const { block, from, to, open } of parts) {
    const known = byBlock.get(block);
    byBlock.set(
      block,
      known
        ? { block, from: known.from, to: Math.max(known.to, to), open: known.open || open }
        : { block, from, to, open },
    );
  }
  return [...byBlock.values()];
}

function extent({ block, from, to, open }: Part): [number, number] {
  const last = block.list[open ? block.list.length - 1 : to];
  return [block.list[from]?.serial ?? 0, last?.last ?? 0];
}

/** Parts that have statements in common are one: one of them holds the other, or they overlap in one block. */
function merged(parts: readonly Part[]): Part[] {
  const sorted = parts
    .map((part) => ({ part, extent: extent(part) }))
    .sort((a, b) => a.extent[0] - b.extent[0] || b.extent[1] - a.extent[1]);
  const result: typeof sorted = [];
  for (const next of sorted) {
    const last = result.at(-1);
    if (!last || next.extent[0] > last.extent[1]) {
      result.push({ part: { ...next.part }, extent: [...next.extent] });
      continue;
    }
    if (next.part.block === last.part.block) {
      last.part.open ||= next.part.open;
      last.part.to = Math.max(last.part.to, next.part.to);
    }
    last.extent[1] = Math.max(last.extent[1], next.extent[1]);
  }
  return result.map(({ part }) => part);
}

/**
 * True where rounds of a loop, or calls by one statement, that each update the cell are held together by the unit. A
 * `while` that brings a value back within its bounds is part of an update, where there are others.
 */
export function isCoarse(unit: Unit, units: readonly Unit[], writers: readonly Instance[]): boolean {
  const paths = new Set<string>();
  for (const writer of within(writers, unit.part)) {
    const path: Instance[] = [];
    for (let at: Instance | null = writer; at && isWithin(at, unit.part); at = at.block.parent) path.push(at);
    const loop = path.find(({ statement }) => isLoop(statement));
    if (units.length > 1 && loop?.statement.do === 'while') continue;
    const key = path.map(({ statement }) => placeOf(statement)).join();
    if (paths.has(key)) return true;
    paths.add(key);
  }
  return false;
}

function numbered({ whole: { places, occurrences } }: Watch, parts: readonly Part[]): Unit[] {
  // Of each place those that are within units; what begins a unit is counted.
  const inside = new Map<string, number>();
  const units: Unit[] = [];
  for (const part of parts) {
    const [start, end] = extent(part);
    const first = part.block.list[part.from];
    const last = part.block.list[part.open ? part.block.list.length - 1 : part.to];
    if (!first || !last) continue;
    const { statement } = first;
    const place = places[start] ?? '';
    const occurrence = (occurrences[start] ?? 0) - (inside.get(place) ?? 0);
    for (let serial = start + 1; serial <= end; serial++) {
      const other = places[serial] ?? '';
      inside.set(other, (inside.get(other) ?? 0) + 1);
    }
    const span = { start: statement.at.start, end: Math.max(statement.at.end, last.statement.at.end) };
    const more = part.open ? Infinity : part.to - part.from;
    units.push({ part, place, occurrence, more, last: last.tick - 1, span });
  }
  return units;
}

/**
 * True where the values came from what does not change, or from nowhere: they were not only moved. What was put somewhere by
 * plain assignments alone, from the text on, was moved.
 */
export function isComputed(watch: Watch, note: Note, isMoved: (slot: number) => boolean): boolean {
  for (let at = note, isPlain = true; ;) {
    const source = at.box.source && watch.notes.get(at.box.source);
    if (!source) return !isPlain || at.deps.size > 0;
    if (source.seat >= 0 && isMoved(source.seat)) return false;
    isPlain &&= [...at.deps].every((dep) => (source.seat >= 0 ? dep === source.seat : source.deps.has(dep)));
    at = source;
  }
}

/**
 * Those of a part and within its statements.
 *
 * @param instances in the order of the run: there are as many as steps, and as many parts are asked for
 */
export function within(instances: readonly Instance[], part: Part): readonly Instance[] {
  const [start, end] = extent(part);
  const from = firstFrom(instances, start);
  return instances.slice(from, firstFrom(instances, end + 1, from));
}

/** The place of the first one that comes at `serial` or after it. */
function firstFrom(instances: readonly Instance[], serial: number, from = 0): number {
  let [low, high] = [from, instances.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((instances[middle]?.serial ?? Infinity) < serial) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** True for a statement of the part, and for those within. */
function isWithin(instance: Instance, part: Part): boolean {
  const [start, end] = extent(part);
  return instance.serial >= start && instance.serial <= end;
}

/**
 * True where mere arithmetic would become a table: places of a cell that depend on each other, no update of which is
 * ever repeated, or an update that writes them one after the other and is done once. What is a counter that is brought
 * back within its bounds in a loop is read statement by statement where it stands alone.
 */
export function isDoneOnce(units: readonly Unit[], state: readonly number[], writers: readonly Instance[]): boolean {
  const times = new Map<string, number>();
  for (const { place } of units) times.set(place, (times.get(place) ?? 0) + 1);
  const once = units.filter(({ place }) => times.get(place) === 1);
  if (state.length > 1 && once.length === units.length) return true;
  return once.some(({ part }) => within(writers, part).length > 1);
}
