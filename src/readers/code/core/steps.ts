import { identity, type SlotMap } from '../../../algebra/maps';
import type { Lines } from '../../../trace/lines';
import { makeTrace, type Step, type Trace } from '../../../trace/trace';
import { Unreadable, type Span } from '../syntax';
import { CHAIN, type Change, type Changes } from './changes';
import type { Dialect } from './dialect';
import { LIMITS } from './limits';
import type { Recorder, Tick } from './recorder';
import { inOrder, type Cell, type Slots } from './slots';
import { keyOfData, type Box, type Data } from './values';

/** A step before the slots have their final numbers: where each changed slot's value came from. */
interface Moves {
  to: number[];
  from: Source[];
  span: Span;
}

/** A slot, or something from outside of the world: a constant, or nothing at all. */
type Source = number | string;
const EMPTY = 'empty';

interface Constant {
  name: string;
  data: Data | null;
}

export interface Snippet {
  uri: string;
  language: string;
  lines: Lines;
  /** What is read. */
  at: Span;
}

/** Turns the changes of a run into a trace; undefined when nothing of the world changes. */
export function assemble(
  snippet: Snippet,
  dialect: Dialect,
  recorder: Recorder,
  slots: Slots,
  changes: Changes,
  keepAll: boolean,
  within: Span,
): Trace | undefined {
  const constants = new Map<string, Constant>();
  const steps = replay(dialect, recorder, slots, changes, constants);
  if (steps.length === 0 && !keepAll) return undefined;
  const cells = inOrder(slots.roots.values(), snippet.lines.text.slice(within.start, within.end)).filter(
    keepAll ? () => true : activeCells(steps, slots),
  );
  const number = new Map(cells.map((cell, index) => [cell.slot, index]));
  const outside = [...constants.keys()];
  const degree = cells.length + outside.length;
  if (degree > LIMITS.slots)
    throw new Unreadable(snippet.at, `the world has more than ${LIMITS.slots} cells and constants`);
  const outsideNumber = new Map(outside.map((key, index) => [key, cells.length + index]));
  const names = nameObjects(dialect, cells, changes, constants);

  const known = new Map<string, SlotMap>();
  const shared = new Map<string, Step>();
  const trace = steps.map(({ to, from, span }): Step => {
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
    const place = `${span.start} ${span.end} ${key}`;
    const same = shared.get(place);
    if (same) return same;
    let map = known.get(key);
    if (!map) {
      const fresh = identity(degree);
      for (const [target, origin] of moved) fresh[target] = origin;
      known.set(key, (map = fresh));
      if (known.size * degree > LIMITS.numbers)
        throw new Unreadable(span, `more than ${LIMITS.numbers} numbers would be needed to write down the steps`);
    }
    const text = snippet.lines.text.slice(span.start, span.end);
    const step: Step = { map, text, range: snippet.lines.range(span.start, span.end) };
    shared.set(place, step);
    return step;
  });
  return makeTrace({
    domain: 'code',
    source: { uri: snippet.uri, language: snippet.language },
    slots: [...cells.map(({ name }) => name), ...outside.map((key) => constants.get(key)?.name ?? key)],
    objects: names.objects,
    initial: names.initial,
    steps: trace,
  });
}

function replay(
  dialect: Dialect,
  recorder: Recorder,
  slots: Slots,
  changes: Changes,
  constants: Map<string, Constant>,
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
    const moves: Moves = { to: [], from: [], span: spanOf(group, last, recorder.ticks) };
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

function sourceOf(dialect: Dialect, box: Box | null, constants: Map<string, Constant>): Source {
  if (!box) {
    constants.set(EMPTY, { name: EMPTY, data: null });
    return EMPTY;
  }
  let at: Box | null = box;
  for (let link = 0; at && link < CHAIN; link++, at = at.source) if (at.place >= 0) return at.place;
  const name = dialect.show(box.data);
  const key = `const ${keyOfData(box.data) ?? name}`;
  constants.set(key, { name: `const ${name}`, data: box.data });
  return key;
}

/** From the first statement of a step to its last, in the run of the function that they have in common. */
function spanOf(group: readonly Change[], last: number, ticks: readonly Tick[]): Span {
  const fill = Math.min(...group.map((change) => change.fill));
  const numbers = [...new Set([Math.max(fill, last + 1), ...group.map(({ tick }) => tick)])];
  let involved = numbers.flatMap((number) => ticks[number] ?? []).map(({ at, frame }) => ({ at, frame }));
  for (;;) {
    const depth = Math.max(...involved.map(({ frame }) => frame.depth));
    const first = involved[0];
    if (!first) return { start: 0, end: 0 };
    if (involved.every(({ frame }) => frame === first.frame)) break;
    involved = involved.map((one) =>
      one.frame.depth === depth && one.frame.parent ? { at: one.frame.call, frame: one.frame.parent } : one,
    );
  }
  return {
    start: Math.min(...involved.map(({ at }) => at.start)),
    end: Math.max(...involved.map(({ at }) => at.end)),
  };
}

/** Variables and keys that take part; of a sequence in which one place takes part, all places. */
function activeCells(steps: readonly Moves[], slots: Slots): (cell: Cell) => boolean {
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
  dialect: Dialect,
  cells: readonly Cell[],
  changes: Changes,
  constants: ReadonlyMap<string, Constant>,
): { objects: string[]; initial: number[] } {
  const objects: string[] = [];
  const shown = cells.map(({ slot }) => {
    const box = changes.initial[slot];
    return box ? dialect.show(box.data) : EMPTY;
  });
  const count = new Map<string, number>();
  for (const name of shown) count.set(name, (count.get(name) ?? 0) + 1);
  const add = (name: string): number => objects.push(name) - 1;
  let empty: number | undefined;
  const initial = cells.map(({ slot, name }, index) => {
    if (!changes.initial[slot]) return (empty ??= add(EMPTY));
    const value = shown[index] ?? '';
    return add(count.get(value) === 1 ? value : `${value} (${name})`);
  });
  for (const [key, { data, name }] of constants) {
    if (key === EMPTY) initial.push((empty ??= add(EMPTY)));
    else {
      const value = data ? dialect.show(data) : name;
      const twin = count.get(value) === 1 ? shown.indexOf(value) : -1;
      initial.push(twin >= 0 ? (initial[twin] ?? add(value)) : add(objects.includes(value) ? name : value));
    }
  }
  return { objects, initial };
}
