import { isPermutation, type SlotMap } from '../../algebra/maps';
import { follower, isTable, type State, type Step, type Trace } from '../../trace/trace';
import { Dice } from '../dice';
import type { Dressing, RandomTelling } from './dressing';
import { changingSlots } from './world';

/**
 * Another text of the same world and dress: as many steps as asked for of the kinds that the trace has, from another beginning.
 * Where all steps are permutations a step moves other slots than there, in the same pattern; the objects are dealt anew among
 * the slots that change. A dress may have random texts of its own.
 */
export function randomTelling(trace: Trace, dressing: Dressing, length: number, seed: number): RandomTelling {
  if (dressing.random) return dressing.random(length, seed);
  const draw = drawing(trace, seed);
  return told(trace, dressing, draw.first(), draw.steps(length));
}

/** Two random texts of a world that begin alike, and the texts that begin as the other one and go on as the own one. */
export interface RandomPair {
  own: RandomTelling;
  other: RandomTelling;
  /** @param steps of the other text, before those of the own one */
  spliced: (steps: number) => RandomTelling;
}

/**
 * @param length steps of each text
 * @returns undefined of a world whose texts cannot be put together so, as games cannot: moves have to be legal
 */
export function randomPair(trace: Trace, dressing: Dressing, length: number, seed: number): RandomPair | undefined {
  if (dressing.random) return undefined;
  const draw = drawing(trace, seed);
  const [first, own, other] = [draw.first(), draw.steps(length), draw.steps(length)];
  const as = (steps: readonly Step[]): RandomTelling => told(trace, dressing, first, steps);
  return { own: as(own), other: as(other), spliced: (steps) => as([...other.slice(0, steps), ...own.slice(steps)]) };
}

/** Random texts that are tried of each length where steps overwrite. */
const TRIES = 2000;

/**
 * A random text that leads to a state. Where steps only move objects its beginning is the one from which they lead there; else texts are
 * drawn until one does, with a step or two more where none of so many steps does.
 *
 * @param wanted of all slots
 * @returns undefined where no text was found
 */
export function leadingTelling(
  trace: Trace,
  dressing: Dressing,
  length: number,
  { wanted, seed }: { wanted: readonly number[]; seed: number },
): RandomTelling | undefined {
  if (dressing.random) return undefined;
  const draw = drawing(trace, seed);
  if (draw.isMoving) {
    const steps = draw.steps(length);
    const places = told(trace, dressing, [...trace.slots.keys()], steps).states.at(-1) ?? [];
    const first = [...trace.initial];
    for (const [slot, from] of places.entries()) first[from] = wanted[slot] ?? -1;
    return isDealt(trace.initial, first) ? told(trace, dressing, first, steps) : undefined;
  }
  for (let more = 0; more < 3; more++)
    for (let tried = 0; tried < TRIES; tried++) {
      const found = told(trace, dressing, draw.first(), draw.steps(length + more));
      if (found.states.at(-1)?.every((object, slot) => object === wanted[slot])) return found;
    }
  return undefined;
}

/** Whether a state has the same objects, in another order perhaps. */
function isDealt(initial: readonly number[], state: readonly number[]): boolean {
  const inOrder = (of: readonly number[]): string => [...of].sort((a, b) => a - b).join();
  return inOrder(initial) === inOrder(state);
}

interface Drawing {
  /** Whether all steps move objects alone. */
  isMoving: boolean;
  first: () => readonly number[];
  steps: (length: number) => Step[];
}

/** A beginning and steps as they are drawn for random texts of a world. */
function drawing(trace: Trace, seed: number): Drawing {
  const dice = new Dice(seed);
  const slots = changingSlots(trace);
  const kinds = [...new Map(trace.steps.map((step) => [JSON.stringify(step.table ?? step.map), step])).values()];
  const isMoving = kinds.every(
    (step) => !isTable(step) && step.map !== null && isPermutation(step.map) && step.map.length === trace.slots.length,
  );
  const step = (): Step => {
    const kind = dice.pick(kinds);
    return isMoving && !isTable(kind) && kind.map ? { text: '', map: moved(kind.map, slots, dice) } : kind;
  };
  return {
    isMoving,
    first: () => (isMoving ? dealt(trace.initial, slots, dice) : begun(trace, slots, dice)),
    steps: (length) => Array.from({ length }, step),
  };
}

function told(trace: Trace, dressing: Dressing, first: readonly number[], steps: readonly Step[]): RandomTelling {
  const follow = follower(trace);
  let state: State = first;
  let text = dressing.head(first);
  const ends: number[] = [];
  const states: (readonly number[])[] = [];
  for (const step of steps) {
    text += dressing.step(step);
    state = follow(state, step);
    ends.push(text.trimEnd().length);
    states.push(state ?? []);
  }
  return { text: text.trimEnd(), ends, states };
}

/** Some of a list in random order. */
function mixed<T>(list: readonly T[], dice: Dice): T[] {
  const left = [...list];
  return list.map(() => {
    const at = dice.pick([...left.keys()]);
    return left.splice(at, 1)[0] as T;
  });
}

/** The objects of some slots in another order. */
function dealt(initial: readonly number[], slots: readonly number[], dice: Dice): number[] {
  const objects = mixed(
    slots.map((slot) => initial[slot] ?? 0),
    dice,
  );
  const state = [...initial];
  for (const [at, slot] of slots.entries()) state[slot] = objects[at] ?? 0;
  return state;
}

/** Where steps overwrite: one of the states that the text itself goes through. */
function begun(trace: Trace, slots: readonly number[], dice: Dice): readonly number[] {
  const follow = follower(trace);
  let state: State = trace.initial;
  const visited = [trace.initial];
  for (const step of trace.steps) {
    state = follow(state, step);
    if (state && slots.length > 0) visited.push(state);
  }
  return dice.pick(visited);
}

/** The same pattern on other slots. */
function moved(map: SlotMap, slots: readonly number[], dice: Dice): SlotMap {
  const others = mixed(slots, dice);
  const to = new Map(slots.map((slot, at) => [slot, others[at] ?? slot]));
  const result = [...map.keys()];
  for (const slot of slots) result[to.get(slot) ?? slot] = to.get(map[slot] ?? slot) ?? slot;
  return result;
}
