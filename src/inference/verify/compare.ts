import type { Tensor } from '../protocol';

/** What a model said to a batch of words of one length; every output by its name. */
export interface Answer {
  batch: number;
  length: number;
  tensors: ReadonlyMap<string, Tensor>;
}

/** Two answers are the same when they differ by no more: float32 sums in another order differ by some 1e-6. */
export const TOLERANCE = 1e-4;

/** Values so much smaller than those before them are noise of the same sums. */
const NOISE = 1e-3;

/** Where two answers to one word differ most: after which token (from zero) of which output. */
export interface Difference {
  output: string;
  token: number;
  /** Of the largest value there; infinite where only one of the two is a number, or their shapes differ. */
  relative: number;
}

/** A word of an answer. */
export type Of = readonly [answer: Answer, word: number];

/** Compares the first `tokens` tokens of a word in two answers, in all outputs that both have. */
export function largestDifference([a, word]: Of, [b, other]: Of, tokens: number): Difference {
  let most: Difference = { output: 'logits', token: 0, relative: 0 };
  for (const [output, first] of a.tensors) {
    const second = b.tensors.get(output);
    if (!second) continue;
    const found = output.startsWith('attention.')
      ? attentionDifference(first, word, second, other, tokens)
      : rowsDifference(first, word, second, other, tokens);
    if (found.relative > most.relative) most = { output, ...found };
  }
  return most;
}

type At = Omit<Difference, 'output'>;

/** `[batch, length, …]`: the values after a token are a row. */
function rowsDifference(a: Tensor, word: number, b: Tensor, other: number, tokens: number): At {
  const [widthA, widthB] = [rowWidth(a), rowWidth(b)];
  if (widthA !== widthB) return { token: 0, relative: Infinity };
  const most = new Most();
  for (let token = 0; token < tokens; token++)
    most.add(token, rowOf(a, word, token, widthA), rowOf(b, other, token, widthB));
  return most.found;
}

function rowWidth({ dims }: Tensor): number {
  return dims.slice(2).reduce((product, size) => product * size, 1);
}

function rowOf({ dims, data }: Tensor, word: number, token: number, width: number): Float32Array {
  const start = (word * (dims[1] ?? 0) + token) * width;
  return data.subarray(start, start + width);
}

/** `[batch, heads, length, length]`: what a token reads of those up to it; of later ones it must read nothing. */
function attentionDifference(a: Tensor, word: number, b: Tensor, other: number, tokens: number): At {
  const [, heads = 0, length = 0] = a.dims;
  if (heads !== b.dims[1]) return { token: 0, relative: Infinity };
  const most = new Most();
  const expected = new Float32Array(length);
  for (let head = 0; head < heads; head++)
    for (let token = 0; token < tokens; token++) {
      const at = ((word * heads + head) * length + token) * length;
      const to = ((other * heads + head) * (b.dims[2] ?? 0) + token) * (b.dims[3] ?? 0);
      expected.fill(0).set(b.data.subarray(to, to + token + 1));
      most.add(token, a.data.subarray(at, at + length), expected);
    }
  return most.found;
}

/** Row by row; a row is measured by its own largest value, or by what was there before where it is next to nothing. */
class Most {
  found: At = { token: 0, relative: 0 };
  private before = 0;

  add(token: number, a: Float32Array, b: Float32Array): void {
    let difference = 0;
    let largest = 0;
    for (let at = 0; at < a.length; at++) {
      const [x = NaN, y = NaN] = [a[at], b[at]];
      if (x === y || (Number.isNaN(x) && Number.isNaN(y))) {
        if (Number.isFinite(x)) largest = Math.max(largest, Math.abs(x));
        continue;
      }
      const apart = Math.abs(x - y);
      difference = Math.max(difference, Number.isFinite(apart) ? apart : Infinity);
      largest = Math.max(largest, Math.abs(x), Math.abs(y));
    }
    this.before = Math.max(this.before, Number.isFinite(largest) ? largest : 0);
    const relative = difference === Infinity ? Infinity : difference / Math.max(largest, NOISE * this.before);
    if (relative > this.found.relative) this.found = { token, relative };
  }
}
