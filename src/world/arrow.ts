import type { Shape } from './shape';

/** Length of an arrow's head, and how far its sides stand off. */
const HEAD = 5;
const SPREAD = 3;

type Point = readonly [number, number];

/** A line from one point to another with a head at its end; bent upwards by `bend`, or to the left if it is upright. */
export function arrow([x1, y1]: Point, [x2, y2]: Point, paint: Shape['attributes'], bend = 0): Shape {
  const [aside, up] = x1 === x2 ? [2 * bend, 0] : [0, 2 * bend];
  const control: Point = [(x1 + x2) / 2 - aside, (y1 + y2) / 2 - up];
  const [dx, dy] = bend === 0 ? [x2 - x1, y2 - y1] : [x2 - control[0], y2 - control[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const side = (sign: number): string =>
    `M${short(x2)} ${short(y2)}L${short(x2 - HEAD * ux - sign * SPREAD * uy)} ${short(y2 - HEAD * uy + sign * SPREAD * ux)}`;
  const line = bend === 0 ? `L${x2} ${y2}` : `Q${control[0]} ${control[1]} ${x2} ${y2}`;
  const d = `M${x1} ${y1}${line}${side(1)}${side(-1)}`;
  return { tag: 'path', attributes: { d, fill: 'none', 'stroke-linecap': 'round', class: 'arrow', ...paint } };
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}
