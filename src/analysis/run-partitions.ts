import { isMonoid } from '../models/manifest';
import { partitionsOf, toldText } from './partitions/partitions';
import type { RunPartition } from './partitions/run-partition';
import type { ProbedModel } from './probe';
import { NOT_RUN, RIGHT, WRONG } from './readable';
import { greatest } from '../lists/extremes';

/** In the irreducible quotients of the model's group, then by where each object of the world is. */
export function runPartitions({ model, trace, run }: Pick<ProbedModel, 'model' | 'trace' | 'run'>): RunPartition[] {
  const { manifest } = model;
  const partitions = isMonoid(manifest) ? partitionsOf(manifest.task) : undefined;
  if (!partitions) return [];
  const names = trace.initial.map((object) => trace.objects[object] ?? '?');
  const { quotients, places } = partitions;
  // A model may have more slots than the world; what stands in those belongs to nobody. A cell's value has no place.
  const own = trace.cells
    ? []
    : places.filter(({ told }) => told.kind === 'where' && told.objects.every((slot) => slot < names.length));
  return [...quotients, ...own].map(({ told, labels, blocks }) => {
    const counts = new Int32Array(blocks);
    const outcome = Uint8Array.from(run.steps, (step) => {
      if (!step) return NOT_RUN;
      const block = labels[step.truth] ?? -1;
      if (block >= 0) counts[block] = (counts[block] ?? 0) + 1;
      return labels[step.predicted] === block ? RIGHT : WRONG;
    });
    const judged = outcome.filter((code) => code !== NOT_RUN).length;
    const first = outcome.indexOf(WRONG);
    return {
      ...{ name: toldText(told, names), kind: told.kind === 'quotient' ? 'quotient' : 'where', blocks, outcome },
      firstWrong: first < 0 ? null : first,
      accuracy: judged === 0 ? null : outcome.filter((code) => code === RIGHT).length / judged,
      guess: judged === 0 ? 0 : greatest(counts) / judged,
    };
  });
}
