import { identity, type SlotMap } from '../../../../algebra/maps';
import { makeTrace, type Step, type Trace } from '../../../../trace/trace';
import { Unreadable, type Span } from '../../syntax';
import type { Changes } from '../changes';
import type { Dialect } from '../dialect';
import type { Opened } from '../inside';
import { LIMITS } from '../limits';
import type { Machine } from '../machine';
import type { Recorder } from '../recorder';
import { inOrder, type Slots } from '../slots';
import type { Snippet } from '../snippet';
import type { Computed } from '../updates/found';
import { cellName, tableSteps } from '../updates/steps';
import { activeCells } from './active';
import { cellsOf } from './cells';
import { EMPTY, replay, type Constant, type Moves } from './moves';
import { nameObjects } from './objects';
import { reasonOf } from './reasons';

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
  const shown = new Map([...constants].filter(([key]) => written.has(key)));
  const names = nameObjects(dialect, cells, changes, shown, chosen.cells);

  const mapped = mappedSteps(steps, snippet, degree, number, outsideNumber);
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

/**
 * The moves as steps of a world of so many places.
 *
 * @param number the place that a slot has in it, if it has one
 * @param outsideNumber the place of a constant
 */
function mappedSteps(
  steps: readonly Moves[],
  snippet: Snippet,
  degree: number,
  number: ReadonlyMap<number, number>,
  outsideNumber: ReadonlyMap<string, number>,
): Step[] {
  const still = identity(degree);
  const known = new Map<string, SlotMap>();
  const shared = new Map<string, Step>();
  return steps.map(({ to, from, span, inside, call }): Step => {
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
}
