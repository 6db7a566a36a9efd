/** Accuracy over length, drawn so that neither colour nor the pointer is needed: numbers, dashes and marks tell lines apart. */
import { shortened } from '../draw/names';
import type { Theme } from '../draw/theme';
import type { LengthAccuracy } from '../../src/protocol/messages';
import { ABLE, lengthsOf, shareAt } from './accuracy-data';

export interface Series {
  /** Shown beside the line and in the tables. */
  number: number;
  /** Those of one family have one colour, and another dash for each depth. */
  family: number;
  rank: number;
  /** Where the text was lost, or its end where it was not; absent where the model did not run on it. */
  text?: { tokens: number; lost: boolean } | undefined;
  name: string;
  published: readonly LengthAccuracy[];
  fresh: readonly LengthAccuracy[];
}

interface Frame {
  x: (length: number) => number;
  y: (share: number) => number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const DASHES: readonly number[][] = [[], [7, 3], [2, 3], [9, 3, 2, 3], [4, 2], [12, 4]];
const TEXT = 11;
/** From this width names stand beside lines; below it only their numbers do. */
const NAMED = 480;

export function drawAccuracy(
  pen: CanvasRenderingContext2D,
  series: readonly Series[],
  theme: Theme,
  { width, height }: { width: number; height: number },
): void {
  pen.fillStyle = theme.background;
  pen.fillRect(0, 0, width, height);
  pen.font = `${TEXT}px ${theme.font}`;
  const lengths = lengthsOf(series.flatMap(({ published, fresh }) => [published, fresh]));
  if (lengths.length === 0) return;
  const frame = frameFor([...lengths, ...series.flatMap(({ text }) => text?.tokens ?? [])], width, height);
  drawAxes(pen, frame, lengths, theme);
  for (const one of series) {
    pen.strokeStyle = pen.fillStyle = colorOf(one, theme);
    drawSeries(pen, one, frame, DASHES[one.rank % DASHES.length] ?? [], theme);
  }
  for (const one of series) drawText(pen, one, frame, theme);
  drawLabels(pen, series, frame, theme, width);
}

function colorOf({ family }: Series, theme: Theme): string {
  return theme.objects[family % theme.objects.length] ?? theme.foreground;
}

/** This text on its model's line: a filled diamond where it was lost, a hollow one at its end. */
function drawText(pen: CanvasRenderingContext2D, one: Series, { x, y }: Frame, theme: Theme): void {
  if (!one.text || one.published.length === 0) return;
  const [centre, at] = [x(one.text.tokens), y(shareAt(one.published, one.text.tokens))];
  pen.beginPath();
  pen.moveTo(centre, at - 7);
  pen.lineTo(centre + 7, at);
  pen.lineTo(centre, at + 7);
  pen.lineTo(centre - 7, at);
  pen.closePath();
  pen.fillStyle = one.text.lost ? colorOf(one, theme) : theme.background;
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = theme.foreground;
  pen.stroke();
}

function frameFor(all: readonly number[], width: number, height: number): Frame {
  const lengths = all.toSorted((a, b) => a - b);
  const [left, right, top, bottom] = [40, width - (width >= NAMED ? 170 : 26), 8, height - 34];
  const [least, most] = [Math.log2(lengths[0] ?? 1), Math.log2(lengths.at(-1) ?? 1)];
  return {
    ...{ left, right, top, bottom },
    x: (length) =>
      most > least
        ? left + 8 + ((Math.log2(length) - least) / (most - least)) * (right - left - 16)
        : (left + right) / 2,
    y: (share) => bottom - share * (bottom - top),
  };
}

function drawAxes(pen: CanvasRenderingContext2D, frame: Frame, lengths: readonly number[], theme: Theme): void {
  const { x, y, left, right, bottom } = frame;
  pen.fillStyle = theme.muted;
  pen.textAlign = 'right';
  pen.textBaseline = 'middle';
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    pen.globalAlpha = share === 0 ? 0.8 : 0.25;
    pen.fillRect(left, Math.round(y(share)), right - left, 1);
    pen.globalAlpha = 1;
    pen.fillText(`${share * 100}%`, left - 5, y(share));
  }
  pen.strokeStyle = theme.muted;
  pen.lineWidth = 1;
  pen.setLineDash([1, 3]);
  pen.beginPath();
  pen.moveTo(left, y(ABLE));
  pen.lineTo(right, y(ABLE));
  pen.stroke();
  pen.setLineDash([]);
  pen.textAlign = 'center';
  pen.textBaseline = 'top';
  let free = -Infinity;
  for (const length of lengths) {
    const text = String(length);
    const half = pen.measureText(text).width / 2;
    pen.fillRect(Math.round(x(length)), bottom, 1, 4);
    if (x(length) - half < free) continue;
    pen.fillText(text, x(length), bottom + 6);
    free = x(length) + half + 6;
  }
  pen.fillText('length in tokens', (left + right) / 2, bottom + 20);
}

