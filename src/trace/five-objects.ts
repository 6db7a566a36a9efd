import { identity } from '../algebra/maps';
import { advance, makeTrace, type State, type Step, type Trace } from './trace';

export const FIVE_SLOTS: readonly string[] = ['1st', '2nd', '3rd', '4th', '5th'];

/**
 * The five-object view: a larger world seen through five of its objects. The order in which they stand (slot order) is
 * an element of S5, and every step contributes the permutation from the old order to the new. An object that a step has
 * overwritten stands last, behind those that went before it; one that stands in several slots counts where it stands
 * first. So every step of the view is a permutation, also where the world's step is a reset. Null steps stay null.
 *
 * A world of five slots or fewer, or of fewer than five objects, is its own view and is returned as it is.
 *
 * @param names the five objects to follow; by default those of `fiveMovers`
 * @throws RangeError when `names` are not five different objects of the world
 */
export function fiveObjects(trace: Trace, names?: readonly string[]): Trace {
  if (trace.slots.length <= FIVE_SLOTS.length || trace.objects.length < FIVE_SLOTS.length) return trace;
  const followed = names ? objectsNamed(trace, names) : fiveMovers(trace);
  const walk = places(trace);
  /** Those of the five that have been overwritten, in that order: what stands nowhere cannot come back. */
  const gone: number[] = [];
  let order = standing(followed, walk.next().value ?? [], gone);
  const objects = order.map((object) => trace.objects[object] ?? '');
  const steps = trace.steps.map((step): Step => {
    const place = walk.next().value;
    if (!place) return { ...step, map: null };
    const next = standing(order, place, gone);
    const map = next.map((object) => order.indexOf(object));
    order = next;
    return { ...step, map };
  });
  return makeTrace({
    domain: trace.domain,
    source: trace.source,
    slots: FIVE_SLOTS,
    objects,
    initial: identity(FIVE_SLOTS.length),
    steps,
    ...(trace.illegal && { illegal: trace.illegal }),
  });
}

/**
 * The five objects (indices, in slot order of the start) that move in the most steps, ties by slot order of the start.
 * Of a chess game, pieces come first, then the kings, then the empty squares: a king is never captured, and in the
 * paper's chess encoding White's only waits, more often than any other piece moves.
 */
export function fiveMovers(trace: Trace): number[] {
  const walk = places(trace);
  const start = walk.next().value ?? [];
  const moves = new Array<number>(trace.objects.length).fill(0);
  let before = start;
  for (const place of walk) {
    if (!place) break;
    for (let object = 0; object < place.length; object++)
      if (place[object] !== before[object]) moves[object] = (moves[object] ?? 0) + 1;
    before = place;
  }
  const at = (object: number) => start[object] ?? Infinity;
  const ranks = trace.objects.map((name) => (trace.domain === 'chess' ? chessRank(name) : 0));
  const best = [...trace.objects.keys()].sort(
    (a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || (moves[b] ?? 0) - (moves[a] ?? 0) || at(a) - at(b) || a - b,
  );
  return best.slice(0, FIVE_SLOTS.length).sort((a, b) => at(a) - at(b));
}

function chessRank(name: string): number {
  if (name.startsWith('empty ')) return 2;
  return /^(white|black) king /.test(name) ? 1 : 0;
}

function objectsNamed(trace: Trace, names: readonly string[]): number[] {
  const objects = names.map((name) => trace.objects.indexOf(name));
  const missing = objects.indexOf(-1);
  if (missing >= 0) throw new RangeError(`this world has no object "${names[missing] ?? ''}"`);
  if (new Set(objects).size !== FIVE_SLOTS.length || objects.length !== FIVE_SLOTS.length)
    throw new RangeError(`five different objects can be followed, not ${names.join(', ')}`);
  return objects;
}

/** `order` sorted by where the objects stand; those that stand nowhere last, in the order in which they went. */
function standing(order: readonly number[], place: readonly (number | undefined)[], gone: number[]): number[] {
  gone.push(...order.filter((object) => place[object] === undefined && !gone.includes(object)));
  const present = order.filter((object) => place[object] !== undefined);
  return [...present.sort((a, b) => (place[a] ?? 0) - (place[b] ?? 0)), ...gone];
}

/** For every state, from the initial one on: the first slot in which each object stands; null for the null state. */
function* places(trace: Trace): Generator<(number | undefined)[] | null, undefined> {
  let state: State = trace.initial;
  yield firstSlots(state, trace.objects.length);
  for (const { map } of trace.steps) {
    state = advance(state, map);
    yield state && firstSlots(state, trace.objects.length);
  }
}

function firstSlots(state: readonly number[], objects: number): (number | undefined)[] {
  const place = new Array<number | undefined>(objects).fill(undefined);
  for (let slot = state.length - 1; slot >= 0; slot--) place[state[slot] ?? 0] = slot;
  return place;
}
