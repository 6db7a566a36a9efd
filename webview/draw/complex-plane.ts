/** Eigenvalues on the complex plane, with the circle of radius 1. */
import type { Theme } from './theme';

/** Room beyond the circle, as a share of its radius; what lies further out is drawn at the edge. */
const BEYOND = 1.15;

/** @param points `[real, imaginary, how many]`; a point is as large as there are many. */
export function drawEigenvalues(
  pen: CanvasRenderingContext2D,
  points: Float32Array,
  theme: Theme,
  { width, height }: { width: number; height: number },
): void {
  const side = Math.min(width, height);
  const [left, top] = [(width - side) / 2, (height - side) / 2];
  const place = (value: number): number => ((Math.max(-BEYOND, Math.min(BEYOND, value)) / BEYOND + 1) / 2) * side;
  pen.strokeStyle = theme.muted;
  pen.globalAlpha = 0.6;
  pen.beginPath();
  pen.arc(left + side / 2, top + side / 2, side / 2 / BEYOND, 0, 2 * Math.PI);
  pen.moveTo(left, top + side / 2);
  pen.lineTo(left + side, top + side / 2);
  pen.moveTo(left + side / 2, top);
  pen.lineTo(left + side / 2, top + side);
  pen.stroke();
  pen.globalAlpha = 0.7;
  pen.fillStyle = theme.objects[0] ?? theme.foreground;
  let most = 1;
  for (let at = 2; at < points.length; at += 3) most = Math.max(most, points[at] ?? 0);
  pen.beginPath();
  for (let at = 0; at < points.length; at += 3) {
    const [x, y] = [left + place(points[at] ?? 0), top + side - place(points[at + 1] ?? 0)];
    const size = 1.2 + 3 * Math.sqrt((points[at + 2] ?? 0) / most);
    pen.moveTo(x + size, y);
    pen.arc(x, y, size, 0, 2 * Math.PI);
  }
  pen.fill();
  pen.globalAlpha = 1;
}
