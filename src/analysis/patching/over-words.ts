import type { CallOptions, InferenceClient } from '../../inference/client';
import type { LookName, Looks } from '../../inference/looks';
import type { ProviderName } from '../../inference/protocol';
import type { Model } from '../../models/catalogue';
import {
  classesOf,
  isMonoid,
  vocabularyOf,
  type Manifest,
  type MonoidManifest,
  type MonoidTask,
} from '../../models/manifest';
import type { Inside } from '../inside';
import { PatchError } from './patch-error';

/** A model as what is measured over random words asks it. */
export interface OverWords {
  task: MonoidTask;
  manifest: MonoidManifest;
  outputs: readonly string[];
  digest: string | undefined;
  look: <K extends LookName>(name: K, ask: Looks[K]['ask'], options: CallOptions) => Promise<Looks[K]['answer']>;
}

/** A model that a text was probed with: what is told of the text is of this one. @throws PatchError */
export function overText(manifest: Manifest, inside: Inside): OverWords {
  const monoid = updates(manifest);
  const { outputs, word } = inside;
  return {
    ...{ task: monoid.task, manifest: monoid, outputs, digest: word.digest },
    look: (name, ask, options) => inside.look(name, ask, options),
  };
}

/** A model by itself, over a text without steps. @throws PatchError, InferenceError; the signal's reason when it is aborted */
export async function overWords(
  { path, manifest }: Pick<Model, 'path' | 'manifest'>,
  client: InferenceClient,
  providers: readonly ProviderName[],
  options: CallOptions,
): Promise<OverWords> {
  const monoid = updates(manifest);
  const { task } = monoid;
  const { outputs, digest } = await client.load({ model: path, providers }, options);
  const word = {
    ...{
      name: 'random words',
      model: path,
      providers,
      tokens: Int32Array.of(task.bos ?? 0),
      first: task.bos == null ? 0 : 1,
    },
    ...{ vocabulary: vocabularyOf(monoid), classes: classesOf(monoid) },
    ...{ after: new Int32Array(), truth: new Int32Array() },
    ...(digest !== undefined && { digest }),
  };
  return {
    ...{ task, manifest: monoid, outputs, digest },
    look: (name, ask, call) => client.look(word, name, ask, call),
  };
}

function updates(manifest: Manifest): MonoidManifest {
  if (!isMonoid(manifest)) throw new PatchError(`it reads the language ${manifest.task.name}, not updates of a state`);
  return manifest;
}
