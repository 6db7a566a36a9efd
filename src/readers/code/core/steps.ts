import { identity, type SlotMap } from '../../../algebra/maps';
import { makeTrace, type Step, type Trace } from '../../../trace/trace';
import { ELSEWHERE, Unreadable, type Span } from '../syntax';
import { CHAIN, type Change, type Changes } from './changes';
import type { Opened } from './inside';
import type { Computed, FoundCell } from './updates/cells';
import { meet } from './updates/interleaved';
import { cellName, tableSteps } from './updates/steps';
import type { Dialect } from './dialect';
import type { Machine } from './machine';
import { LIMITS } from './limits';
import type { Recorder, Tick } from './recorder';
import { inOrder, type Cell, type Slots } from './slots';
import type { Snippet } from './snippet';
import { keyOfData, type Box, type Data, type Frame } from './values';
import { greatest, least } from '../../../lists/extremes';

/** A step before the slots have their final numbers: where each changed slot's value came from. */
interface Moves {
  /** The statement that ended it, by number. */
  tick: number;
  to: number[];
  from: Source[];
  span: Span;
  /** The calls that it is inside of, where those are opened. */
  inside: string | undefined;
  /** The call that it is, where there are steps inside of that. */
  call: string | undefined;
}

/** A slot, or something from outside of the world: a constant, or nothing at all. */
type Source = number | string;
const EMPTY = 'empty';

interface Constant {
  name: string;
  data: Data | null;
  /** Written in the text, whenever it was used. */
  literal: boolean;
}

/**
 * Turns the changes of a run into a trace; undefined when nothing of the world changes.
 *
 * @param computed what is known of places that are computed anew: those whose tables were found become cells
 * @param opened the calls that are shown by the steps inside of them
 */
