import { compose, identity, isPermutation, keyOf, type SlotMap } from '../algebra/maps';
import { MAX_DEGREE } from '../algebra/notation';
import { changedSlots, follower, isTable, makeTrace, type State, type Step, type Trace } from './trace';

/** A trace told with swaps alone. */
export interface WithSwaps {
  /** Permutations of some slots of the trace, in their order, and then of spare places. */
  trace: Trace;
  /** How many of its places are spare: they stand last. */
  spares: number;
}

/** Why a trace cannot be told so; `step` is the one at fault, by index. */
export interface NoSwaps {
  problem: string;
  step: number;
}

/** Whether some step of a world is no permutation: it overwrites a slot, or computes one. */
export function overwrites({ steps }: Pick<Trace, 'steps'>): boolean {
  const known = new Set<unknown>();
  return steps.some((step) => {
    const acts = step.table ?? step.map;
    if (!acts || known.has(acts)) return false;
    known.add(acts);
    return isTable(step) || !isPermutation(acts);
  });
}

/**
 * How many places a trace needs when it is told with swaps alone: of each object as many as hold it at once, over all states of
 * the slots that some step changes. Fewer are not enough, for a swap neither makes an object nor ends one.
 */
export function placesWithSwaps(trace: Trace): number | NoSwaps {
  const held = heldAtMost(trace);
  return 'problem' in held ? held : [...held.most.values()].reduce((sum, most) => sum + most, 0);
}

/**
 * The same contents of the same slots after every step, by permutations: what a step overwrites is exchanged with a spare place
 * that holds what comes in its stead. Slots that no step changes are left out. A step that is a permutation stays what it is.
 *
 * A step that overwrites cannot be undone and a permutation can, so that no permutations do this for every first state: which
 * spare place holds what is needed is worked out from the states of this run, and the word is of this run only.
 */
export function withSwaps(trace: Trace): WithSwaps | NoSwaps {
  const held = heldAtMost(trace);
  if ('problem' in held) return held;
  const { slots, most } = held;
  const first = slots.map((slot) => trace.initial[slot] ?? -1);
  const spare = [...most].flatMap(([object, count]) => {
    const more = count - first.filter((one) => one === object).length;
    return new Array<number>(Math.max(0, more)).fill(object);
  });
  const places = slots.length + spare.length;
  if (places > MAX_DEGREE)
    return { problem: `${places} places would be needed, and a word has at most ${MAX_DEGREE}`, step: 0 };
  const objects = [...most.keys()].sort((a, b) => a - b);
  const maps = new Map<string, SlotMap>();
  const shared = (map: SlotMap): SlotMap => {
    const key = keyOf(map);
    const known = maps.get(key) ?? map;
    maps.set(key, known);
    return known;
  };
  const place = new Map(slots.map((slot, at) => [slot, at]));
  let now = [...first, ...spare];
  const initial = now;
  const follow = follower(trace);
  let state: State = trace.initial;
  const steps = trace.steps.map((step): Step => {
    state = follow(state, step);
    const from = slots.map((slot, at) => (isTable(step) ? at : place.get(step.map?.[slot] ?? slot)));
    const wanted = slots.map((slot) => state?.[slot] ?? -1);
    const map = shared(exchange(now, wanted, from));
    now = compose(now, map);
    const { text, range, inside, call } = step;
    return {
      map,
      text,
      ...(range && { range }),
      ...(inside !== undefined && { inside }),
      ...(call !== undefined && { call }),
    };
  });
  const by = new Map(objects.map((object, at) => [object, at]));
  return {
    trace: makeTrace({
      domain: trace.domain,
      source: trace.source,
      slots: [...slots.map((slot) => trace.slots[slot] ?? ''), ...spareNames(spare.length, trace.slots)],
      objects: objects.map((object) => trace.objects[object] ?? ''),
      initial: initial.map((object) => by.get(object) ?? -1),
      steps,
      thisRunOnly: 'which spare place is exchanged with what is overwritten depends on what the places hold',
    }),
    spares: spare.length,
  };
}

