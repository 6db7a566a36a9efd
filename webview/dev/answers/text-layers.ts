import { wilson } from '../../../src/statistics/wilson';
import type { TextLayer, TextReading } from '../../../src/protocol/messages';
import { runOf } from '../../../src/protocol/models';
import type { Answering } from '../answering';

/** Deeper layers read more; a bag of words as little as the embedding. */
export const textLayers: Answering<'textLayers'> = ({ model: id }, probe) => {
  const model = probe?.models.find((one) => one.id === id);
  const run = model && runOf(model);
  const [steps, slots] = [run?.outcome.length ?? 0, probe?.views[run?.view ?? 0]?.slots.length ?? 1];
  const truth = probe?.views[run?.view ?? 0]?.truth.slice(slots) ?? new Int16Array();
  const reading = (until: number, accuracy: number): TextReading => ({
    outcome: Uint8Array.from({ length: steps }, (_, step) => Number(step < until)),
    predicted: truth.map((object, at) => (at < until * slots || at % slots > 1 ? object : (object + 1) % slots)),
    right: Float32Array.from({ length: steps }, (_, step) => (step < until ? 1 : 1 - 2 / slots)),
    heldOut: { accuracy, interval: wilson(accuracy, 75) },
    shuffled: 0.31,
  });
  const layers = model?.layers ?? [];
  const row = (layer: number | null, depth: number): TextLayer => ({
    layer,
    places: reading(Math.round(depth * steps), 0.4 + depth / 2),
    whole: reading(Math.round((depth * steps) / 2), 0.2 + depth / 2),
  });
  return {
    rows: [...layers.map((_, layer) => row(layer, layer / layers.length)), row(null, 0)],
    ...{ fitted: 225, heldOut: 75 },
  };
};
