/** The arrangements of a lane. */
import { over, parseColor, pixel } from './color';
import { hatch } from './hatch';
import { pixelBins, rowHeight, SEPARATED, TEXT_SIZE, type LaneData, type LaneFrame } from './lane-geometry';
import { NOTHING_SIGN, SPARE_SIGN } from './names';
import type { Theme } from './theme';
import { visible, xOf } from './timeline';
import { greatest } from '../../src/lists/extremes';

/** The same in all lanes and drawings. */
export function objectColor(theme: Theme, object: number): string {
  return (object < 0 ? undefined : theme.objects[object % theme.objects.length]) ?? theme.muted;
}

/** How much of its strength a cell keeps where the step changes nothing. */
const RESTING = 0.4;

/**
 * How strong the colour of a cell is: weaker behind names, where the step changes nothing, and in models' lanes where the
 * model agrees with the truth, so that what it has wrong stands out.
 */
function strength(lane: LaneData, at: Cell, named: boolean, theme: Theme): number {
  const rest = lane.rests?.[at.step] === 1 && !at.differs;
  return (rest ? RESTING : 1) * strengthOf(lane, at, named, theme);
}

/** The object that a slot holds after a step, and whether that is not the true one. */
interface Cell {
  step: number;
  object: number;
  differs: boolean;
}

function strengthOf(lane: LaneData, { object, differs }: Cell, named: boolean, theme: Theme): number {
  if (object < 0) return 0.12;
  if (named) return theme.highContrast ? 0.35 : 0.28;
  return lane.truth === undefined ? 0.7 : differs ? 1 : lane.expanded ? 0.5 : 0.35;
}

export function drawCells(context: CanvasRenderingContext2D, lane: LaneData, frame: LaneFrame): void {
  const { timeline, theme, ratio } = frame;
  const { scale } = timeline;
  const height = rowHeight(lane);
  const count = lane.slots.length;
  const gap = scale >= SEPARATED ? 1 : 0;
  const { from, to } = visible(timeline);
  context.font = `${TEXT_SIZE}px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const longest = greatest(
    lane.names.map((name) => context.measureText(name).width),
    6,
  );
  // A compact lane has no room for a name in each row; where steps are wide, its slots stand side by side instead.
  const line = !lane.expanded && height < TEXT_SIZE && scale >= (longest + 3) * count + 4;
  const named = line || (height >= TEXT_SIZE && scale >= longest + 4);

  for (let step = from; step < to; step++) {
    // Edges on whole device pixels: neither gaps nor overlaps.
    const left = Math.round(xOf(timeline, step) * ratio) / ratio;
    const wide = Math.round(xOf(timeline, step + 1) * ratio) / ratio - gap - left;
    for (let slot = 0; slot < count; slot++) {
      const index = step * count + slot;
      const object = lane.rows[index] ?? -1;
      const differs = lane.truth !== undefined && object !== lane.truth[index];
      const box = line
        ? { x: left + (slot * wide) / count, y: 0, width: wide / count, height: count * height }
        : { x: left, y: slot * height, width: wide, height: height - (height > 8 ? 1 : 0) };
      context.globalAlpha = strength(lane, { step, object, differs }, named, theme);
      context.fillStyle = objectColor(theme, object);
      context.fillRect(box.x, box.y, box.width, box.height);
      context.globalAlpha = 1;
      if (differs && box.height > 8 && box.width >= SEPARATED) markDifference(context, box, named, frame);
      if (named) drawName(context, nameOf(object, lane.names), box, differs, theme);
    }
  }
}

function nameOf(object: number, names: readonly string[]): string {
  return object === -1 ? NOTHING_SIGN : (names[object] ?? SPARE_SIGN);
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function markDifference(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  named: boolean,
  { theme, ratio }: LaneFrame,
): void {
  context.fillStyle = hatch(context, theme.wrong, ratio);
  context.globalAlpha = named ? 0.5 : 0.8;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
  context.strokeStyle = theme.wrong;
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
}

/** Names that are not the true ones lie on a plate of background colour, so that the hatching does not cut them up. */
function drawName(context: CanvasRenderingContext2D, name: string, box: Box, differs: boolean, theme: Theme): void {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (differs) {
    const width = context.measureText(name).width + 4;
    context.fillStyle = theme.background;
    context.fillRect(x - width / 2, y - TEXT_SIZE / 2, width, TEXT_SIZE + 1);
  }
  context.fillStyle = theme.foreground;
  context.fillText(name, x, y + 0.5);
}

/**
 * Steps too narrow for frames and names: one pixel for a step and a slot, stretched. With less than a pixel for a step, a
 * pixel has a colour where the slot holds one object throughout it, and is grey where it changes.
 */
export function drawCellsSmall(
  context: CanvasRenderingContext2D,
  lane: LaneData,
  { timeline, theme }: LaneFrame,
): void {
  const height = rowHeight(lane);
  const count = lane.slots.length;
  const { from, to } = visible(timeline);
  const bins = timeline.scale < 1 ? pixelBins(timeline) : null;
  const columns = bins ? bins.edges.length - 1 : to - from;
  if (columns < 1 || count < 1) return;
  const pixels = new ImageData(columns, count);
  const words = new Uint32Array(pixels.data.buffer);
  const mixed = shade(theme, -1, 0.3);
  for (let column = 0; column < columns; column++) {
    const first = bins ? (bins.edges[column] ?? 0) : from + column;
    const end = bins ? (bins.edges[column + 1] ?? 0) : first + 1;
    for (let slot = 0; slot < count; slot++) {
      const index = first * count + slot;
      const object = lane.rows[index] ?? -1;
      let same = true;
      for (let step = first + 1; same && step < end; step++) same = lane.rows[step * count + slot] === object;
      const differs = lane.truth !== undefined && object !== lane.truth[index];
      words[slot * columns + column] = same
        ? shade(theme, object, strength(lane, { step: end - first === 1 ? first : -1, object, differs }, false, theme))
        : mixed;
    }
  }
  const image = new OffscreenCanvas(columns, count);
  image.getContext('2d')?.putImageData(pixels, 0, 0);
  context.imageSmoothingEnabled = false;
  const left = bins ? bins.x : xOf(timeline, from);
  context.drawImage(image, left, 0, bins ? columns : columns * timeline.scale, count * height);
  if (height <= 8) return;
  context.fillStyle = theme.background;
  for (let slot = 0; slot < count; slot++) context.fillRect(left, (slot + 1) * height - 1, timeline.width - left, 1);
}

const shades = new WeakMap<Theme, Map<string, number>>();

/** The colour of an object over the background, as a pixel. */
function shade(theme: Theme, object: number, share: number): number {
  const known = shades.get(theme) ?? new Map<string, number>();
  shades.set(theme, known);
  const key = `${object} ${share}`;
  let word = known.get(key);
  if (word === undefined) {
    const [ground, color] = [parseColor(theme.background), parseColor(objectColor(theme, object))];
    const [red, green, blue] = color ?? [0.5, 0.5, 0.5];
    word = ground ? pixel(over([red, green, blue, share], over(ground, [0, 0, 0, 1]))) : theme.ground;
    known.set(key, word);
  }
  return word;
}