export function assemble(
  snippet: Snippet,
  dialect: Dialect<Machine>,
  recorder: Recorder,
  slots: Slots,
  changes: Changes,
  keepAll: boolean,
  within: Span,
  computed: Computed,
  opened: Opened,
): Trace | undefined {
  const constants = new Map<string, Constant>();
  const moves = replay(dialect, recorder, slots, changes, constants, opened);
  const chosen = cellsOf(computed, slots, moves, keepAll);
  const steps = chosen.others;
  if (steps.length === 0 && chosen.cells.size === 0 && !keepAll) return undefined;
  const isActive = keepAll ? () => true : activeCells(steps, slots, chosen.cells.keys());
  const places = inOrder(slots.roots.values(), snippet.lines.text.slice(within.start, within.end)).filter(
    (cell) => isActive(cell) && chosen.cells.get(cell.slot)?.passing.includes(cell.name) !== true,
  );
  // A cell of several places stands where the first of them does.
  const cells = places.filter(({ slot }, at) => {
    const cell = chosen.cells.get(slot);
    return !cell || places.findIndex((place) => chosen.cells.get(place.slot) === cell) === at;
  });
  const number = new Map(
    places.map(({ slot }) => {
      const cell = chosen.cells.get(slot);
      return [slot, cells.findIndex((one) => one.slot === slot || (cell && chosen.cells.get(one.slot) === cell))];
    }),
  );
  const written = new Set(steps.flatMap(({ from }) => from.filter((source) => typeof source === 'string')));
  const outside = [...constants.keys()].filter((key) => written.has(key));
  const degree = cells.length + outside.length;
  if (degree > LIMITS.slots)
    throw new Unreadable(snippet.at, `the world has more than ${LIMITS.slots} cells and constants`);
  const outsideNumber = new Map(outside.map((key, index) => [key, cells.length + index]));
  const names = nameObjects(
    dialect,
    cells,
    changes,
    new Map(outside.flatMap((key) => entry(constants, key))),
    chosen.cells,
  );

  const still = identity(degree);
  const known = new Map<string, SlotMap>();
  const shared = new Map<string, Step>();
  const mapped = steps.map(({ to, from, span, inside, call }): Step => {
    const moved: [target: number, origin: number][] = [];
    to.forEach((slot, index) => {
      const source = from[index];
      const target = number.get(slot);
      const origin = typeof source === 'number' ? number.get(source) : outsideNumber.get(source ?? EMPTY);
      if (target !== undefined && origin !== undefined && target !== origin) moved.push([target, origin]);
    });
    // A statement of a loop does few different things: a map, and a step, is written once. What stays is not compared,
    // for a step of a large world moves little of it.
    const key = moved.sort(([a], [b]) => a - b).join(' ');
    const place = `${span.start} ${span.end} ${inside} ${call} ${key}`;
    const same = shared.get(place);
    if (same) return same;
    let map = known.get(key);
    if (!map) {
      // A copy takes no more room than it needs; what has grown to its size does.
      const fresh = still.slice();
      for (const [target, origin] of moved) fresh[target] = origin;
      known.set(key, (map = fresh));
      if (known.size * degree > LIMITS.numbers)
        throw new Unreadable(span, `more than ${LIMITS.numbers} numbers would be needed to write down the steps`);
    }
    const text = snippet.lines.told(span.start, span.end);
    const range = snippet.lines.range(span.start, span.end);
    const step: Step = {
      map,
      text,
      range,
      ...(inside !== undefined && { inside }),
      ...(call !== undefined && { call }),
    };
    shared.set(place, step);
    return step;
  });
  const tabled = tableSteps(new Set(chosen.cells.values()), snippet);
  const inTime = [...mapped.map((step, index) => ({ step, tick: steps[index]?.tick ?? 0 })), ...tabled];
  // A cell's update ends before the statement after it.
  inTime.sort((a, b) => a.tick - b.tick);
  if (inTime.length > LIMITS.steps)
    throw new Unreadable(snippet.at, `more than ${LIMITS.steps} steps: select less, or a shorter run`);
  const found = new Set(chosen.cells.values());
  const thisRunOnly = reasonOf(computed, chosen, steps, places, slots, constants);
  return makeTrace({
    domain: 'code',
    source: { uri: snippet.uri, language: snippet.language },
    slots: [
      ...cells.map(({ slot, name }) => cellName(chosen.cells.get(slot)) ?? name),
      ...outside.map((key) => constants.get(key)?.name ?? key),
    ],
    objects: names.objects,
    ...(found.size > 0 && { cells: Object.fromEntries([...found].map((cell) => [cellName(cell) ?? '', cell.values])) }),
    initial: names.initial,
    steps: inTime.map(({ step }) => step),
    ...(thisRunOnly !== undefined && { thisRunOnly }),
  });
}

function replay(
  dialect: Dialect<Machine>,
  recorder: Recorder,
  slots: Slots,
  changes: Changes,
  constants: Map<string, Constant>,
  opened: Opened,
): Moves[] {
  const held: (Box | null)[] = slots.cells.map((_, slot) => changes.initial[slot] ?? null);
  held.forEach((box, slot) => {
    if (box) box.place = slot;
  });
  const result: Moves[] = [];
  let group: Change[] = [];
  let last = -1;
  const open = changes.isOpen();
  changes.list.forEach((change, index) => {
    group.push(change);
    if (open[index]) return;
    const after = new Map<number, Box | null>();
    for (const { slots: changed, boxes } of group) changed.forEach((slot, at) => after.set(slot, boxes[at] ?? null));
    const { span, frame } = placeOf(group, last, recorder.ticks);
    const inside = frame && insideOf(frame, opened);
    const call = callOf(after.values(), change.tick, recorder.ticks, opened);
    const moves: Moves = { tick: change.tick, to: [], from: [], span, inside, call };
    for (const [slot, box] of after) {
      moves.to.push(slot);
      moves.from.push(sourceOf(dialect, box, constants));
    }
    for (const slot of after.keys()) {
      const old = held[slot];
      if (old) old.place = -1;
    }
    for (const [slot, box] of after) {
      held[slot] = box;
      if (box) box.place = slot;
    }
    last = change.tick;
    group = [];
    result.push(moves);
    if (result.length > LIMITS.steps)
      throw new Unreadable(moves.span, `more than ${LIMITS.steps} steps: select less, or a shorter run`);
  });
  return result;
}

