/** Where the points of a plane lie in its plot. No DOM. */

/** States with a mark of their own; the others share a small grey one. Each has a shape, so that colour may be ignored. */
const MOST_MARKS = 6;

/** Which part of the plane is drawn: a square about the middle, so that lengths along both axes compare. */
export interface Plane {
  x: number;
  y: number;
  /** Half of the square's side. */
  half: number;
}

/** The least square with all points; points that are not numbers are left out. */
export function planeOf(...sets: readonly Float32Array[]): Plane {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  for (const points of sets)
    for (let at = 0; at < points.length; at++) {
      const value = points[at] ?? NaN;
      const axis = at % 2;
      if (value < (low[axis] ?? 0)) low[axis] = value;
      if (value > (high[axis] ?? 0)) high[axis] = value;
    }
  const [left = 0, bottom = 0] = low;
  const [right = 0, top = 0] = high;
  if (!(right >= left && top >= bottom)) return { x: 0, y: 0, half: 1 };
  return { x: (left + right) / 2, y: (bottom + top) / 2, half: Math.max(right - left, top - bottom) / 2 || 1 };
}

/** Share of a plot's margin, on each side, that its points leave free. */
const MARGIN = 0.06;

/** Where a point lies in a plot: shares of its width and height, from the top left; null where there is no point. */
export function placeOf(plane: Plane, points: Float32Array, index: number): [number, number] | null {
  const [x, y] = [points[2 * index] ?? NaN, points[2 * index + 1] ?? NaN];
  if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
  const share = (0.5 - MARGIN) / plane.half;
  return [0.5 + (x - plane.x) * share, 0.5 - (y - plane.y) * share];
}

/** Index of the point nearest to a place in a plot of `side` pixels, no further off than `reach` pixels. */
export function nearest(
  plane: Plane,
  points: Float32Array,
  [x, y]: readonly [number, number],
  side: number,
  reach: number,
): number | null {
  let [found, least]: [number | null, number] = [null, reach];
  for (let index = 0; 2 * index < points.length; index++) {
    const place = placeOf(plane, points, index);
    if (!place) continue;
    const distance = Math.hypot(place[0] - x, place[1] - y) * side;
    if (distance <= least) [found, least] = [index, distance];
  }
  return found;
}

/** States by how often they occur, most frequent first, at most {@link MOST_MARKS}; and how many there are in all. */
export function markedStates(states: Int32Array): { marked: number[]; total: number } {
  const counts = new Map<number, number>();
  for (const state of states) if (state >= 0) counts.set(state, (counts.get(state) ?? 0) + 1);
  const all = [...counts].sort(([a, times], [b, often]) => often - times || a - b).map(([state]) => state);
  return { marked: all.slice(0, MOST_MARKS), total: all.length };
}
