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
  const dice = new Dice(seed);
  const slots = changingSlots(trace);
  const kinds = [...new Map(trace.steps.map((step) => [JSON.stringify(step.table ?? step.map), step])).values()];
  const isMoving = kinds.every(
    (step) => !isTable(step) && step.map !== null && isPermutation(step.map) && step.map.length === trace.slots.length,
  );
  const first = isMoving ? dealt(trace.initial, slots, dice) : begun(trace, slots, dice);
  const follow = follower(trace);
  let state: State = first;
  let text = dressing.head(first);
  const ends: number[] = [];
  const states: (readonly number[])[] = [];
  for (let k = 0; k < length; k++) {
    const kind = dice.pick(kinds);
    const step: Step = isMoving && !isTable(kind) && kind.map ? { text: '', map: moved(kind.map, slots, dice) } : kind;
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
