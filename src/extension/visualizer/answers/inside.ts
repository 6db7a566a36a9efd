import type { Call, Cut, Handlers, MaxNeurons, MaxRows, MaxSide, RunKey } from '../../../protocol/messages';
import type { Inside } from '../../../analysis/inside';
import type { ProbedModel } from '../../../analysis/probe';
import type { CallOptions, InferenceClient } from '../../../inference/client';
import { providersFor } from '../../../inference/providers';
import { readSettings } from '../../workbench/configuration';
import { probedOf, type AnswerParts } from './parts';

const MOST_ROWS: MaxRows = 512;
const MOST_SIDE: MaxSide = 512;
const MOST_NEURONS: MaxNeurons = 2048;

type Names =
  'rows' | 'neurons' | 'neuron' | 'linearProbes' | 'tracked' | 'trajectories' | 'similarity' | 'attention' | 'tensor';

/** What is inside a model that ran. */
export function insideAnswers(parts: AnswerParts): Pick<Handlers, Names> {
  const at = (key: RunKey) => insideOf(parts, key, 'client');
  return {
    async rows({ output, form, from, to, stride, ...key }, call) {
      const { inside } = await at(key);
      const end = Math.min(to, inside.word.after.length, from + MOST_ROWS * stride);
      const ask = { output, form, from, to: end, stride, most: MOST_NEURONS };
      const { width, columns, data, min, max, typical } = await inside.look('rows', ask, optionsOf(call));
      const reason = 'Wider rows are not drawn; a saved file holds all of them.';
      const cut: Cut = { what: 'neurons', shown: columns, total: width, reason };
      return { neurons: columns, data, min, max, typical, ...(columns < width && { cut }) };
    },
    async neurons({ output, form, ...key }, call) {
      const { inside } = await at(key);
      return inside.look('neurons', { output, form, most: MOST_NEURONS }, optionsOf(call));
    },
    async neuron({ output, form, neuron, ...key }, call) {
      const { inside } = await at(key);
      return inside.look('neuron', { output, form, neuron }, optionsOf(call));
    },
    async tensor({ output, step, ...key }, call) {
      const { inside } = await at(key);
      return inside.look('tensor', { output, step }, optionsOf(call));
    },
    async similarity({ output, from, to, ...key }, call) {
      const { inside } = await at(key);
      return inside.look('similarity', { output, outputs: inside.layers, from, to, most: MOST_SIDE }, optionsOf(call));
    },
    async attention({ output, head, from, to, ...key }, call) {
      const { inside } = await at(key);
      return inside.look('attention', { output, head, from, to, most: MOST_SIDE }, optionsOf(call));
    },
    async linearProbes({ label: wanted, ...key }, call) {
      const { entry, inside } = await insideOf(parts, key, 'background');
      const { pageProbes } = await import('../../../page/inside');
      const { labelNamed, stateLabels } = await import('../../../analysis/state-labels');
      const labels = stateLabels(entry);
      const label = wanted === undefined ? undefined : labelNamed(labels, wanted);
      if (wanted !== undefined && !label) throw new Error(`Probes of this model cannot be fitted to tell ${wanted}.`);
      const probes = await inside.probes({ ...optionsOf(call), label });
      return { ...pageProbes(entry, probes, label), labels: labels.map(({ key, name }) => ({ key, name })) };
    },
    async tracked(key, call) {
      const { inside } = await insideOf(parts, key, 'background');
      return (await inside.tracked(optionsOf(call))) ?? null;
    },
    async trajectories({ reference, ...key }, call) {
      // Those of the run itself need no random words, and are there at once.
      const { entry, inside } = await insideOf(parts, key, reference === 'words' ? 'background' : 'client');
      const { pageTrajectories } = await import('../../../page/inside');
      return pageTrajectories(entry, inside, reference, await inside.components(reference, optionsOf(call)));
    },
  };
}

/** One for each run and process: the classes of a long text are not looked up anew for every row. */
const known = new WeakMap<InferenceClient, WeakMap<ProbedModel, Inside>>();

/** @throws Error when the model has no run in this probe */
export async function insideOf(
  parts: AnswerParts,
  { probe, model }: RunKey,
  process: 'client' | 'background',
): Promise<{ entry: ProbedModel; inside: Inside }> {
  const entry = probedOf(parts, probe).entries.get(model);
  if (!entry) throw new Error('This model has no run to look into.');
  const { Inside } = await import('../../../analysis/inside');
  const client = await parts.inference[process]();
  const ofClient = known.get(client) ?? new WeakMap<ProbedModel, Inside>();
  known.set(client, ofClient);
  let inside = ofClient.get(entry);
  if (!inside) {
    inside = new Inside(entry, probe, providersFor(readSettings().provider), client);
    ofClient.set(entry, inside);
  }
  return { entry, inside };
}

export function optionsOf({ signal, report }: Call): CallOptions {
  return { signal, onProgress: report };
}