/** Published figures as a line with filled marks; fresh ones as hollow marks, a little to the right. */
function drawSeries(
  pen: CanvasRenderingContext2D,
  { published, fresh }: Series,
  { x, y }: Frame,
  dash: readonly number[],
  theme: Theme,
): void {
  pen.lineWidth = 1.75;
  pen.setLineDash([...dash]);
  pen.beginPath();
  published.forEach((at, index) =>
    index === 0 ? pen.moveTo(x(at.length), y(at.full)) : pen.lineTo(x(at.length), y(at.full)),
  );
  pen.stroke();
  pen.setLineDash([]);
  pen.lineWidth = 1;
  const mark = (at: LengthAccuracy, shift: number, hollow: boolean): void => {
    const [low, high] = at.fullInterval ?? [at.full, at.full];
    const [centre, radius] = [x(at.length) + shift, hollow ? 4 : 3];
    pen.beginPath();
    for (const end of [low, high]) {
      pen.moveTo(centre - 3, y(end));
      pen.lineTo(centre + 3, y(end));
    }
    pen.moveTo(centre, y(low));
    pen.lineTo(centre, y(high));
    pen.stroke();
    pen.beginPath();
    pen.arc(centre, y(at.full), radius, 0, 2 * Math.PI);
    if (!hollow) pen.fill();
    else {
      const color = pen.fillStyle;
      pen.fillStyle = theme.background;
      pen.fill();
      pen.fillStyle = color;
      pen.lineWidth = 1.75;
      pen.stroke();
      pen.lineWidth = 1;
    }
  };
  for (const at of published) mark(at, 0, false);
  for (const at of fresh) mark(at, 7, true);
}

/** Beside the last mark of each line, moved apart where lines end together. */
function drawLabels(
  pen: CanvasRenderingContext2D,
  series: readonly Series[],
  { x, y, right, top, bottom }: Frame,
  theme: Theme,
  width: number,
): void {
  const ends = series.flatMap((one) => {
    const last = one.published.at(-1) ?? one.fresh.at(-1);
    return last ? [{ one, from: [x(last.length), y(last.full)] as const, at: y(last.full) }] : [];
  });
  ends.sort((a, b) => a.at - b.at);
  const apart = Math.min(TEXT + 3, (bottom - top) / Math.max(1, ends.length));
  const first = Math.max(top, Math.min(ends[0]?.at ?? top, bottom - apart * (ends.length - 1)));
  let free = first;
  for (const [index, end] of ends.entries()) {
    const highest = bottom - apart * (ends.length - 1 - index);
    end.at = Math.min(highest, Math.max(free, end.at));
    free = end.at + apart;
  }
  pen.textAlign = 'left';
  pen.textBaseline = 'middle';
  for (const { one, from, at } of ends) {
    pen.strokeStyle = colorOf(one, theme);
    pen.globalAlpha = 0.6;
    pen.beginPath();
    pen.moveTo(from[0] + 5, from[1]);
    pen.lineTo(right + 6, at);
    pen.stroke();
    pen.globalAlpha = 1;
    pen.fillStyle = theme.foreground;
    pen.fillText(width >= NAMED ? `${one.number} ${shortened(one.name, 23)}` : String(one.number), right + 9, at);
  }
}
