import type { Model, Probe, WorldView } from '../../protocol/messages';
import { outcomeAt, rowOf, runOf } from '../../protocol/models';
import { stateText, type World } from '../../page/state-text';
import { unquoted } from '../../text/shortened';

/** A row of a view: `-1` everywhere is no state at all, `-2` a place that the model has and the world has not. */
export function rowText({ view, slots, objects }: WorldView, row: Int16Array, changed: readonly number[] = []): string {
  if (row.every((object) => object === -1)) return 'no state';
  // Of a language a model says which symbols may come next; the first object is that one may not.
  if (view === 'next-symbols') {
    const next = Array.from(row).flatMap((object) => (object > 0 ? (objects[object] ?? []) : []));
    return next.length > 0 ? `next: ${next.join(' ')}` : 'next: nothing';
  }
  const spare = objects.length;
  return stateText(
    { slots, objects: [...objects, 'nothing'] },
    Array.from(row, (object) => (object < 0 ? spare : object)),
    changed,
  );
}

/** The same world for a mark, which has little room: quotation marks around all names tell nothing apart. */
export function unquotedWorld<W extends World>(world: W): W {
  return { ...world, objects: unquoted(world.objects) };
}

/**
 * What a model believes after a step, in the words of the true state; of a large world the places that it has wrong. Undefined
 * where it gave no state, and where it follows five objects of a larger world, which is another world than the text's.
 */
export function beliefText(probe: Probe, model: Model, step: number): string | undefined {
  const run = runOf(model);
  const view = run && probe.views[run.view];
  if (!view || view.view === 'five-objects' || outcomeAt(run, step) === 'not run') return undefined;
  const count = view.slots.length;
  const [row, truth] = [rowOf(run.predicted, count, step), rowOf(view.truth, count, step + 1)];
  return rowText(
    unquotedWorld(view),
    row,
    view.slots.flatMap((_, slot) => (row[slot] === truth[slot] ? [] : slot)),
  );
}
