import type { Model } from '../models/catalogue';
import { encoderOf, type Encoding, type MonoidEncoder } from '../models/encoding';
import { isMonoid } from '../models/manifest';
import type { Trace } from '../trace/trace';
import { seenIn, viewFor, type View } from '../trace/views';
import { trueClasses } from './model-run';
import { told } from './told';

/** A text, as models are chosen for it. */
export interface TextRead {
  trace: Trace;
  /** The five objects that somebody has chosen to follow. */
  objects?: readonly string[] | undefined;
}

export interface Reading {
  encoder: MonoidEncoder;
  encoding: Encoding;
}

/** What a model reads of a trace, or why it cannot. */
export function readingOf({ manifest }: Pick<Model, 'manifest'>, world: Trace): Reading | { problem: string } {
  if (!isMonoid(manifest)) return { problem: `it reads the language ${manifest.task.name}, not updates of a state` };
  const encoding = told(manifest.task, world);
  if ('problem' in encoding) return encoding;
  const encoder = encoderOf(manifest.task);
  const truths = trueClasses(encoder, encoding);
  if ('problem' in truths) return truths;
  return encoding.tokens.length === 0 ? { problem: 'there is no step that it could read' } : { encoder, encoding };
}

/** Those that can read a text, each through the view in which it reads the world. Models of the same tokens are asked once. */
export function readersOf(models: readonly Model[], { trace, objects }: TextRead): Model[] {
  const worlds = new Map<View, Trace>([['whole', trace]]);
  const known = new Map<string, boolean>();
  return models.filter((model) => {
    const { manifest } = model;
    if (!isMonoid(manifest)) return false;
    const { degree, acts, bos, tokens, classes } = manifest.task;
    const task = JSON.stringify([degree, acts, bos, tokens, classes.length]);
    let reads = known.get(task);
    if (reads === undefined) {
      const view = viewFor(trace, degree, objects);
      const world = worlds.get(view) ?? seenIn(view, trace, objects);
      worlds.set(view, world);
      known.set(task, (reads = !('problem' in readingOf(model, world))));
    }
    return reads;
  });
}