function sourceOf(dialect: Dialect<Machine>, box: Box | null, constants: Map<string, Constant>): Source {
  if (!box) {
    constants.set(EMPTY, { name: EMPTY, data: null, literal: true });
    return EMPTY;
  }
  let at: Box | null = box;
  for (let link = 0; at && link < CHAIN; link++, at = at.source) if (at.place >= 0) return at.place;
  const name = dialect.show(box.data);
  // Equal values of different kinds are told by their own names: `1` and `True`, a number and a variant that has it.
  const key = `const ${keyOfData(box.data) ?? ''} ${name}`;
  const literal = box.literal && constants.get(key)?.literal !== false;
  constants.set(key, { name: `const ${name}`, data: box.data, literal });
  return key;
}

/** What is run in another file is shown at the call that leads there. */
function here({ at, frame }: Tick): Tick {
  return at.start >= ELSEWHERE && frame.parent ? here({ at: frame.call, frame: frame.parent }) : { at, frame };
}

/** The opened calls that a call runs in, or is. */
function insideOf(frame: Frame, opened: Opened): string | undefined {
  for (let at: Frame | null = frame; at; at = at.parent) {
    const path = opened.path(at);
    if (path) return path.length > 0 ? path.join('.') : undefined;
  }
  return undefined;
}

/** The call in which values of a step were elsewhere meanwhile: there they have steps of their own. */
function callOf(boxes: Iterable<Box | null>, tick: number, ticks: readonly Tick[], opened: Opened): string | undefined {
  for (const box of boxes) {
    let at = box;
    for (let link = 0; at && at.place < 0 && link < CHAIN; link++, at = at.source) {
      const wrote = at.time < tick ? ticks[at.time] : undefined;
      const call = wrote && opened.closed(wrote.frame);
      if (call !== undefined) return call;
    }
  }
  return undefined;
}

/** From the first statement of a step to its last, in the run of the function that they have in common. */
function placeOf(group: readonly Change[], last: number, ticks: readonly Tick[]): { span: Span; frame?: Frame } {
  const fill = least(group.map((change) => change.fill));
  const numbers = [...new Set([Math.max(fill, last + 1), ...group.map(({ tick }) => tick)])];
  let involved = numbers.flatMap((number) => ticks[number] ?? []).map(here);
  for (;;) {
    const depth = greatest(involved.map(({ frame }) => frame.depth));
    const first = involved[0];
    if (!first) return { span: { start: 0, end: 0 } };
    if (involved.every(({ frame }) => frame === first.frame)) {
      const span = {
        start: least(involved.map(({ at }) => at.start)),
        end: greatest(involved.map(({ at }) => at.end)),
      };
      return { span, frame: first.frame };
    }
    involved = involved.map((one) =>
      one.frame.depth === depth && one.frame.parent ? here({ at: one.frame.call, frame: one.frame.parent }) : one,
    );
  }
}

/** Variables and keys that take part; of a sequence in which one place takes part, all places. */
function activeCells(steps: readonly Moves[], slots: Slots, cells: Iterable<number>): (cell: Cell) => boolean {
  const active = new Set<Cell>();
  const mark = (slot: number): void => {
    for (let cell: Cell | null = slots.cells[slot] ?? null; cell; cell = cell.parent) active.add(cell);
  };
  for (const { to, from } of steps) {
    to.forEach((slot, index) => {
      const source = from[index];
      if (source === slot) return;
      mark(slot);
      if (typeof source === 'number') mark(source);
    });
  }
  for (const slot of cells) mark(slot);
  if (active.size === 0) return () => true;
  return (cell) => {
    for (let at: Cell | null = cell; at; at = at.parent) {
      if (active.has(at)) return at === cell || inSequence(cell, at);
    }
    return false;
  };
}

