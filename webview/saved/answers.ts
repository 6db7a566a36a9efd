import { windowOf, stepsOf } from '../../src/representation/attention';
import { similarOrder, variances } from '../../src/representation/neurons';
import { agreement, cosines, equalities } from '../../src/representation/similarity';
import {
  column,
  everyRow,
  firstColumns,
  inForm,
  knownRows,
  rangeOf,
  statesAt,
  type Range,
  type States,
} from '../../src/representation/states';
import { MOST_NEURONS, MOST_SIDE } from '../../src/protocol/limits';
import type {
  Attention,
  Cut,
  Form,
  OutputKey,
  Prepared,
  RequestName,
  Requests,
  RunKey,
  Similarity,
  WorkedOut,
} from '../../src/protocol/messages';
import {
  answerKey,
  type Kept,
  type SavedAttention,
  type SavedBlock,
  type SavedModel,
  type SavedRows,
  type SavedView,
} from '../../src/protocol/saved-format';
import type { Answering, AnswerTo } from '../stand-in/reply';

/** Said of everything that a file cannot do. */
export const ELSEWHERE = 'A saved page runs no models: open the text in VS Code with State Probe.';

/**
 * Answers the page from what was saved: what is worked out is worked out here, of the rest what is kept is given, and what
 * is not is refused. Hidden states are kept as they are, and what the inference process works out of
 * them is worked out here by the same functions, so that the figures are the same.
 *
 * @param block the value of a block
 * @param save gives a file to the person
 */
export function savedAnswers(
  view: SavedView,
  block: (number: number) => SavedBlock,
  save: (name: string, data: Uint8Array) => void,
): AnswerTo {
  const known = new Map<string, unknown>();
  const once = <T>(name: string, make: () => T): T => {
    if (!known.has(name)) known.set(name, make());
    return known.get(name) as T;
  };
  const kept = (what: Kept | undefined): SavedBlock => {
    if (!what) throw new Error(ELSEWHERE);
    if ('reason' in what) throw new Error(what.reason);
    return once(`block ${what.block}`, () => block(what.block));
  };
  const modelOf = ({ model }: RunKey): SavedModel => {
    const found = view.models.find(({ id }) => id === model);
    if (!found) throw new Error(ELSEWHERE);
    return found;
  };
  const rowsOf = (key: OutputKey): { states: States; shape: readonly number[] } => {
    const { shape, data } = kept(modelOf(key).outputs[key.output]) as SavedRows;
    return { shape, states: { width: shape.reduce((product, size) => product * size, 1), data } };
  };
  const formOf = (key: OutputKey, form: Form): { states: States; range: Range } =>
    once(`${form} ${key.model} ${key.output}`, () => {
      const states = inForm(rowsOf(key).states, form);
      return { states, range: rangeOf(states) };
    });

  const workedOut: { [K in WorkedOut]: Answering<K> } = {
    rows({ form, from, to, stride, ...key }) {
      const { states, range } = formOf(key, form);
      const neurons = Math.min(MOST_NEURONS, states.width);
      const data = everyRow(states, { from, to: Math.min(to, modelOf(key).known), stride, columns: neurons });
      const reason = 'Wider rows are not drawn.';
      const cut: Cut = { what: 'neurons', shown: neurons, total: states.width, reason };
      return { neurons, data, ...range, ...(neurons < states.width && { cut }) };
    },
    neurons({ form, ...key }) {
      return once(`neurons ${form} ${key.model} ${key.output}`, () => {
        const states = firstColumns(formOf(key, form).states, MOST_NEURONS);
        return { variance: variances(states, knownRows(states)), similar: similarOrder(states) };
      });
    },
    neuron: ({ form, neuron, ...key }) => column(formOf(key, form).states, neuron),
    tensor({ step, ...key }) {
      const { states, shape } = rowsOf(key);
      if (step >= modelOf(key).known) throw new Error(`the model has no state after step ${step + 1}`);
      return { shape, data: states.data.slice(step * states.width, (step + 1) * states.width) };
    },
    similarity({ output, from, to, ...key }): Similarity {
      const { truth, outputs } = modelOf(key);
      const window = windowOf(from, Math.min(to, truth.length), MOST_SIDE);
      const steps = stepsOf(window);
      const labels = steps.map((step) => truth[step] ?? -1);
      const cosineOf = (name: string): Float32Array =>
        once(`cosine ${key.model} ${name} ${from} ${to}`, () => {
          const { data, width } = rowsOf({ ...key, output: name }).states;
          return cosines(statesAt(data, width, steps));
        });
      // Layers that are not in the file are left out of the comparison of layers.
      const layers = Object.keys(outputs).filter(
        (name) => name.startsWith('hidden.') && 'block' in (outputs[name] ?? {}),
      );
      return {
        ...window,
        cosine: cosineOf(output),
        equal: equalities(labels),
        agreement: layers.map((name) => ({ output: name, area: agreement(cosineOf(name), labels) })),
      };
    },
    attention({ head, from, to, output, ...key }) {
      const saved = kept(modelOf(key).outputs[output]) as SavedAttention;
      return attentionBetween(saved, head, from, to);
    },
    accuracy: () => view.accuracy,
    otherProbes: () => [],
    probe: () => view.probe,
    save({ name, data }) {
      save(name, data);
      return true;
    },
  };

  return <K extends RequestName>(name: K, ask: Requests[K]['ask']) => {
    const own = Object.hasOwn(workedOut, name) ? (workedOut[name as WorkedOut] as Answering<K>) : undefined;
    if (own) return own(ask);
    // Questions about no model are never prepared.
    if (!('model' in ask)) throw new Error(ELSEWHERE);
    const answers: Readonly<Record<string, Kept | undefined>> = modelOf(ask as RunKey).answers;
    return kept(answers[answerKey(name as Prepared, ask)]) as Requests[K]['answer'];
  };
}

/** The part of what was kept that lies between two steps. */
function attentionBetween(
  { stride, size, weights }: SavedAttention,
  head: number,
  from: number,
  to: number,
): Attention {
  const first = Math.min(size - 1, Math.floor(from / stride));
  const count = Math.max(1, Math.min(size, Math.ceil(to / stride)) - first);
  const whole = weights[head];
  if (!whole) throw new Error(`there are ${weights.length} heads, and none ${head + 1}`);
  const part = new Float32Array(count * count);
  for (let row = 0; row < count; row++) {
    const start = (first + row) * size + first;
    part.set(whole.subarray(start, start + count), row * count);
  }
  const reason = 'All are shown in VS Code only.';
  return {
    heads: weights.length,
    ...{ from: first * stride, stride, size: count },
    weights: part,
    ...(stride > 1 && { cut: { what: 'steps', shown: count, total: Math.min(count * stride, to - from), reason } }),
  };
}
