import { lengthText } from '../../src/analysis/tokens';
import type { Model } from '../../src/protocol/messages';
import { runOf } from '../../src/protocol/models';

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
