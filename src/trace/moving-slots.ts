import type { SlotMap } from '../algebra/maps';
import { makeTrace, type State, type Step, type Trace } from './trace';

const known = new WeakMap<Trace, readonly number[]>();

/** The slots that some step changes, and those that it takes from, ascending: nothing ever comes into another. */
export function movingSlots(trace: Trace): readonly number[] {
  const found = known.get(trace) ?? slotsOf(trace);
  known.set(trace, found);
  return found;
}

function slotsOf({ steps }: Trace): number[] {
  const slots = new Set<number>();
  for (const map of new Set(steps.map(({ map }) => map)))
    map?.forEach((from, slot) => {
      if (from !== slot) slots.add(slot).add(from);
    });
  return [...slots].sort((a, b) => a - b);
}

/**
 * A larger world seen through the slots that move. Nothing of it is lost: all others hold what they held, so that a state of
 * this world is one of the larger one (see {@link inWhole}).
 */
export function movingWorld(trace: Trace): Trace {
  const slots = movingSlots(trace);
  const objects = objectsIn(trace);
  const place = new Map(slots.map((slot, index) => [slot, index]));
  const index = new Map(objects.map((object, at) => [object, at]));
  const maps = new Map<SlotMap, SlotMap>();
  const within = (map: SlotMap): SlotMap => {
    const own = maps.get(map) ?? slots.map((slot) => place.get(map[slot] ?? slot) ?? 0);
    maps.set(map, own);
    return own;
  };
  const steps = trace.steps.map((step): Step => {
    const { text, range, inside, call } = step;
    return {
      map: step.map ? within(step.map) : null,
      text,
      ...(range && { range }),
      ...(inside !== undefined && { inside }),
      ...(call !== undefined && { call }),
    };
  });
  return makeTrace({
    domain: trace.domain,
    source: trace.source,
    slots: slots.map((slot) => trace.slots[slot] ?? ''),
    objects: objects.map((object) => trace.objects[object] ?? ''),
    initial: slots.map((slot) => index.get(trace.initial[slot] ?? -1) ?? -1),
    steps,
    ...(trace.illegal && { illegal: trace.illegal }),
    ...(trace.thisRunOnly !== undefined && { thisRunOnly: trace.thisRunOnly }),
  });
}

/** What a state of the moving world means in the whole one; -1 stays what it is, a thing that only a model has. */
export function inWhole(trace: Trace, state: State): State {
  if (!state) return null;
  const objects = objectsIn(trace);
  const whole = [...trace.initial];
  movingSlots(trace).forEach((slot, index) => (whole[slot] = objects[state[index] ?? -1] ?? -1));
  return whole;
}

/** The objects that stand in moving slots at the start, ascending. */
function objectsIn(trace: Trace): number[] {
  return [...new Set(movingSlots(trace).map((slot) => trace.initial[slot] ?? -1))].sort((a, b) => a - b);
}
