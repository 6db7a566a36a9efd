import { ContractError } from '../contract';
import type { Placed } from '../patch/placed';
import { answerQuestions, type AnswerOptions } from './answers';
import type { LanguagePatch, PatchedAnswers, PatchedAsk } from './asks';
import type { OpenLanguageModel } from './open';
import { lastTouching } from './places';

/**
 * What a model answers to questions as it is, and with the state of a layer replaced at the last token of some steps. Both are asked
 * of the same view of its graph.
 *
 * @throws ContractError for a place that the model does not read, or values that do not fit
 */
export async function patchedAnswers(
  model: OpenLanguageModel,
  { text, questions, patches }: PatchedAsk,
  options: AnswerOptions & { width: number },
): Promise<Pick<PatchedAnswers, 'before' | 'after' | 'sizes'>> {
  const values: Float32Array[] = [];
  const sizes: PatchedAnswers['sizes'] = [];
  for (const { layer, end, value } of patches) {
    const stateAt = (of: string, place: number): Promise<Float32Array> =>
      stateAfter(model, outputOf(layer), { of, end: place }, options);
    const own = await stateAt(text, end);
    const put = await valueOf(value, own.length, stateAt);
    values.push(put);
    sizes.push({
      own: Math.sqrt(own.reduce((sum, one) => sum + one * one, 0)),
      distance: Math.sqrt(own.reduce((sum, one, at) => sum + (one - (put[at] ?? 0)) ** 2, 0)),
    });
  }
  const before = await answerQuestions(model, questions, options);
  const placed = questions.map(({ text: asked, told }) => {
    const { ends } = model.tokenizer.read(asked);
    return patches.flatMap(({ layer, end }, at): Omit<Placed, 'word'>[] =>
      end > told
        ? []
        : [{ output: outputOf(layer), token: lastTouching(ends, end), values: values[at] ?? new Float32Array() }],
    );
  });
  const after = await answerQuestions(model, questions, { ...options, placedIn: (question) => placed[question] ?? [] });
  return { before, after, sizes };
}

function outputOf(layer: number): string {
  return `hidden.${layer}`;
}

async function valueOf(
  value: LanguagePatch['value'],
  width: number,
  stateAt: (text: string, end: number) => Promise<Float32Array>,
): Promise<Float32Array> {
  if (value.kind === 'zero') return new Float32Array(width);
  return value.kind === 'values' ? value.values : stateAt(value.text, value.end);
}

/** The state of a layer at the last token that touches what ends at a place of a text. */
async function stateAfter(
  model: OpenLanguageModel,
  output: string,
  { of, end }: { of: string; end: number },
  { width, longest, within }: AnswerOptions & { width: number },
): Promise<Float32Array> {
  const { ids, ends } = model.tokenizer.read(of);
  const token = lastTouching(ends, end);
  const read = ids.subarray(0, token + 1);
  if (token < 0 || read.length > longest || (await within(read)) < read.length)
    throw new ContractError(
      `the model does not read as far as a state is replaced or taken from: ${read.length.toLocaleString('en-US')} tokens`,
    );
  const { [output]: tensor } = await model.run(read, 1, read.length, [output]);
  if (tensor?.dims.length !== 3 || tensor.dims[1] !== read.length || tensor.dims[2] !== width)
    throw new ContractError(
      `what was taken for ${output} is [${tensor?.dims.join(', ') ?? ''}], not [batch, ${read.length}, ${width}] as its config.json says`,
    );
  return tensor.data.slice(token * width, (token + 1) * width);
}
