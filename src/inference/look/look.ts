import { stepAttention, stepsOf, windowOf } from '../../representation/attention';
import { planeOf, principalPlane, project } from '../../representation/components';
import { readState } from '../../representation/linear-probe';
import { similarOrder, variances } from '../../representation/neurons';
import { agreement, cosines, equalities } from '../../representation/similarity';
import { column, everyRow, firstColumns, knownRows, statesAt } from '../../representation/states';
import { ContractError } from '../contract';
import type { LookRequest, LookResult, Looks, StepWord } from '../looks';
import type { PlainLook } from '../patch/patch-looks';
import type { Progress } from '../protocol';
import type { OpenModel } from '../open-model';
import { attentionOf, formOf, outputOf } from './outputs';
import { memory } from './memory';
import { superposition } from './superposition';
import { lastNormOf } from './last-norm';
import { asRead, fitLayers, sampleLayers } from './words';

interface Call {
  model: OpenModel;
  word: StepWord;
  report: (progress: Progress) => void;
}

type Answers = { [K in PlainLook]: (ask: Looks[K]['ask'], call: Call) => Promise<Looks[K]['answer']> };

const ANSWERS: Answers = {
  async rows({ output, form, from, to, stride, most }, { model, word, report }) {
    const { states, range, shape } = await formOf(model, word, output, form, report);
    const columns = Math.min(most, states.width);
    const end = Math.min(to, lastKnown(word.after) + 1);
    const data = everyRow(states, { from, to: end, stride, columns });
    return { shape: [...shape], width: states.width, columns, data, ...range };
  },

  async neurons({ output, form, most }, { model, word, report }) {
    const states = firstColumns((await formOf(model, word, output, form, report)).states, most);
    return { variance: variances(states, knownRows(states)), similar: similarOrder(states) };
  },

  async neuron({ output, form, neuron }, { model, word, report }) {
    const { states } = await formOf(model, word, output, form, report);
    if (neuron >= states.width) throw new ContractError(`"${output}" has ${states.width} values, and none ${neuron}`);
    return column(states, neuron);
  },

  async tensor({ output, step }, { model, word, report }) {
    const { states, shape } = await outputOf(model, word, output, report);
    if ((word.after[step] ?? -1) < 0) throw new ContractError(`the model has no state after step ${step + 1}`);
    return { shape: [...shape], data: states.data.slice(step * states.width, (step + 1) * states.width) };
  },

  async similarity({ output, outputs, from, to, most }, { model, word, report }) {
    const window = windowOf(from, Math.min(to, word.after.length), most);
    const steps = stepsOf(window);
    const truth = steps.map((step) => word.truth[step] ?? -1);
    const cosineOf = async (name: string): Promise<Float32Array> => {
      const { states } = await outputOf(model, word, name, report);
      return cosines(statesAt(states.data, states.width, steps));
    };
    const agreements: { output: string; area: number | null }[] = [];
    let cosine: Float32Array | undefined;
    for (const [done, name] of outputs.entries()) {
      report({ done, total: outputs.length, message: `comparing the steps in ${name}` });
      const found = await cosineOf(name);
      if (name === output) cosine = found;
      agreements.push({ output: name, area: agreement(found, truth) });
    }
    cosine ??= await cosineOf(output);
    return { ...window, cosine, equal: equalities(truth), agreement: agreements };
  },

  async attention({ output, head, from, to, most }, { model, word, report }) {
    const window = windowOf(from, Math.min(to, word.after.length), most);
    const { dims, data } = await attentionOf(model, word, output, report);
    const [, heads = 0, tokens = 0] = dims;
    if (head >= heads) throw new ContractError(`"${output}" has ${heads} heads, and none ${head + 1}`);
    const weights = data.subarray(head * tokens * tokens, (head + 1) * tokens * tokens);
    return {
      ...window,
      heads,
      weights: stepAttention(weights, { tokens, first: word.first, after: word.after }, window),
    };
  },

  async probes({ outputs, words }, { model, word, report }) {
    const norm = await lastNormOf(word, [...model.shape.outputs.keys()]);
    const layers = await fitLayers(model, word, outputs, words, report, norm);
    const answer: Looks['probes']['answer'] = [];
    for (const [at, output] of outputs.entries()) {
      const { fitted, heldOut } = layers[at]?.probe ?? {};
      if (!fitted || !heldOut) continue;
      const { states } = await outputOf(model, word, output, report);
      const data = asRead(norm, output, states.data, states.width);
      const predicted = new Int32Array(word.after.length).fill(-1);
      const margin = new Float32Array(word.after.length).fill(NaN);
      const probability = margin.slice();
      for (const [step, truth] of word.truth.entries()) {
        const reading = readState(fitted, data, step * states.width, truth);
        if (!reading) continue;
        predicted[step] = reading.predicted;
        margin[step] = reading.margin;
        probability[step] = reading.probability;
      }
      const read = { predicted, margin, probability };
      answer.push({ output, heldOut, ...read, ...(data !== states.data && { norm: norm?.operator ?? '' }) });
    }
    return answer;
  },

  memory: (ask, { model, word, report }) => memory(model, word, ask, report),

  superposition: (ask, { model, word, report }) => superposition(model, word, ask, report),

  async components({ outputs, words }, { model, word, report }) {
    const norm = words && (await lastNormOf(word, [...model.shape.outputs.keys()]));
    const samples = words && (await sampleLayers(model, word, outputs, words, report, norm, 'plain'));
    const answer: Looks['components']['answer'] = [];
    for (const [at, output] of outputs.entries()) {
      report({ done: at, total: outputs.length, message: `principal components of ${output}` });
      const { states } = await outputOf(model, word, output, report);
      const sample = samples?.[at];
      const plane = sample ? principalPlane(sample.moments) : planeOf(states);
      const { explained } = plane;
      answer.push({
        output,
        points: project(plane, states),
        explained,
        ...(sample && {
          sample: { points: project(plane, { width: states.width, data: sample.points }), labels: sample.labels },
        }),
      });
    }
    return answer;
  },
};

/** @throws ContractError for a model or a word that does not have what is asked for */
export async function look(
  model: OpenModel,
  request: LookRequest<PlainLook>,
  report: (progress: Progress) => void,
): Promise<LookResult> {
  const { look: name, ask, word } = request;
  return { look: name, answer: await answerTo(name, ask, { model, word, report }) } as LookResult;
}

/** The table's type ties a name to what is asked and answered. */
function answerTo<K extends PlainLook>(
  name: K,
  ask: LookRequest<PlainLook>['ask'],
  call: Call,
): Promise<Looks[K]['answer']> {
  return ANSWERS[name](ask, call);
}

function lastKnown(after: Int32Array): number {
  let last = after.length - 1;
  while (last >= 0 && (after[last] ?? -1) < 0) last--;
  return last;
}
