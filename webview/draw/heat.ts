/** A heat map, steps across and neurons down, drawn through small images that the canvas stretches. */
import { levelFor, linesOf, type Lines } from './heat-lines';
import { strip, type Look } from './strips';
import { visible, xOf, type Timeline } from './timeline';
import { PIECE_ROWS } from '../../src/protocol/limits';
import { piecesFor, strideFor } from '../rows';
import type { RowsPiece } from '../../src/protocol/messages';
import type { Theme } from './theme';

/** Room for heat maps: a layer is as high as this allows, at most {@link TALLEST_NEURON} for a neuron. */
const HEIGHT = 128;
const TALLEST_NEURON = 8;

export function heatHeight(neurons: number): number {
  return Math.max(24, Math.min(HEIGHT, neurons * TALLEST_NEURON));
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

/**
 * Draws what has come of a view; pieces are by index, absent ones are left as background. With less than a pixel for a
 * row, 2, 4, 8, … neighbours share a column of one to two pixels, and the strongest is drawn: such columns belong to the
 * data and not to the window, so that they are made once, and do not flicker as one scrolls.
 * @returns false when there was no time for all of it: it shall be drawn again in the next frame.
 */
export function drawHeat(
  context: CanvasRenderingContext2D,
  pieces: ReadonlyMap<number, RowsPiece>,
  view: HeatView,
  frame: { timeline: Timeline; theme: Theme; gutter: number; ratio: number },
  size: { width: number; height: number },
  { lines, hurry = false }: { lines?: Lines; hurry?: boolean } = {},
): boolean {
  const { timeline, theme, gutter, ratio } = frame;
  const any = pieces.values().next().value;
  if (!any) return true;
  const look: Look = {
    lines: lines ?? linesOf(any.neurons, size.height * ratio, null),
    limit: colorLimit(any),
    heat: theme.heat,
  };
  const level = levelFor(timeline.scale * view.stride * ratio);
  const edge = (step: number): number => Math.round((gutter + xOf(timeline, step)) * ratio) / ratio;
  let whole = true;
  context.imageSmoothingEnabled = false;
  context.save();
  context.beginPath();
  context.rect(gutter, 0, Math.max(0, edge(timeline.steps) - gutter), size.height);
  context.clip();
  for (const [index, piece] of pieces) {
    const made = strip(piece, look, level, hurry);
    if (made?.level !== level) whole = false;
    if (!made) continue;
    const { image } = made;
    // Only the columns in view: stretched far, the rest would lie tens of thousands of pixels outside.
    const each = view.stride * 2 ** made.level;
    const start = index * PIECE_ROWS * view.stride;
    const first = Math.max(0, Math.floor((view.from - start) / each));
    const last = Math.min(image.width, Math.ceil((view.to - start) / each));
    if (last <= first) continue;
    const left = edge(start + first * each);
    const right = edge(start + last * each);
    context.drawImage(image, first, 0, last - first, image.height, left, 0, right - left, size.height);
  }
  context.restore();
  return whole;
}
