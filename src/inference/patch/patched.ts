import { ContractError } from '../contract';
import type { AskedPatch, Looks, SourceWords, StepWord } from '../looks';
import type { OpenModel } from '../open-model';
import type { Progress, Tensor } from '../protocol';
import { runModel } from '../run';
import type { ViewOf } from '../view-of';
import { besideOf, widthOf, type Placed } from './placed';

/** Patches of one run; a view takes a value for each. */
const MOST_PATCHES = 64;

type Report = (progress: Progress) => void;

/** A word as it is and with states replaced. @throws ContractError, GraphError */
export async function patched(
  open: (view: ViewOf) => Promise<OpenModel>,
  word: StepWord,
  { patches, sources }: Looks['patched']['ask'],
  report: Report,
): Promise<Looks['patched']['answer']> {
  if (patches.length === 0) throw new ContractError('there is nothing to be replaced');
  if (patches.length > MOST_PATCHES) throw new ContractError(`there are more than ${MOST_PATCHES} patches`);
  const outputs = [...new Set(patches.map(({ output }) => output))].sort();
  const model = await open(viewFor(outputs, patches));
  const length = word.tokens.length;
  const own: SourceWords = { tokens: word.tokens, batch: 1, length };
  const run = (words: SourceWords, wanted: readonly string[], placed: readonly Placed[] = []) =>
    runModel(model, { ...word, ...words, outputs: wanted }, report, besideOf(model.patches, placed, words));
  const { logits: before, ...states } = (await run(own, ['logits', ...outputs])).tensors;
  const values = new Values(async (words, output) => (await run(words, [output])).tensors[output], sources, word.first);
  const placed: Placed[] = [];
  for (const { output, token, value } of patches) {
    const sizes = model.patches.find((input) => input.output === output)?.sizes ?? [];
    placed.push({ output, token, word: 0, values: await values.of(output, value, widthOf(sizes)) });
  }
  const { logits: after } = (await run(own, ['logits'], placed)).tensors;
  if (!before || !after) throw new ContractError('the model gave no "logits"');
  return { before, after, sizes: placed.map((one) => sizeOf(one, states[one.output])) };
}

function viewFor(outputs: readonly string[], patches: readonly AskedPatch[]): ViewOf {
  const odd = outputs.find((output) => !/^(hidden|state)\.\d+$/.test(output));
  if (odd !== undefined) throw new ContractError(`"${odd}" is no layer and no recurrent state`);
  const states = outputs.filter((output) => output.startsWith('state.'));
  return {
    outputs,
    layers: outputs.filter((output) => !states.includes(output)),
    states: states.map((output) => ({ output, slots: patches.filter((patch) => patch.output === output).length })),
  };
}

/** What patches put in, from words that are run once for each output. */
class Values {
  private readonly known = new Map<string, Tensor>();

  constructor(
    private readonly states: (words: SourceWords, output: string) => Promise<Tensor | undefined>,
    private readonly sources: readonly SourceWords[],
    /** First token of a word that counts in a mean. */
    private readonly first: number,
  ) {}

  async of(output: string, value: AskedPatch['value'], width: number): Promise<Float32Array> {
    if (value.kind === 'values') return value.values;
    if (value.kind === 'zero') return new Float32Array(width);
    const words = this.sources[value.source];
    if (!words) throw new ContractError(`there is no source ${value.source + 1}`);
    const { data } = await this.tensor(value.source, words, output);
    if (value.kind === 'mean') return meanOf(data, width, words, this.first);
    if (!Number.isInteger(value.token) || value.token < 0 || value.token >= words.length)
      throw new ContractError(
        `there is no token ${value.token + 1} to take a state from: the word has ${words.length}`,
      );
    return data.slice(value.token * width, (value.token + 1) * width);
  }

  private async tensor(source: number, words: SourceWords, output: string): Promise<Tensor> {
    const key = `${source} ${output}`;
    const tensor = this.known.get(key) ?? (await this.states(words, output));
    if (!tensor) throw new ContractError(`the model gave no "${output}"`);
    this.known.set(key, tensor);
    return tensor;
  }
}

function meanOf(data: Float32Array, width: number, { batch, length }: SourceWords, first: number): Float32Array {
  const sum = new Float64Array(width);
  for (let row = 0; row < batch * length; row++) {
    if (row % length < first) continue;
    for (let at = 0; at < width; at++) sum[at] = (sum[at] ?? 0) + (data[row * width + at] ?? 0);
  }
  return Float32Array.from(sum, (value) => value / (batch * (length - first)));
}

function sizeOf({ values, token }: Placed, states: Tensor | undefined) {
  const own =
    states?.data.subarray(token * values.length, (token + 1) * values.length) ?? new Float32Array(values.length);
  return {
    own: Math.sqrt(own.reduce((sum, value) => sum + value * value, 0)),
    distance: Math.sqrt(values.reduce((sum, value, at) => sum + (value - (own[at] ?? 0)) ** 2, 0)),
  };
}