function inSequence(cell: Cell, ancestor: Cell): boolean {
  for (let at = cell.parent; at; at = at.parent) {
    if (!at.sequence) return false;
    if (at === ancestor) return true;
  }
  return false;
}

/** Objects by the value they have; those that look alike at first are told apart by where they stood. */
function nameObjects(
  dialect: Dialect<Machine>,
  cells: readonly Cell[],
  changes: Changes,
  constants: ReadonlyMap<string, Constant>,
  computed: ReadonlyMap<number, FoundCell>,
): { objects: string[]; initial: number[] } {
  const objects: string[] = [];
  const shown = cells.map(({ slot }) => {
    const cell = computed.get(slot);
    if (cell) return cell.values[cell.initial] ?? '?';
    const box = changes.initial[slot];
    return box ? dialect.show(box.data) : EMPTY;
  });
  const count = new Map<string, number>();
  cells.forEach(({ slot }, index) => {
    if (!computed.has(slot)) count.set(shown[index] ?? '', (count.get(shown[index] ?? '') ?? 0) + 1);
  });
  const inCells = new Set(cells.flatMap(({ slot }) => computed.get(slot)?.values ?? []));
  const known = (value: string): number => {
    const object = valueOf.get(value) ?? add(value);
    valueOf.set(value, object);
    return object;
  };
  const add = (name: string): number => objects.push(name) - 1;
  let empty: number | undefined;
  /** The values of cells are told by what they are, not by where they come from. */
  const valueOf = new Map<string, number>();
  const initial = cells.map(({ slot, name }, index) => {
    const cell = computed.get(slot);
    if (cell) {
      cell.values.forEach(known);
      return known(cell.values[cell.initial] ?? '');
    }
    if (!changes.initial[slot]) return (empty ??= add(EMPTY));
    const value = shown[index] ?? '';
    if (count.get(value) !== 1) return add(`${value} (${name})`);
    // No two objects have one name.
    return inCells.has(value) ? known(value) : add(value);
  });
  for (const [key, { data, name }] of constants) {
    if (key === EMPTY) initial.push((empty ??= add(EMPTY)));
    else {
      const value = data ? dialect.show(data) : name;
      const twin =
        count.get(value) === 1
          ? cells.findIndex(({ slot }, index) => !computed.has(slot) && shown[index] === value)
          : -1;
      initial.push(twin >= 0 ? (initial[twin] ?? add(value)) : add(objects.includes(value) ? name : value));
    }
  }
  return { objects, initial };
}

function entry(constants: ReadonlyMap<string, Constant>, key: string): [string, Constant][] {
  const constant = constants.get(key);
  return constant ? [[key, constant]] : [];
}

/** A cell, and its slots. */
interface Placed {
  cell: FoundCell;
  own: ReadonlySet<number>;
}

/** Cells of which every place is a slot here, and that nothing is moved to or from; and what is left of the moves. */
interface Chosen {
  /** By slot. */
  cells: Map<number, FoundCell>;
  others: Moves[];
  /** Why a cell is not among them, if one is not. */
  unusable?: string;
}

