import { overTraining } from '../analysis/over-training';
import { overTrainingText } from '../analysis/over-training-text';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import type { CallOptions } from '../inference/client';
import { trainingLike } from '../models/training-like';
import type { OverTraining, RunKey } from '../protocol/messages';
import type { LookedAt } from './looked-at';
import { laneOf } from './run';

/**
 * A training like the model's, moment by moment, over the text as the model read it; null where none is kept.
 *
 * @throws Error with the reason where a moment cannot be run
 */
export async function pageOverTraining(
  { entry, inside }: LookedAt,
  _: RunKey | object,
  options: CallOptions,
): Promise<OverTraining | null> {
  const training = await trainingLike(entry.model);
  if (!training) return null;
  const lanes: Pick<ReturnType<typeof laneOf>, 'predicted' | 'outcome'>[] = [];
  const { client, word } = inside;
  const found = await overTraining(entry.trace, training, client, {
    ...options,
    ...{ providers: word.providers, seed: SAMPLE_SEED },
    onMoment: (moment) => {
      const { predicted, outcome } = laneOf(moment);
      lanes.push({ predicted, outcome });
    },
  });
  if ('reason' in found) throw new Error(found.reason);
  const { id, name, tokens, words, seed, layers } = found;
  const moments = found.moments.flatMap(({ step, minutes, accuracy, learned }, at) => {
    const lane = lanes[at];
    return lane ? [{ step, minutes, accuracy, learned, ...lane }] : [];
  });
  return { id, name, tokens, words, seed, layers, sentences: overTrainingText(found), moments };
}
