import type { Sizes } from '../contract';
import { ContractError } from '../contract';
import type { Tensor } from '../protocol';
import { join } from './pieces';

type Tensors = Record<string, Tensor>;

/** Reads on in every word, by `[batch, size]` ids; gives what the model says after the last of them, `[batch, 1, …]`. */
export type ReadOn = (ids: Int32Array, wanted: readonly string[], isLast: boolean) => Promise<Tensors>;

/**
 * Words of a model that writes the state after every token and reads what it wrote: x₁, s₁, x₂, s₂, … Its answer after a token is
 * that at the token's own place, and what it reads next is the class it gave there, right or wrong.
 *
 * @param tokens row-major `[batch, length]`
 * @param first id that stands for the first class
 */
export async function runWriting(
  readOn: ReadOn,
  tokens: Int32Array,
  { batch, length }: Sizes,
  wanted: readonly string[],
  first: number,
): Promise<Tensors> {
  const names = [...new Set([...wanted, 'logits'])];
  const parts: Tensors[] = [];
  let written: Int32Array | undefined;
  for (let at = 0; at < length; at++) {
    const given = await readOn(nextIds(tokens, { batch, length }, at, written), names, at + 1 === length);
    written = idsOf(given['logits'], batch, first);
    parts.push(Object.fromEntries(wanted.map((name) => [name, given[name] ?? { dims: [], data: new Float32Array() }])));
  }
  return join(parts, 1);
}

/** What was written after the token before, where there is one, and the token. */
function nextIds(tokens: Int32Array, { batch, length }: Sizes, at: number, written?: Int32Array): Int32Array {
  const size = written ? 2 : 1;
  const ids = new Int32Array(batch * size);
  for (let word = 0; word < batch; word++) {
    if (written) ids[word * size] = written[word] ?? 0;
    ids[word * size + size - 1] = tokens[word * length + at] ?? 0;
  }
  return ids;
}

/** Of every word the id of the class with the greatest logit; the first of several. */
function idsOf(logits: Tensor | undefined, batch: number, first: number): Int32Array {
  const classes = logits ? logits.data.length / batch : 0;
  if (!logits || !Number.isInteger(classes) || classes === 0)
    throw new ContractError('the model gave no "logits" to be read on');
  return Int32Array.from({ length: batch }, (_, word) => {
    const row = logits.data.subarray(word * classes, (word + 1) * classes);
    let best = 0;
    for (let at = 1; at < classes; at++) if ((row[at] ?? -Infinity) > (row[best] ?? -Infinity)) best = at;
    return first + best;
  });
}
