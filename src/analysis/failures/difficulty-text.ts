import { percent } from '../../text/percent';
import { plural } from '../../text/plural';

/** How a model did on a text, among random words of the same length. Shares are from 0 to 1. */
export interface Difficulty {
  /** Random words, each of so many tokens; they are judged where the text's steps end. */
  words: number;
  tokens: number;
  seed: number;
  /** Steps of the text that end within so many tokens, and the share of them that is right. */
  steps: number;
  right: number;
  /** Whether the text goes on after that. */
  cut: boolean;
  /** Share of the words on which more is right, and on which as much is. */
  harder: number;
  same: number;
  /** Share of the words on which the model is wrong somewhere, with its 95% interval. */
  wrong: number;
  interval: [number, number];
  /** All of that, for people. */
  sentence: string;
}

/** From here on it is the model that fails, whatever the text; up to there it is the text. */
const MOST = 0.5;
const FEW = 0.05;

/** Such as `right at 14.3% of this text's steps, harder than 82% of 200 random words of 56 tokens (seed 24301), …`. */
export function difficultyText(found: Omit<Difficulty, 'sentence'>): string {
  const { words, tokens, seed, right, cut, harder, same, wrong } = found;
  const which = cut ? `the steps of this text's first ${plural(tokens, 'token')}` : `this text's steps`;
  const random = `${plural(words, 'random word')} of ${plural(tokens, 'token')} (seed ${seed})`;
  if (right === 1) {
    const on = wrong === 0 ? `all ${random}` : `${percent(1 - wrong)} of ${random}`;
    return `right at all of ${which}, as it is on ${on}`;
  }
  const ties = same > 0 ? ` and as hard as ${percent(same)}` : '';
  const how = `right at ${percent(right)} of ${which}, harder than ${percent(harder)}${ties} of ${random}`;
  return `${how}, of which ${wrongText(wrong)}: ${whose(wrong)}`;
}

function wrongText(wrong: number): string {
  if (wrong === 0) return 'it gets none wrong';
  return wrong === 1 ? 'it gets every one wrong, too' : `it gets ${percent(wrong)} wrong, too`;
}

function whose(wrong: number): string {
  if (wrong >= MOST) return 'it is the model, which fails on most words of this length';
  return wrong <= FEW
    ? 'it is the text, for hardly any other of this length makes it fail'
    : 'it is both, for some words of this length make it fail and most do not';
}
