import { isMonoid } from '../models/manifest';
import { blockNames } from './partitions/block-names';
import { partitionsOf, toldText, type StatePartition } from './partitions/partitions';
import type { ProbedModel } from './probe';

/** What a linear probe is fitted to tell: the block of a state in a partition that the steps respect. */
export interface StateLabel {
  /** As it is asked for: `sign`, `Z3`, `object:2`, or `value:2` of a task on values. */
  key: string;
  /** `the sign`, `where king is`. */
  name: string;
  /** Block of each class of the model; -1 for a class that no word reaches. */
  labels: Int32Array;
  partition: StatePartition['partition'];
  /** What each block is called, see `blockNames`. */
  blocks: readonly string[];
  /** First step at which the model's own answer is wrong in it; null where none is. */
  firstWrong: number | null;
}

/** The label that is none of these: the state itself. */
export const WHOLE_STATE = 'state';

/** The irreducible quotients of the model's group, then where each object of the world is; empty where there are none. */
export function stateLabels({ model, trace, run }: Pick<ProbedModel, 'model' | 'trace' | 'run'>): StateLabel[] {
  const { manifest } = model;
  const partitions = isMonoid(manifest) ? partitionsOf(manifest.task) : undefined;
  if (!partitions) return [];
  const objects = trace.initial.map((object) => trace.objects[object] ?? '?');
  // As in `runPartitions`: what stands in slots that only the model has belongs to nobody, and a cell's value has no place.
  const places = trace.cells
    ? []
    : partitions.places.filter(
        ({ told }) => told.kind === 'where' && told.objects.every((slot) => slot < objects.length),
      );
  return [...partitions.quotients, ...places].map((one) => {
    const { labels, partition } = one;
    const first = run.steps.findIndex((step) => step && labels[step.predicted] !== labels[step.truth]);
    return {
      ...{ key: keyOf(one), name: toldText(one.told, objects), labels, partition },
      blocks: blockNames(partitions.automaton, one, trace.slots),
      firstWrong: first < 0 ? null : first,
    };
  });
}

/** By its key or its name, `The sign` as well as `sign`. */
export function labelNamed(labels: readonly StateLabel[], wanted: string): StateLabel | undefined {
  const plain = (text: string): string => text.trim().toLowerCase().replace(/^the /, '');
  return labels.find(({ key, name }) => [key, name].some((text) => plain(text) === plain(wanted)));
}

function keyOf({ told }: StatePartition): string {
  if (told.kind === 'quotient') return told.names.join('+').replace(/^the /, '');
  if (told.kind !== 'where') return told.kind;
  return `${told.values ? 'value' : 'object'}:${told.objects.map((object) => object + 1).join('+')}`;
}