function cellsOf(computed: Computed, slots: Slots, moves: readonly Moves[], keepAll: boolean): Chosen {
  const byName = new Map(slots.cells.map(({ name, slot }) => [name, slot]));
  let unusable: string | undefined;
  let left = computed.cells.flatMap((cell): Placed[] => {
    const members = cell.members.map((name) => byName.get(name) ?? -1);
    const passing = cell.passing.filter((name) => byName.has(name));
    if (members.includes(-1)) return [];
    // Whoever asks for a place that passes a value on wants to see it.
    if (keepAll && passing.length > 0) {
      if (!cell.isSet)
        unusable = `${cellName(cell) ?? ''} is computed anew by way of ${passing.join(', ')}, which is followed as well`;
      return [];
    }
    return [{ cell, own: new Set([...members, ...passing.flatMap((name) => byName.get(name) ?? [])]) }];
  });
  // What is no cell is moved, which may be in the middle of an update of another one.
  for (;;) {
    const reasons = new Map(left.map((one) => [one, againstCell(one, left, moves)]));
    const against = left.filter((one) => reasons.get(one) !== undefined);
    if (against.length === 0) break;
    // What is only set is right as a move as well, whatever it held before.
    const set = against.filter(({ cell }) => cell.isSet);
    const out = new Set(set.length > 0 ? set : against);
    for (const one of out) if (!one.cell.isSet) unusable = reasons.get(one);
    left = left.filter((one) => !out.has(one));
  }
  const cells = new Map(left.flatMap(({ cell, own }) => [...own].map((slot) => [slot, cell] as const)));
  const others = moves.flatMap((step) => {
    const kept = step.to.flatMap((slot, index) => (cells.has(slot) ? [] : [index]));
    if (kept.length === step.to.length) return [step];
    if (kept.length === 0) return [];
    const of = <T>(list: readonly T[]): T[] => kept.map((index) => list[index] as T);
    return [{ ...step, to: of(step.to), from: of(step.from) }];
  });
  return { cells, others, ...(unusable !== undefined && { unusable }) };
}

/** Why a cell cannot be followed beside the other ones and what moves, if it cannot. */
function againstCell({ cell, own }: Placed, all: readonly Placed[], moves: readonly Moves[]): string | undefined {
  const inCells = new Set(all.flatMap((one) => [...one.own]));
  const what = `${cellName(cell) ?? ''} is computed anew, and`;
  const changing = new Set(moves.flatMap(({ to }) => to).filter((slot) => !own.has(slot)));
  const isMoved = moves.some(({ to, from }) =>
    to.some((slot, index) => {
      const source = from[index];
      if (typeof source !== 'number') return false;
      return own.has(slot) ? changing.has(source) : own.has(source);
    }),
  );
  if (isMoved) return `${what} moved as well`;
  // Between two steps there would be a state that never was.
  const others = moves.filter(({ to }) => to.some((slot) => !inCells.has(slot)));
  const isAtOnce =
    others.some(({ to }) => to.some((slot) => own.has(slot))) ||
    all.some(({ cell: other }) => other !== cell && meet(cell.updates, other.updates)) ||
    meet(
      cell.updates,
      others.map(({ tick }) => ({ first: tick, last: tick })),
    );
  return isAtOnce ? `${what} other places change in the middle of that` : undefined;
}

/** Why other values would have led to other steps than these, if they would. */
function reasonOf(
  computed: Computed,
  { cells, unusable }: Chosen,
  steps: readonly Moves[],
  places: readonly Cell[],
  slots: Slots,
  constants: ReadonlyMap<string, Constant>,
): string | undefined {
  if (unusable !== undefined) return unusable;
  const here = new Set(places.map(({ name }) => name));
  const isInner = (slot: number): boolean => slots.cells[slot]?.inner === true;
  for (const { to, from } of steps) {
    for (const [index, slot] of to.entries()) {
      const source = from[index];
      const name = slots.cells[slot]?.name ?? '';
      if (source === EMPTY || source === slot || cells.has(slot)) continue;
      const known = computed.unknown.get(name);
      // What comes from a place does so whatever stands there.
      const origin = typeof source === 'number' ? slots.cells[source]?.name : undefined;
      const dep = known && firstOf(known.from(), (one) => one !== origin && here.has(one));
      if (known && dep !== undefined) {
        const what = dep === name ? 'its own values' : dep;
        return `${name} is computed from ${what}, and ${known.reason}`;
      }
      const isComputed = typeof source === 'string' && constants.get(source)?.literal === false;
      if (isInner(slot) && isComputed) return `${name} is computed, and what a call computes is told as in this run`;
      if (computed.gaveUp !== undefined && isComputed) return `${name} is computed, and ${computed.gaveUp}`;
    }
  }
  return undefined;
}

function firstOf<T>(list: Iterable<T>, is: (one: T) => boolean): T | undefined {
  for (const one of list) if (is(one)) return one;
  return undefined;
}
