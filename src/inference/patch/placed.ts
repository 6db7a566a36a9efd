import type { PatchInput } from '../../graph/patch-input';
import type { Beside, Part } from '../bridge/bridge';
import type { Value } from '../bridge/values';
import { ContractError, quoted, type Sizes } from '../contract';

/** Values that replace a state in a run. */
export interface Placed {
  output: string;
  /** Place of the word in the batch, and of the token in the word; both from zero. */
  word: number;
  token: number;
  /** Row-major, of one step. */
  values: Float32Array;
}

/**
 * What the inputs of a view are given for patches; without any of them the view computes what the model does.
 *
 * @throws ContractError for a patch that does not fit the model or the words
 */
export function besideOf(inputs: readonly PatchInput[], placed: readonly Placed[], { batch, length }: Sizes): Beside {
  const taken = new Set<string>();
  const uses = new Map<string, number>();
  const byInput = new Map<PatchInput, Placed[]>(inputs.map((input) => [input, []]));
  for (const one of placed) {
    const { output, word, token } = one;
    const slots = inputs.filter((input) => input.output === output);
    const [first] = slots;
    if (!first)
      throw new ContractError(
        `nothing is put into "${output}" here, only into ${quoted(inputs.map((each) => each.output))}`,
      );
    if (!Number.isInteger(token) || token < 0 || token >= length || word < 0 || word >= batch)
      throw new ContractError(`there is no token ${token + 1}: the word has ${length}`);
    if (first.isIdle)
      throw new ContractError(`the model's logits do not depend on "${output}": to replace it would change nothing`);
    checkValues(first, one);
    const place = `${output} ${word} ${token}`;
    if (taken.has(place)) throw new ContractError(`"${output}" after token ${token + 1} is replaced twice`);
    taken.add(place);
    const used = uses.get(`${output} ${word}`) ?? 0;
    uses.set(`${output} ${word}`, used + 1);
    const input = first.by === 'tokens' ? first : slots[used];
    if (!input) throw new ContractError(`"${output}" is replaced at more than ${slots.length} tokens`);
    byInput.get(input)?.push(one);
  }
  return (part) => Object.fromEntries([...byInput].flatMap(([input, own]) => feedsOf(input, own, part)));
}

function checkValues({ output, sizes }: PatchInput, { values }: Placed): void {
  const odd = values.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0) throw new ContractError(`value ${odd + 1} of the patch of "${output}" is no finite number`);
  const width = widthOf(sizes);
  if (values.length === width) return;
  const shape = sizes.length > 1 ? ` (${sizes.join(' × ')})` : '';
  throw new ContractError(`a patch of "${output}" has ${width} values${shape}, not ${values.length}`);
}

/** @throws ContractError where the file does not say the sizes of one step */
export function widthOf(sizes: PatchInput['sizes']): number {
  return sizes.reduce<number>((product, size) => {
    if (size === null) throw new ContractError('its file does not say how large a state is: export it with sizes');
    return product * size;
  }, 1);
}

function feedsOf(input: PatchInput, placed: readonly Placed[], part: Part): [name: string, value: Value][] {
  const { batch, length, before, first, words } = part;
  const { mask, value, by, sizes } = input;
  const width = widthOf(sizes);
  const dims = sizes.map(Number);
  const ones = sizes.map(() => 1);
  const isOn = new Uint8Array(batch * length);
  const data = new Float32Array(batch * width * (by === 'tokens' ? length : 1));
  for (const { word, token, values } of placed) {
    const [row, at] = [word - first, token - before];
    if (row < 0 || row >= words || at < 0 || at >= length) continue;
    isOn[by === 'tokens' ? row * length + at : at * batch + row] = 1;
    data.set(values, (by === 'tokens' ? row * length + at : row) * width);
  }
  const places = by === 'tokens' ? [batch, length] : [length, batch];
  return [
    [mask, { type: 'bool', dims: [...places, ...ones], data: isOn }],
    [value, { type: 'float32', dims: by === 'tokens' ? [batch, length, ...dims] : [batch, ...dims], data }],
  ];
}
