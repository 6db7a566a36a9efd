/** A step is not a token: a model reads a step as the shortest word over its own tokens that does the same. */
import type { Encoding } from '../models/encoding';

/** A word as a model of the task reads it: behind the token that starts words, where there is one. */
export function asRead({ bos }: { bos?: number | null | undefined }, word: ArrayLike<number>): Int32Array {
  return Int32Array.from(bos == null ? Array.from(word) : [bos, ...Array.from(word)]);
}

/** How many tokens of the text a model has read after each step, without the one that starts a word; 0 where none counts. */
export function tokensRead(
  { bos }: { bos?: number | null | undefined },
  { after }: Pick<Encoding, 'after'>,
): Int32Array {
  const before = bos == null ? 0 : 1;
  return after.map((token) => Math.max(0, token + 1 - before));
}

/** `step 4 (token 13)`, or `step 4` where the two are the same or the tokens are not known; `step` counts from zero. */
export function stepText(step: number, tokens: ArrayLike<number> | undefined): string {
  return `step ${placeText(step, tokens)}`;
}

/** The same without its first word. */
export function placeText(step: number, tokens: ArrayLike<number> | undefined): string {
  const read = tokens?.[step] ?? 0;
  const number = (step + 1).toLocaleString('en');
  return read === 0 || read === step + 1 ? number : `${number} (token ${read.toLocaleString('en')})`;
}

/** `49 steps (124 tokens)`, or `49 steps`. */
export function lengthText(steps: number, tokens: Int32Array | undefined): string {
  const read = tokens?.reduce((most, count) => Math.max(most, count), 0) ?? 0;
  const count = `${steps.toLocaleString('en')} ${steps === 1 ? 'step' : 'steps'}`;
  return read === 0 || read === steps ? count : `${count} (${read.toLocaleString('en')} tokens)`;
}
