import { ContractError } from '../contract';
import type { Placed } from '../patch/placed';
import { answerQuestions, type AnswerOptions } from './answers';
import type { Answer, LanguageCause, LanguageCauses, LanguageCausesAsk, Question, TextPair } from './asks';
import { batchesOf, idsOf } from './batches';
import type { OpenLanguageModel } from './open';
import { lastTouching } from './places';
import { greatest } from '../../lists/extremes';

/** Bytes of states of one call, and of all that are kept to be put in. */
const MOST_STATES = 128 * 2 ** 20;
const MOST_KEPT = 512 * 2 ** 20;

/** States of a text at the last tokens of its steps, by layer. */
type Kept = readonly Float32Array[][];

/**
 * Interchange interventions over pairs of texts: states of one are put into the other at the last tokens of its steps, and what its
 * answer at the end then follows is counted. All is asked of one view of the graph.
 *
 * @throws ContractError where a model does not show its layers as it should, or the states take more memory than there is for them
 */
export async function languageCauses(
  model: OpenLanguageModel,
  { pairs: asked, layers, steps, isAlone }: LanguageCausesAsk,
  options: AnswerOptions & { width: number },
): Promise<Pick<LanguageCauses, 'cells' | 'tooLong'>> {
  const { width } = options;
  const last = greatest(steps);
  const bytes = 4 * width * layers.length;
  const needed = asked.length * (last + 1) * bytes;
  if (needed > MOST_KEPT)
    throw new ContractError(
      `the states of ${asked.length} texts at ${last + 1} steps take more than ${MOST_KEPT / 2 ** 20} MiB: ask for fewer pairs or shorter texts`,
    );
  const runs = 1 + steps.length * (1 + layers.length);
  let run = 0;
  const ask = async (questions: readonly Question[], placedIn?: AnswerOptions['placedIn']): Promise<Chosen[]> => {
    const report: AnswerOptions['report'] = ({ done, total }) =>
      options.report({ done: run * total + done, total: runs * total, message: 'putting states of other texts in' });
    const answers = await answerQuestions(model, questions, {
      ...{ ...options, report, beside: bytes },
      ...(placedIn && { placedIn }),
    });
    run++;
    return answers.map(chosen);
  };
  const own = await ask(asked.map((pair) => pair.own.question));
  // The other text and a spliced one may have more tokens than the own one.
  const lengths = await Promise.all(asked.map(({ other }) => lengthRead(model, other, options)));
  const isWhole = asked.map((_, at) => own[at] !== null && (lengths[at] ?? false));
  const pairs = asked.filter((_, at) => isWhole[at]);
  const kept = own.filter((_, at) => isWhole[at]);
  const states = await statesOf(model, pairs, { layers, last, width });
  const places = pairs.map(({ own: { question, ends } }) => {
    const tokens = model.tokenizer.read(question.text).ends;
    return ends.map((end) => lastTouching(tokens, end));
  });
  const cells: LanguageCause[] = [];
  for (const [at, step] of steps.entries()) {
    const spliced = await ask(pairs.flatMap((pair) => pair.spliced[at] ?? []));
    for (const [index, layer] of layers.entries()) {
      const from = isAlone ? step : 0;
      const placedIn = (pair: number): Omit<Placed, 'word'>[] =>
        (places[pair] ?? [])
          .slice(from, step + 1)
          .map((token, k) => ({ output: `hidden.${layer}`, token, values: states[pair]?.[from + k]?.[index] ?? NONE }));
      const found = await ask(
        pairs.map((pair) => pair.own.question),
        placedIn,
      );
      cells.push({ layer, step, ...counts(found, kept, spliced) });
    }
  }
  cells.sort((a, b) => a.layer - b.layer || a.step - b.step);
  return { cells, tooLong: asked.length - pairs.length };
}

const NONE = new Float32Array();

/** Which candidate is likeliest; null for a question that is longer than the model reads. */
type Chosen = number | null;

function chosen(answer: Answer | null): Chosen {
  if (!answer) return null;
  const { logProbabilities } = answer;
  return logProbabilities.reduce((best, one, at) => (one > (logProbabilities[best] ?? 0) ? at : best), 0);
}

/** Whether the model reads all steps of a text. */
async function lengthRead(
  model: OpenLanguageModel,
  { text, ends }: TextPair['other'],
  { longest, within }: AnswerOptions,
): Promise<boolean> {
  const read = model.tokenizer.read(text);
  const token = lastTouching(read.ends, ends.at(-1) ?? 0);
  if (token < 0 || token >= longest) return false;
  return (await within(read.ids.subarray(0, token + 1))) > token;
}

/** Of each pair the states of the other text, by step, then by layer: nothing else of them is kept. */
async function statesOf(
  model: OpenLanguageModel,
  pairs: readonly TextPair[],
  { layers, last, width }: { layers: readonly number[]; last: number; width: number },
): Promise<Kept[]> {
  const read = pairs.map(({ other }) => {
    const { ids, ends } = model.tokenizer.read(other.text);
    const after = other.ends.slice(0, last + 1).map((end) => lastTouching(ends, end));
    return { ids: ids.subarray(0, (after.at(-1) ?? 0) + 1), after };
  });
  const names = layers.map((layer) => `hidden.${layer}`);
  const found: Kept[] = pairs.map(() => []);
  const ids = read.map((one) => one.ids);
  const lengths = ids.map(({ length }) => length);
  for (const batch of batchesOf(lengths, 4 * width * names.length, MOST_STATES)) {
    const tensors = await model.run(idsOf(batch, ids), batch.rows.length, batch.length, names);
    for (const [at, row] of batch.rows.entries())
      found[row] = (read[row]?.after ?? []).map((token) =>
        names.map((name) => {
          const tensor = tensors[name];
          if (tensor?.dims.length !== 3 || tensor.dims[1] !== batch.length || tensor.dims[2] !== width)
            throw new ContractError(
              `what was taken for ${name} is [${tensor?.dims.join(', ') ?? ''}], not [batch, ${batch.length}, ${width}] as its config.json says`,
            );
          const start = (at * batch.length + token) * width;
          return tensor.data.slice(start, start + width);
        }),
      );
  }
  return found;
}

/** Pairs count whose two answers differ. */
function counts(found: readonly Chosen[], kept: readonly Chosen[], spliced: readonly Chosen[]) {
  let [pairs, follow, keep] = [0, 0, 0];
  for (const [at, answer] of found.entries()) {
    if (kept[at] == null || spliced[at] == null || answer === null || kept[at] === spliced[at]) continue;
    pairs++;
    if (answer === spliced[at]) follow++;
    if (answer === kept[at]) keep++;
  }
  return { pairs, follow, keep };
}
