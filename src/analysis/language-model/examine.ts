import { InferenceError } from '../../inference/client';
import type { LanguageModel } from '../../models/language-model/folder';
import type { Trace } from '../../trace/trace';
import type { LanguageClient } from './client';
import { probeText, type TextProbeOptions, type TextProbes } from './probes';
import { randomAccuracy, type AccuracyAfter } from './random-texts';
import { askModel, isAsked, type LanguageOptions, type LanguageRun } from './run';

/** What a language model said of a text, and over random texts of its world; or why it was not asked. */
export type Examined =
  | {
      model: LanguageModel;
      run: LanguageRun;
      random?: AccuracyAfter[];
      probes?: TextProbes | { reason: string };
    }
  | { model: LanguageModel; skipped: string; failed?: true };

/** What is asked beyond the text itself. */
export interface Beyond {
  /** Random texts of each number of steps, a question each; none if absent. */
  random?: number | undefined;
  /** Random texts on which probes are fitted and measured; none if absent. */
  probes?: number | undefined;
  /** Steps of the longest of them. */
  longest: number;
  seed: number;
}

/** Layers that cannot be probed take nothing from what was answered before. */
function asReason(error: unknown): { reason: string } {
  if (error instanceof InferenceError) return { reason: error.message };
  throw error;
}

/**
 * Asks a language model about a text, then over random texts of the same world, then fits probes on its layers.
 *
 * @throws the signal's reason when it is aborted; RangeError for more questions than are asked
 */
export async function examine(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  { random, probes, longest, seed }: Beyond,
  { onCost, ...options }: LanguageOptions & Pick<TextProbeOptions, 'onCost'>,
): Promise<Examined> {
  const { text, signal, onProgress } = options;
  const shared = { signal, onProgress, seed };
  try {
    const run = await askModel(trace, model, client, options);
    if (!isAsked(run)) return { model, skipped: run.reason, ...(run.failed && { failed: true }) };
    const fit = async (texts: number): Promise<TextProbes | { reason: string }> =>
      run.facts.noLayers === null
        ? probeText(trace, model, client, { ...shared, onCost, text, texts, steps: longest }).catch(asReason)
        : { reason: run.facts.noLayers };
    return {
      ...{ model, run },
      ...(random !== undefined && {
        random: await randomAccuracy(trace, model, client, { ...shared, texts: random, longest }),
      }),
      ...(probes !== undefined && { probes: await fit(probes) }),
    };
  } catch (error) {
    if (error instanceof InferenceError) return { model, skipped: error.message, failed: true };
    throw error;
  }
}
