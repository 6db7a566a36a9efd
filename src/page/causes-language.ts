import { languageMap } from '../analysis/language-model/causes';
import { languageCausesText } from '../analysis/language-model/causes-text';
import type { LanguageClient } from '../analysis/language-model/client';
import { LONGEST_TEXT } from '../analysis/language-model/defaults';
import { costText } from '../analysis/language-model/plan';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import type { CallOptions } from '../inference/client';
import type { LanguageModel } from '../models/language-model/folder';
import type { Requests } from '../protocol/messages';
import type { Trace } from '../trace/trace';

/** Pairs of texts, and seconds that they may take; what these do not suffice for is told. */
const PAIRS = 32;
const SECONDS = 60;

/**
 * Which states of a language model turn its answer at the end, over random texts of the world of a trace.
 *
 * @throws PatchError, and as `languageMap`
 */
export async function pageLanguageCauses(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  { signal, onProgress }: CallOptions,
): Promise<Requests['causes']['answer']> {
  let cost = '';
  const { cells, steps, idle, notes } = await languageMap(trace, model, client, {
    ...{ length: LONGEST_TEXT, pairs: PAIRS, seed: SAMPLE_SEED, seconds: SECONDS, signal },
    onCost: (of) => {
      cost = ` (${costText(of)})`;
    },
    onProgress: (progress) => onProgress?.({ ...progress, message: `${progress.message}${cost}` }),
  });
  const sentence = languageCausesText({ cells }, false);
  return { cells, steps, idle, sentence, length: LONGEST_TEXT, pairs: PAIRS, ...(notes.length > 0 && { notes }) };
}
