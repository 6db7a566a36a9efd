/** A heat map, steps across and neurons down, drawn through one small image that the canvas stretches. */
import { binEdges, strongestInto } from './bins';
import { scaleIndex } from './color';
import { visible, xOf, type Timeline } from './timeline';
import { PIECE_ROWS, piecesFor, strideFor } from '../rows';
import type { RowsPiece } from '../messages';
import type { Theme } from './theme';

/** Room for heat maps: a layer is as high as this allows, at most {@link TALLEST_NEURON} for a neuron. */
const HEIGHT = 128;
const TALLEST_NEURON = 8;

export function heatHeight(neurons: number): number {
  return Math.max(24, Math.min(HEIGHT, neurons * TALLEST_NEURON));
}

/** Neurons that share a row of pixels; 1 when each has its own. */
export function neuronsPerRow(neurons: number, height: number): number {
  return Math.max(1, Math.ceil(neurons / height));
}

export interface HeatView {
  from: number;
  to: number;
  stride: number;
  first: number;
  last: number;
}

/** Which pieces a timeline needs of a layer. */
export function heatView(timeline: Timeline, neurons: number): HeatView {
  const { from, to } = visible(timeline);
  const stride = strideFor(to - from, neurons);
  return { from, to, stride, ...piecesFor(from, to, stride) };
}

/** Where colours end: `typical` when the piece says so, else the largest magnitude. */
export function colorLimit({ min, max, typical }: Pick<RowsPiece, 'min' | 'max' | 'typical'>): number {
  const largest = Math.max(Math.abs(min), Math.abs(max));
  return typical !== undefined && typical > 0 ? Math.min(typical, largest) : largest;
}

const image = { canvas: null as OffscreenCanvas | null };

/**
 * Draws what has come of a view; pieces are by index, absent ones are left as background.
 * @returns true when several steps share a pixel column.
 */
export function drawHeat(
  context: CanvasRenderingContext2D,
  pieces: ReadonlyMap<number, RowsPiece>,
  view: HeatView,
  frame: { timeline: Timeline; theme: Theme; gutter: number; ratio: number },
  size: { width: number; height: number },
): boolean {
  const { timeline, theme, gutter, ratio } = frame;
  const any = pieces.values().next().value;
  if (!any) return false;
  const firstRow = Math.floor(view.from / view.stride);
  const rows = Math.ceil(view.to / view.stride) - firstRow;
  const left = xOf(timeline, firstRow * view.stride);
  const right = xOf(timeline, Math.min(timeline.steps, (firstRow + rows) * view.stride));
  const columns = Math.max(1, Math.min(rows, Math.ceil((right - left) * ratio)));
  const lines = Math.max(1, Math.min(any.neurons, Math.floor(size.height * ratio)));
  const stepEdges = binEdges(firstRow, firstRow + rows, columns);
  const neuronEdges = binEdges(0, any.neurons, lines);
  const limit = colorLimit(any);

  const pixels = new ImageData(columns, lines);
  const words = new Uint32Array(pixels.data.buffer);
  const strongest = new Float32Array(lines);
  for (let column = 0; column < columns; column++) {
    strongest.fill(0);
    let known = false;
    for (let row = stepEdges[column] ?? 0; row < (stepEdges[column + 1] ?? 0); row++) {
      const piece = pieces.get(Math.floor(row / PIECE_ROWS));
      const start = (row % PIECE_ROWS) * any.neurons;
      if (!piece || start + any.neurons > piece.data.length) continue;
      known = true;
      strongestInto(strongest, piece.data, start, neuronEdges);
    }
    if (!known) continue;
    for (let line = 0; line < lines; line++)
      words[line * columns + column] = theme.heat[scaleIndex(strongest[line] ?? 0, limit)] ?? 0;
  }

  image.canvas ??= new OffscreenCanvas(1, 1);
  image.canvas.width = columns;
  image.canvas.height = lines;
  image.canvas.getContext('2d')?.putImageData(pixels, 0, 0);
  context.imageSmoothingEnabled = false;
  context.save();
  context.beginPath();
  context.rect(gutter, 0, size.width - gutter, size.height);
  context.clip();
  context.drawImage(image.canvas, gutter + left, 0, right - left, size.height);
  context.restore();
  return rows * view.stride > columns;
}
