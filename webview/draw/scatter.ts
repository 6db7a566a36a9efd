/** Points of a plane, one for each step, marked by their states. */
import type { Theme } from './theme';

/** States with a mark of their own; the others share a small grey one. Each has a shape, so that colour may be ignored. */
export const MOST_MARKS = 6;

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

/** Adds the outline of mark `mark` (-1 for the states without one) about a point to the path. */
function outline(pen: CanvasRenderingContext2D, mark: number, x: number, y: number, size: number): void {
  const corners = OUTLINES[mark];
  if (!corners) {
    pen.moveTo(x + size, y);
    pen.arc(x, y, size, 0, 2 * Math.PI);
    return;
  }
  corners.forEach(([across, down], index) => {
    if (index === 0) pen.moveTo(x + across * size, y + down * size);
    else pen.lineTo(x + across * size, y + down * size);
  });
  pen.closePath();
}

type Corner = readonly [number, number];
/** Corners of the marks after the first, which is a disc. */
// prettier-ignore
const OUTLINES: Record<number, readonly Corner[]> = {
  1: [[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]],
  2: [[0, -1.2], [1.1, 0.8], [-1.1, 0.8]],
  3: [[0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]],
  4: [[0, 1.2], [1.1, -0.8], [-1.1, -0.8]],
  5: [[-1.3, -0.4], [-0.4, -0.4], [-0.4, -1.3], [0.4, -1.3], [0.4, -0.4], [1.3, -0.4], [1.3, 0.4], [0.4, 0.4], [0.4, 1.3], [-0.4, 1.3], [-0.4, 0.4], [-1.3, 0.4]],
};

/** A mark alone, as in a legend. */
export function drawMark(pen: CanvasRenderingContext2D, mark: number, theme: Theme, x: number, y: number): void {
  pen.fillStyle = colorOf(mark, theme);
  pen.beginPath();
  outline(pen, mark, x, y, mark < 0 ? 2 : 4);
  pen.fill();
}

function colorOf(mark: number, theme: Theme): string {
  return mark < 0 ? theme.muted : (theme.objects[mark % theme.objects.length] ?? theme.foreground);
}

export interface Scatter {
  plane: Plane;
  points: Float32Array;
  states: Int32Array;
  /** States with marks of their own. */
  marked: readonly number[];
  /** Points behind, drawn faintly. */
  sample?: Float32Array;
}

/** All points of a mark are one path, so that thousands are drawn in a moment. */
export function drawScatter(pen: CanvasRenderingContext2D, scatter: Scatter, theme: Theme, side: number): void {
  const { plane, points, states, marked, sample } = scatter;
  const steps = points.length / 2;
  const size = steps > 1000 ? 2 : steps > 200 ? 2.6 : 3.4;
  if (sample) {
    pen.fillStyle = theme.muted;
    pen.globalAlpha = 0.25;
    pen.beginPath();
    for (let index = 0; 2 * index < sample.length; index++) {
      const place = placeOf(plane, sample, index);
      if (place) outline(pen, -1, place[0] * side, place[1] * side, 1.2);
    }
    pen.fill();
    pen.globalAlpha = 1;
  }
  for (let mark = -1; mark < marked.length; mark++) {
    pen.fillStyle = colorOf(mark, theme);
    pen.globalAlpha = mark < 0 ? 0.55 : 1; // the many states without a mark stay behind those with one
    pen.beginPath();
    for (let index = 0; index < steps; index++) {
      if (marked.indexOf(states[index] ?? -1) !== mark) continue;
      const place = placeOf(plane, points, index);
      if (place) outline(pen, mark, place[0] * side, place[1] * side, mark < 0 ? size * 0.6 : size);
    }
    pen.fill();
  }
}
