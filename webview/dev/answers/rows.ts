import { hiddenLayer, piece } from '../sample';
import type { Answering } from './index';

const known = new Map<string, Float32Array>();

export const rows: Answering<'rows'> = (ask, probe) => {
  const model = probe?.models.find(({ id }) => id === ask.model);
  if (!probe || !model) throw new Error('no such model');
  const layer = Number(ask.output.split('.')[1]);
  const key = `${ask.model} ${ask.output}`;
  const data = known.get(key) ?? hiddenLayer(model, layer, probe.steps.count);
  known.set(key, data);
  return piece(data, model.layers[layer]?.neurons ?? 1, ask);
};
