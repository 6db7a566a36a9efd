import type { StepWord } from '../../inference/looks';
import type { ProviderName } from '../../inference/protocol';
import type { Model } from '../../models/catalogue';
import { classesOf, vocabularyOf, type MonoidManifest } from '../../models/manifest';

/** What a look needs to know of a model where it is over random words alone: a text without steps. */
export function bareWord(
  { path, manifest }: Pick<Model, 'path'> & { manifest: MonoidManifest },
  providers: readonly ProviderName[],
  tokens: Int32Array,
  digest: string | undefined,
): StepWord {
  return {
    ...{ name: 'random words', model: path, providers, tokens, first: manifest.task.bos == null ? 0 : 1 },
    ...{ vocabulary: vocabularyOf(manifest), classes: classesOf(manifest) },
    ...{ after: new Int32Array(), truth: new Int32Array() },
    ...(digest !== undefined && { digest }),
  };
}
