import { lengthText } from '../../src/analysis/tokens';
import { xOf, type Timeline } from '../draw/timeline';
import type { Theme } from '../draw/theme';
import type { Model } from '../messages';
import { runOf } from '../state';

/** How many steps of the text lie within what a model's file says of lengths; lengths are in tokens. */
export interface Reach {
  /** Nine words in ten are right up to here. */
  right?: number;
  /** It was trained up to here. */
  trained?: number;
  /** For people; undefined where nothing is known. */
  text?: string;
}

export function reachOf(model: Model | null): Reach {
  const tokens = runOf(model)?.tokens;
  if (!model || !tokens) return {};
  const right = model.measured && stepsWithin(tokens, model.measured.reach);
  const trained = model.trained === undefined ? undefined : stepsWithin(tokens, model.trained);
  const said = [
    right !== undefined &&
      `Line: at least 90% of random words right up to there, ${lengthText(right, tokens.subarray(0, right))}.`,
    trained !== undefined && `Dots: trained on words up to there, ${lengthText(trained, tokens.subarray(0, trained))}.`,
  ].filter(Boolean);
  return {
    ...(right !== undefined && { right }),
    ...(trained !== undefined && { trained }),
    ...(said.length > 0 && { text: said.join(' ') }),
  };
}

/** Steps before the first one that takes more tokens. */
export function stepsWithin(tokens: Int32Array, most: number): number {
  const beyond = tokens.findIndex((read) => read > most);
  return beyond < 0 ? tokens.length : beyond;
}

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
