import { grid } from '../analysis/grid';
import { outcomesOf } from '../analysis/readable';
import type { CallOptions } from '../inference/client';
import { NOTHING } from '../protocol/codes';
import type { GridRow, Requests } from '../protocol/messages';
import type { LookedAt } from './looked-at';
import { arrangements } from './run';
import { shownWorld } from './shown-world';

/** Layers × steps by one reading, as arrangements of the run's own view. @throws as `grid` */
export async function pageGrid(
  { entry, inside }: LookedAt,
  { reading }: Requests['grid']['ask'],
  call: CallOptions,
): Promise<Requests['grid']['answer']> {
  const slots = shownWorld(entry.trace).slots.length;
  const rowOf = arrangements(entry);
  const layers = await grid(inside, reading, call);
  const rows = layers.map(({ output, predicted: ids, probability, heldOut, selectivity }): GridRow => {
    const predicted = new Int16Array(ids.length * slots).fill(NOTHING);
    for (const [step, id] of ids.entries()) if (id >= 0) predicted.set(rowOf(id), step * slots);
    return {
      ...{ output, predicted, probability, outcome: outcomesOf(ids, inside.word.truth) },
      ...(heldOut && { heldOut: { accuracy: heldOut.accuracy, interval: heldOut.interval } }),
      ...(selectivity !== undefined && { selectivity }),
    };
  });
  return { rows };
}