/** Slots that some step changes, ascending, and of each object how many of them hold it at once at most. */
function heldAtMost(trace: Trace): { slots: number[]; most: Map<number, number> } | NoSwaps {
  const changed = new Map<unknown, readonly number[]>();
  for (const step of trace.steps) {
    const acts = step.table ?? step.map;
    const key = isTable(step) ? `${step.cell} ${keyOf(step.table)}` : acts;
    if (!changed.has(key)) changed.set(key, changedSlots(trace, step));
  }
  const slots = [...new Set([...changed.values()].flat())].sort((a, b) => a - b);
  if (slots.length === 0) return { problem: 'no step changes anything', step: 0 };
  const count = new Map<number, number>();
  const most = new Map<number, number>();
  const add = (object: number, more: number): void => {
    const held = (count.get(object) ?? 0) + more;
    count.set(object, held);
    if (held > (most.get(object) ?? 0)) most.set(object, held);
  };
  for (const slot of slots) add(trace.initial[slot] ?? -1, 1);
  const follow = follower(trace);
  let state = trace.initial;
  for (const [index, step] of trace.steps.entries()) {
    const next = follow(state, step);
    if (!next) return { problem: 'an illegal move leads to no state', step: index };
    const acts = isTable(step) ? `${step.cell} ${keyOf(step.table)}` : step.map;
    const here = changed.get(acts) ?? [];
    for (const slot of here) add(state[slot] ?? -1, -1);
    for (const slot of here) add(next[slot] ?? -1, 1);
    state = next;
  }
  return { slots, most };
}

/**
 * The permutation that brings about what is wanted in the first places.
 *
 * @param now what every place holds
 * @param wanted what each of the first places is to hold
 * @param from the place that each of them takes from, as the text says it; undefined for one that is no place here
 */
function exchange(now: readonly number[], wanted: readonly number[], from: readonly (number | undefined)[]): SlotMap {
  const map = new Array<number>(now.length).fill(-1);
  const taken = new Array<boolean>(now.length).fill(false);
  const take = (place: number, source: number): void => {
    map[place] = source;
    taken[source] = true;
  };
  const moves = from.every((source) => source !== undefined) && new Set(from).size === from.length;
  const isMove = moves && from.every((source, place) => now[source] === wanted[place]);
  // What stays as it is needs no exchange, unless the step itself moves things: then they move as it says.
  if (!isMove) for (const [place, object] of wanted.entries()) if (now[place] === object) take(place, place);
  for (const [place, source] of from.entries())
    if (map[place] === -1 && source !== undefined && !taken[source] && now[source] === wanted[place])
      take(place, source);
  for (const [place, object] of wanted.entries()) {
    if (map[place] !== -1) continue;
    // Of those that hold it a spare one first: what is lost goes there, which is one swap.
    const spare = now.findIndex((one, at) => at >= wanted.length && !taken[at] && one === object);
    take(place, spare >= 0 ? spare : now.findIndex((one, at) => !taken[at] && one === object));
  }
  for (const place of identity(now.length)) {
    if (map[place] !== -1 || taken[place]) continue;
    take(place, place);
  }
  // A spare place that gave something takes what is left at the end of the chain that begins there: so each chain is one cycle.
  const to = new Array<number>(now.length).fill(-1);
  for (const [place, source] of map.entries()) if (source >= 0) to[source] = place;
  for (const place of identity(now.length)) {
    if (map[place] !== -1) continue;
    let end = place;
    while (to[end] !== -1) end = to[end] ?? -1;
    take(place, end);
    to[end] = place;
  }
  return map;
}

/** Names that no slot has. */
function spareNames(count: number, slots: readonly string[]): string[] {
  const names: string[] = [];
  for (let number = 1; names.length < count; number++) {
    const name = `spare ${number}`;
    if (!slots.includes(name)) names.push(name);
  }
  return names;
}
