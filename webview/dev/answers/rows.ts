import { factsOf, inForm } from '../forms';
import { outputOf, piece } from '../sample';
import type { Form, OutputKey, Probe } from '../../../src/protocol/messages';
import type { Answering } from '../answering';

const known = new Map<string, { data: Float32Array; neurons: number }>();

/** All rows of an output in a form; made once. */
function wholeOf(ask: OutputKey & { form: Form }, probe: Probe | undefined): { data: Float32Array; neurons: number } {
  const model = probe?.models.find(({ id }) => id === ask.model);
  if (!probe || !model) throw new Error('no such model');
  const key = `${probe.id} ${ask.model} ${ask.output} ${ask.form}`;
  let whole = known.get(key);
  if (!whole) {
    const { data, neurons } = outputOf(model, ask.output, probe.steps.count);
    whole = { data: inForm(data, neurons, ask.form), neurons };
    known.set(key, whole);
  }
  return whole;
}

export const rows: Answering<'rows'> = (ask, probe) => {
  const { data, neurons } = wholeOf(ask, probe);
  return piece(data, neurons, ask);
};

export const neurons: Answering<'neurons'> = (ask, probe) => {
  const whole = wholeOf(ask, probe);
  return factsOf(whole.data, whole.neurons);
};

export const neuron: Answering<'neuron'> = (ask, probe) => {
  const whole = wholeOf(ask, probe);
  return Float32Array.from(
    { length: whole.data.length / whole.neurons },
    (_, step) => whole.data[step * whole.neurons + ask.neuron] ?? NaN,
  );
};
