import type { Reach } from '../parts/reach';
import type { Theme } from './theme';
import { xOf, type Timeline } from './timeline';

/** Under the ruler, a line as far as the chosen model is measured to be right, and dots as far as it was trained. */
export function drawReach(
  pen: CanvasRenderingContext2D,
  { right, trained }: Reach,
  { timeline, theme, gutter }: { timeline: Timeline; theme: Theme; gutter: number },
  height: number,
): void {
  const from = Math.max(gutter, gutter + xOf(timeline, 0));
  if (trained !== undefined) {
    pen.fillStyle = theme.foreground;
    const end = Math.min(gutter + timeline.width, gutter + xOf(timeline, trained));
    for (let x = from; x + 2 <= end; x += 5) pen.fillRect(x, height - 2, 2, 2);
  }
  if (right !== undefined) {
    pen.fillStyle = theme.right;
    const end = gutter + xOf(timeline, right);
    if (end > from) pen.fillRect(from, height - 2, end - from, 2);
  }
}
