import type { Model } from '../models/catalogue';
import type { EncodingProblem } from '../models/encoding';
import { isMonoid } from '../models/manifest';
import type { Trace } from '../trace/trace';
import { seenIn, viewFor, type View } from '../trace/views';
import type { Reading } from './model-run';
import { readingFor } from './reading';

/** A text, as models are chosen for it. */
export interface TextRead {
  trace: Trace;
  /** The five objects that somebody has chosen to follow. */
  objects?: readonly string[] | undefined;
}

/** What a model reads of a trace, or why it cannot. */
export function readingOf({ manifest }: Pick<Model, 'manifest'>, world: Trace): Reading | EncodingProblem {
  return readingFor(manifest.task, world);
}

/** In which view a model reads a world. */
export function viewRead(
  { manifest }: Pick<Model, 'manifest'>,
  trace: Trace,
  objects: readonly string[] | undefined,
): View {
  if (isMonoid(manifest)) return viewFor(trace, manifest.task.degree, objects);
  return trace.formal ? 'next-symbols' : 'whole';
}

/** Those that can read a text, each through the view in which it reads the world. Models of the same tokens are asked once. */
export function readersOf(models: readonly Model[], { trace, objects }: TextRead): Model[] {
  const worlds = new Map<View, Trace>([['whole', trace]]);
  const known = new Map<string, boolean>();
  return models.filter((model) => {
    const { task: own } = model.manifest;
    // Those of a language see nothing in another text.
    if (own.kind === 'language' && !trace.formal) return false;
    const task = JSON.stringify(
      own.kind === 'language' ? own : [own.degree, own.acts, own.bos, own.tokens, own.classes.length],
    );
    let reads = known.get(task);
    if (reads === undefined) {
      const view = viewRead(model, trace, objects);
      const world = worlds.get(view) ?? seenIn(view, trace, objects);
      worlds.set(view, world);
      known.set(task, (reads = !('problem' in readingOf(model, world))));
    }
    return reads;
  });
}
