import { inForm, rangeOf, statesAt, type Form, type Range, type States } from '../../representation/states';
import { ContractError } from '../contract';
import type { StepWord } from '../looks';
import type { Progress, Tensor } from '../protocol';
import { runModel } from '../run';
import type { OpenModel } from '../open-model';
import { SizedCache } from '../sized-cache';

type Report = (progress: Progress) => void;

/** An output by steps: rows of all its values, with the shape that they have in the model. */
export interface StepOutput {
  states: States;
  /** Of one row, such as `[64, 16]`. */
  shape: number[];
}

/** Bytes of outputs and of their forms that are kept; a scroll through a layer asks for the same one again and again. */
const BUDGET = 256 * 2 ** 20;
const outputs = new SizedCache<StepOutput>({ bytes: BUDGET });
const forms = new SizedCache<StepOutput & { range: Range }>({ bytes: BUDGET });
/** Attention of one word; it grows with the square of the length. */
const maps = new SizedCache<Tensor>({ bytes: BUDGET });

/** An output of the model over the word, a row for each step; runs the model if need be. @throws ContractError */
export async function outputOf(model: OpenModel, word: StepWord, output: string, report: Report): Promise<StepOutput> {
  const key = keyOf(model, word, output);
  const known = outputs.get(key);
  if (known) return known;
  const { dims, data } = await run(model, word, output, report);
  const [, tokens = 0, ...shape] = dims;
  const width = shape.reduce((product, size) => product * size, 1);
  if (tokens !== word.tokens.length || shape.length === 0 || width === 0)
    throw new ContractError(`its output "${output}" is [${dims.join(', ')}], not [1, tokens, …]`);
  const fetched = { states: statesAt(data, width, word.after), shape };
  outputs.set(key, fetched, fetched.states.data.byteLength);
  return fetched;
}

/** An output in one of its forms, with what a colour scale needs. @throws ContractError */
export async function formOf(model: OpenModel, word: StepWord, output: string, form: Form, report: Report) {
  const key = `${keyOf(model, word, output)}\n${form}`;
  const known = forms.get(key);
  if (known) return known;
  const { states: raw, shape } = await outputOf(model, word, output, report);
  const states = inForm(raw, form);
  const made = { states, shape, range: rangeOf(states) };
  forms.set(key, made, form === 'raw' ? 0 : states.data.byteLength);
  return made;
}

/** `[1, heads, tokens, tokens]` @throws ContractError for a word so long that the map would be too large */
export async function attentionOf(model: OpenModel, word: StepWord, output: string, report: Report): Promise<Tensor> {
  const key = keyOf(model, word, output);
  const known = maps.get(key);
  if (known) return known;
  const map = await run(model, word, output, report);
  maps.set(key, map, map.data.byteLength);
  return map;
}

async function run(model: OpenModel, word: StepWord, output: string, report: Report): Promise<Tensor> {
  const { tokens, vocabulary, classes } = word;
  const request = { ...word, batch: 1, length: tokens.length, vocabulary, classes, outputs: [output] };
  const { tensors } = await runModel(model, request, report);
  const tensor = tensors[output];
  if (!tensor) throw new ContractError(`the model gave no "${output}"`);
  return tensor;
}

function keyOf(model: OpenModel, { name, tokens }: StepWord, output: string): string {
  return [model.serial, name, tokens.length, output].join('\n');
}
