import { identity, type SlotMap } from '../algebra/maps';
import { makeTrace, type Step, type Trace } from './trace';
import { append } from '../lists/append';

export const FIVE_SLOTS: readonly string[] = ['1st', '2nd', '3rd', '4th', '5th'];

/**
 * The five-object view: a larger world seen through five of its objects. The order in which they stand (slot order) is
 * an element of S5, and every step contributes the permutation from the old order to the new. An object that a step has
 * overwritten stands last, behind those that went before it; one that stands in several slots counts where it stands
 * first. So every step of the view is a permutation, also where the world's step is a reset. Null steps stay null.
 *
 * A world of five slots or fewer, or of fewer than five objects, is its own view and is returned as it is; and so is one
 * with cells, whose values stand nowhere in an order.
 *
 * @param names the five objects to follow; by default those of `fiveMovers`
 * @throws RangeError when `names` are not five different objects of the world
 */
export function fiveObjects(trace: Trace, names?: readonly string[]): Trace {
  if (trace.cells || trace.slots.length <= FIVE_SLOTS.length || trace.objects.length < FIVE_SLOTS.length) return trace;
  const followed = names ? objectsNamed(trace, names) : fiveMovers(trace);
  const walk = new Walk(trace);
  /** Those of the five that have been overwritten, in that order: what stands nowhere cannot come back. */
  const gone: number[] = [];
  let order = standing(followed, walk.place, gone);
  const objects = order.map((object) => trace.objects[object] ?? '');
  const steps = trace.steps.map((step): Step => {
    const moved = walk.take(step);
    const { text, range, inside, call } = step;
    const origin = {
      text,
      ...(range && { range }),
      ...(inside !== undefined && { inside }),
      ...(call !== undefined && { call }),
    };
    if (!moved) return { map: null, ...origin };
    const next = standing(order, walk.place, gone);
    const map = next.map((object) => order.indexOf(object));
    order = next;
    return { map, ...origin };
  });
  return makeTrace({
    domain: trace.domain,
    source: trace.source,
    slots: FIVE_SLOTS,
    objects,
    initial: identity(FIVE_SLOTS.length),
    steps,
    ...(trace.illegal && { illegal: trace.illegal }),
    ...(trace.thisRunOnly !== undefined && { thisRunOnly: trace.thisRunOnly }),
  });
}

/**
 * The five objects (indices, in slot order of the start) that move in the most steps, ties by slot order of the start.
 * Of a chess game, pieces come first, then the kings, then the empty squares: a king is never captured, and in the
 * paper's chess encoding White's only waits, more often than any other piece moves.
 */
export function fiveMovers(trace: Trace): number[] {
  const walk = new Walk(trace);
  const start = [...walk.place];
  const moves = new Array<number>(trace.objects.length).fill(0);
  for (const step of trace.steps) for (const object of walk.take(step) ?? []) moves[object] = (moves[object] ?? 0) + 1;
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
  append(
    gone,
    order.filter((object) => place[object] === undefined && !gone.includes(object)),
  );
  const present = order.filter((object) => place[object] !== undefined);
  return [...present.sort((a, b) => (place[a] ?? 0) - (place[b] ?? 0)), ...gone];
}

/**
 * Where objects stand, step by step. A step of a large world moves few of its objects, and only those are looked at.
 */
class Walk {
  /** The first slot in which each object stands, undefined for one that stands nowhere. */
  readonly place: (number | undefined)[];
  /** In how many slots each object stands. */
  private readonly count: number[];
  private readonly state: number[];
  /** Slots that a map changes; maps are shared by the steps that do the same. */
  private readonly changes = new Map<SlotMap, readonly number[]>();

  constructor({ initial, objects }: Trace) {
    this.state = [...initial];
    this.place = new Array<number | undefined>(objects.length).fill(undefined);
    this.count = new Array<number>(objects.length).fill(0);
    for (const [slot, object] of initial.entries()) {
      this.place[object] ??= slot;
      this.count[object] = (this.count[object] ?? 0) + 1;
    }
  }

  /** The objects whose first slots another step changes; null for a null step. */
  take(step: Step): number[] | null {
    const map = step.map ?? null;
    if (!map) return null;
    const { state, place, count } = this;
    const slots = this.changedBy(map);
    const gone = slots.map((slot) => state[slot] ?? 0);
    const come = slots.map((slot) => state[map[slot] ?? 0] ?? 0);
    for (const object of gone) count[object] = (count[object] ?? 0) - 1;
    for (const object of come) count[object] = (count[object] ?? 0) + 1;
    slots.forEach((slot, index) => (state[slot] = come[index] ?? 0));
    return [...new Set([...gone, ...come])].filter((object) => {
      const before = place[object];
      place[object] = this.firstSlot(
        object,
        slots.filter((_, index) => come[index] === object),
      );
      return place[object] !== before;
    });
  }

  /** @param into slots into which the object has just come, ascending */
  private firstSlot(object: number, into: readonly number[]): number | undefined {
    const { state, place, count } = this;
    const before = place[object];
    if (count[object] === into.length) return into[0];
    if (before !== undefined && state[before] === object) return Math.min(before, into[0] ?? before);
    return state.indexOf(object);
  }

  private changedBy(map: SlotMap): readonly number[] {
    const known = this.changes.get(map);
    if (known) return known;
    const slots: number[] = [];
    for (let slot = 0; slot < map.length; slot++) if (map[slot] !== slot) slots.push(slot);
    this.changes.set(map, slots);
    return slots;
  }
}
