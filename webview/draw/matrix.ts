/** A matrix as a picture: one cell for each number, drawn through an image that is made once for a matrix and a scale. */
import { scaleIndex } from './color';
import type { Theme } from './theme';

export interface Matrix {
  rows: number;
  columns: number;
  /** Row-major. */
  data: Float32Array;
  /** Where colours end. */
  limit: number;
}

/** Cells are square and no larger than this, so that small matrices stay small; CSS pixels. */
const LARGEST_CELL = 16;
const TALLEST = 320;

/** Size of the picture in a place of this width; rows of a fixed height need not be square. */
export function matrixSize({ rows, columns }: Pick<Matrix, 'rows' | 'columns'>, width: number, rowHeight?: number) {
  if (rowHeight !== undefined)
    return { width: Math.max(1, Math.round(Math.min(columns * LARGEST_CELL, width))), height: rows * rowHeight };
  const cell = Math.min(LARGEST_CELL, width / Math.max(1, columns), TALLEST / Math.max(1, rows));
  return { width: Math.max(1, Math.round(columns * cell)), height: Math.max(1, Math.round(rows * cell)) };
}

const images = new WeakMap<Float32Array, { limit: number; heat: Uint32Array; image: OffscreenCanvas }>();

export function drawMatrix(
  context: CanvasRenderingContext2D,
  { rows, columns, data, limit }: Matrix,
  theme: Theme,
  { width, height }: { width: number; height: number },
): void {
  let known = images.get(data);
  if (known?.limit !== limit || known.heat !== theme.heat) {
    const pixels = new ImageData(Math.max(1, columns), Math.max(1, rows));
    const words = new Uint32Array(pixels.data.buffer);
    for (let at = 0; at < words.length; at++) {
      const value = data[at] ?? NaN;
      words[at] = Number.isNaN(value) ? theme.ground : (theme.heat[scaleIndex(value, limit)] ?? 0);
    }
    const image = new OffscreenCanvas(pixels.width, pixels.height);
    image.getContext('2d')?.putImageData(pixels, 0, 0);
    images.set(data, (known = { limit, heat: theme.heat, image }));
  }
  // More cells than pixels are averaged; fewer stay sharp.
  context.imageSmoothingEnabled = columns > width * window.devicePixelRatio;
  context.imageSmoothingQuality = 'high';
  context.drawImage(known.image, 0, 0, width, height);
}
