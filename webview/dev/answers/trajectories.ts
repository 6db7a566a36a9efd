import type { Trajectory } from '../../../src/protocol/messages';
import { random } from '../sample';
import { append } from '../../../src/lists/append';
import type { Answering } from '../answering';

/** Points about one place for each state, ever less sure in the earlier layers. */
export const trajectories: Answering<'trajectories'> = ({ model: id, reference }, probe) => {
  const model = probe?.models.find((candidate) => candidate.id === id);
  const view = probe?.views[model?.state.kind === 'done' ? model.state.run.view : 0];
  if (!probe || !model || !view) throw new Error('no such model');
  const slots = view.slots.length;
  const known = new Map<string, number>();
  const arrangements: number[] = [];
  const states = Int32Array.from({ length: probe.steps.count }, (_, step) => {
    const row = view.truth.subarray((step + 1) * slots, (step + 2) * slots);
    if (row.every((object) => object < 0)) return -1;
    const key = row.join();
    if (!known.has(key)) {
      known.set(key, known.size);
      append(arrangements, row);
    }
    return known.get(key) ?? -1;
  });
  const layers = model.layers.map((_, layer): Trajectory => {
    const next = random(layer + 1);
    const blur = 3 / (layer + 1);
    const points = (of: Int32Array): Float32Array =>
      Float32Array.from({ length: 2 * of.length }, (_, at) => {
        const state = of[at >> 1] ?? -1;
        if (state < 0) return NaN;
        const angle = (state * 2.4) % (2 * Math.PI);
        return (2 + (state % 5)) * (at % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) + blur * (next() - 0.5);
      });
    const some = Int32Array.from({ length: 500 }, (_, at) => at % Math.max(1, known.size));
    return {
      output: `hidden.${layer}`,
      points: points(states),
      states,
      explained: [0.4, 0.2],
      ...(reference === 'words' && { sample: { points: points(some), states: some } }),
    };
  });
  return { reference, arrangements: Int16Array.from(arrangements), layers };
};
