/**
 * Pieces of hidden states as images, made once for a theme, an order of neurons and a zoom by powers of two. Scrolling and
 * zooming then only place images, whatever the number of neurons.
 */
import { scaleIndex } from './color';
import { strongestInto, type Lines } from './heat-lines';
import type { RowsPiece } from '../../src/protocol/messages';

export interface Look {
  lines: Lines;
  limit: number;
  heat: Uint32Array;
}

/** Milliseconds of a frame that may go into new images; at least one is made in every frame that wants some. */
const BUDGET = 3;
const spent = { frame: -1 as CSSNumberish, time: 0, last: 0 };

interface Images {
  look: Look;
  levels: Map<number, ImageBitmap>;
}

const images = new WeakMap<RowsPiece, Images>();

/** One column for each `2 ** level` rows, one line for each of the look's. */
export interface Strip {
  image: ImageBitmap;
  level: number;
}

/**
 * The piece at the wanted level. When `hurry` is set and this frame has no time left to make it, at the level next to it
 * that there is, or null when there is none.
 */
export function strip(piece: RowsPiece, look: Look, level: number, hurry: boolean): Strip | null {
  let known = images.get(piece);
  if (known?.look.lines !== look.lines || known.look.heat !== look.heat || known.look.limit !== look.limit) {
    for (const image of known?.levels.values() ?? []) image.close();
    images.set(piece, (known = { look, levels: new Map() }));
  }
  const ready = known.levels.get(level);
  if (ready) return { image: ready, level };
  const frame = document.timeline.currentTime ?? 0;
  if (spent.frame !== frame) [spent.frame, spent.time] = [frame, 0];
  if (hurry && spent.time > 0 && spent.time + spent.last > BUDGET) return nearest(known.levels, level);
  const start = performance.now();
  const image = paint(piece, look, 2 ** level);
  known.levels.set(level, image);
  spent.last = performance.now() - start;
  spent.time += spent.last;
  return { image, level };
}

function nearest(levels: ReadonlyMap<number, ImageBitmap>, wanted: number): Strip | null {
  let found: Strip | null = null;
  for (const [level, image] of levels)
    if (!found || Math.abs(level - wanted) < Math.abs(found.level - wanted)) found = { image, level };
  return found;
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
