/** Points of a plane, one for each step, marked by their states. */
import { placeOf, type Plane } from './plane';
import type { Theme } from './theme';

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

/** With more steps than this, points of one mark in the same pixel are drawn once: a path of all takes seconds. */
const CROWD = 5000;

/** Whether a place is the first one in its pixel. */
function firstInPixel(pixels: number): (place: readonly [number, number]) => boolean {
  const side = Math.max(1, Math.ceil(pixels));
  const seen = new Uint8Array(side * side);
  return ([x, y]) => {
    const at = Math.min(side - 1, Math.floor(y * side)) * side + Math.min(side - 1, Math.floor(x * side));
    if (seen[at] === 1) return false;
    seen[at] = 1;
    return true;
  };
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
    const isNew = steps > CROWD ? firstInPixel(side * pen.getTransform().a) : () => true;
    for (let index = 0; index < steps; index++) {
      if (marked.indexOf(states[index] ?? -1) !== mark) continue;
      const place = placeOf(plane, points, index);
      if (place && isNew(place)) outline(pen, mark, place[0] * side, place[1] * side, mark < 0 ? size * 0.6 : size);
    }
    pen.fill();
  }
  pen.globalAlpha = 1;
}
