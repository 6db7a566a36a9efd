/**
 * Pieces of hidden states as images, made once for a theme, an order of neurons and a zoom by powers of two. Scrolling and
 * zooming then only place images, whatever the number of neurons.
 */
import { scaleIndex } from './color';
import { strongestInto, type Lines } from './heat-lines';
import type { RowsPiece } from '../messages';

export interface Look {
  lines: Lines;
  limit: number;
  heat: Uint32Array;
}

/** Milliseconds of a frame that may go into new images. */
const BUDGET = 5;
const spent = { frame: -1 as CSSNumberish, time: 0 };

interface Images {
  look: Look;
  levels: Map<number, ImageBitmap>;
}

const images = new WeakMap<RowsPiece, Images>();

/**
 * One column for each `2 ** level` rows, one line for each of the look's; null when `hurry` is set and this frame has no
 * time left to make it.
 */
export function strip(piece: RowsPiece, look: Look, level: number, hurry: boolean): ImageBitmap | null {
  let known = images.get(piece);
  if (known?.look.lines !== look.lines || known.look.heat !== look.heat || known.look.limit !== look.limit) {
    for (const image of known?.levels.values() ?? []) image.close();
    images.set(piece, (known = { look, levels: new Map() }));
  }
  const ready = known.levels.get(level);
  if (ready) return ready;
  const frame = document.timeline.currentTime ?? 0;
  if (spent.frame !== frame) [spent.frame, spent.time] = [frame, 0];
  if (hurry && spent.time > BUDGET) return null;
  const start = performance.now();
  const image = paint(piece, look, 2 ** level);
  known.levels.set(level, image);
  spent.time += performance.now() - start;
  return image;
}

function paint({ neurons, data }: RowsPiece, { lines, limit, heat }: Look, each: number): ImageBitmap {
  const rows = Math.floor(data.length / Math.max(1, neurons));
  const columns = Math.max(1, Math.ceil(rows / each));
  const pixels = new ImageData(columns, lines.count);
  const words = new Uint32Array(pixels.data.buffer);
  const strongest = new Float32Array(lines.count);
  for (let column = 0; column < columns; column++) {
    strongest.fill(0);
    const end = Math.min(rows, (column + 1) * each);
    for (let row = column * each; row < end; row++) strongestInto(strongest, data, row * neurons, lines.of);
    for (let line = 0; line < lines.count; line++)
      words[line * columns + column] = heat[scaleIndex(strongest[line] ?? 0, limit)] ?? 0;
  }
  const canvas = new OffscreenCanvas(columns, lines.count);
  canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  return canvas.transferToImageBitmap();
}
