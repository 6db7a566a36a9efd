import { isInHalfPrecision } from '../../graph/half';
import { readSkeleton } from '../../graph/skeleton';
import { readManifest } from '../../models/catalogue';
import type { ModelFiles } from '../../models/model-files';
import { readOnnxMetadata } from '../../models/onnx-metadata';
import { ContractError } from '../contract';
import type { ProviderName } from '../protocol';
import type { KeptChecks } from './kept';
import { sampleAnswers, samplePublished, type RunWords } from './sample';
import { judgeAnswers, judgeLengths, type PrecisionCheck } from './verdict';

/** A model that is open on a provider other than the CPU. */
export interface OnProvider {
  files: ModelFiles;
  provider: ProviderName;
  run: RunWords;
  /** The longest word that the file takes; with what starts it. */
  longest: number;
  /** The same on the CPU, opened when it is needed. */
  onCpu: () => Promise<{ run: RunWords; release: () => Promise<void> }>;
  /** Called while the model is run. */
  tell: () => void;
}

/**
 * Whether a file in half precision is, on a provider, as accurate as its manifest publishes; where that publishes nothing, whether
 * its answers are those of the CPU. Each provider rounds in its own way and adds up in its own precision, so that it is found out
 * once for each file and provider, and kept.
 *
 * @returns undefined for a file that computes in float32
 * @throws ContractError for a manifest that cannot be read; the runtime's error where the provider does not run the model
 */
export async function judgePrecision(model: OnProvider, kept: KeptChecks): Promise<PrecisionCheck | undefined> {
  const { files, provider } = model;
  const known = kept.get(files.digest, provider);
  if (known) return known;
  if (!isInHalfPrecision((await readSkeleton(files.path)).graph)) return undefined;
  const check = await measured(model);
  kept.set(files.digest, check);
  return check;
}

async function measured({ files, provider, run, longest, onCpu, tell }: OnProvider): Promise<PrecisionCheck> {
  const found = await readManifest(files.path, (await readOnnxMetadata(files.path)).metadata);
  if ('reason' in found) throw new ContractError(found.reason);
  const lengths = await samplePublished(found.manifest, run, longest, tell);
  if (lengths.length > 0) return judgeLengths(provider, lengths);
  const cpu = await onCpu();
  try {
    return judgeAnswers(provider, await sampleAnswers(found.manifest, [cpu.run, run], longest, tell));
  } finally {
    await cpu.release();
  }
}
