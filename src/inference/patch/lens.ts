import { ContractError } from '../contract';
import type { Looks, StepWord } from '../looks';
import type { OpenModel } from '../open-model';
import type { Progress } from '../protocol';
import { runModel } from '../run';
import type { ViewOf } from '../view-of';
import { besideOf, widthOf } from './placed';

/**
 * The model's own output head on the state of each layer (the logit lens): what comes out of a layer is put in place of what
 * comes out of the last one, at every token. So whatever stands between the last layer and the logits is the model's own.
 *
 * @throws ContractError, GraphError
 */
export async function lens(
  open: (view: ViewOf) => Promise<OpenModel>,
  word: StepWord,
  { outputs, last }: Looks['lens']['ask'],
  report: (progress: Progress) => void,
): Promise<Looks['lens']['answer']> {
  const model = await open({ outputs, layers: [last], states: [] });
  const head = model.patches.find(({ output }) => output === last);
  if (!head) throw new ContractError(`the model has no "${last}"`);
  const width = widthOf(head.sizes);
  const sizes = { batch: 1, length: word.tokens.length };
  const request = { ...word, ...sizes };
  const answer: Looks['lens']['answer'] = [];
  for (const [done, output] of outputs.entries()) {
    report({ done, total: outputs.length, message: `the output head on ${output}` });
    const own = await runModel(model, { ...request, outputs: [output] }, report, besideOf(model.patches, [], sizes));
    const { dims, data } = own.tensors[output] ?? { dims: [], data: new Float32Array() };
    // A layer of another width is not what the output head reads.
    if (dims.at(-1) !== width) continue;
    const placed = Array.from({ length: sizes.length }, (_, token) => ({
      ...{ output: last, word: 0, token },
      values: data.subarray(token * width, (token + 1) * width),
    }));
    const found = await runModel(
      model,
      { ...request, outputs: ['logits'] },
      report,
      besideOf(model.patches, placed, sizes),
    );
    const { logits } = found.tensors;
    if (logits) answer.push({ output, ...readSteps(logits.data, logits.dims[2] ?? 0, word) });
  }
  return answer;
}

/** What the logits say after each step: the class that they are greatest for, and the probability of the true one. */
function readSteps(logits: Float32Array, classes: number, { after, truth }: StepWord) {
  const predicted = new Int32Array(after.length).fill(-1);
  const probability = new Float32Array(after.length).fill(NaN);
  for (const [step, token] of after.entries()) {
    if (token < 0) continue;
    const row = logits.subarray(token * classes, (token + 1) * classes);
    const best = row.reduce((found, value, at) => (value > (row[found] ?? 0) ? at : found), 0);
    const sum = row.reduce((total, value) => total + Math.exp(value - (row[best] ?? 0)), 0);
    predicted[step] = best;
    probability[step] = Math.exp((row[truth[step] ?? -1] ?? NaN) - (row[best] ?? 0)) / sum;
  }
  return { predicted, probability };
}
