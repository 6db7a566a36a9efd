/** Scenes at the sizes that the page is made for. */
import type { Model, Probe } from '../../src/protocol/messages';
import { models, probe, run } from './sample';

const ARCHITECTURES = ['Mamba', 'S4', 'Transformer', 'Elman RNN', 'LSTM', 'IDS4', 'DeltaNet', 'RWKV-7'];

/** As many models as a catalogue with a folder of one's own may have. */
export function manyModels(count: number): Probe {
  const whole = probe('many', 256);
  const [view] = whole.views;
  if (!view) return whole;
  const more = Array.from({ length: count }, (_, index): Model => {
    const layers = 1 + (index % 4);
    const architecture = ARCHITECTURES[index % ARCHITECTURES.length] ?? '';
    return {
      id: `model-${index}`,
      name: `${architecture}, ${layers === 1 ? '1 layer' : `${layers} layers`}${index % 5 === 4 ? ', eigenvalues in [−1, 1], trained on words of 64 tokens' : ''}`,
      architecture,
      layers: Array.from({ length: layers + 1 }, (__, layer) => ({
        name: layer === 0 ? 'embedding' : `layer ${layer}`,
        neurons: 64,
      })),
      state:
        index % 9 === 8
          ? { kind: 'not applicable', reason: 'step 9 swaps six variables; this model follows at most five' }
          : { kind: 'done', run: run(view, index % 3 === 2 ? Infinity : 8 * (index + 1), 100 + index) },
    };
  });
  return { ...whole, models: more };
}

/** The sizes of the frame measurement, bench/page-frames.bench.ts. */
export function bigStates(steps: number, depth: number, neurons: number): Probe {
  const whole = probe('big', steps);
  const layers = Array.from({ length: depth }, (_, layer) => ({
    name: layer === 0 ? 'embedding' : `layer ${layer}`,
    neurons,
  }));
  return {
    ...whole,
    models: models(whole.views[0] ?? { slots: [], objects: [], truth: new Int16Array() }, 40).map((model) => ({
      ...model,
      layers,
    })),
    chosenModel: 'mamba',
  };
}

export function longText(steps: number): Probe {
  const whole = probe('huge', steps);
  const [view] = whole.views;
  return { ...whole, models: view ? models(view, steps / 64) : [], chosenModel: 'mamba' };
}
