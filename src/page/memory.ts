import { memoryHorizon, superposition } from '../analysis/memory';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import type { CallOptions } from '../inference/client';
import type { Requests } from '../protocol/messages';
import type { LookedAt } from './looked-at';

/** @throws InferenceError, GradingError; the signal's reason when it is aborted */
export async function pageMemory(
  { inside }: LookedAt,
  _: Requests['memory']['ask'],
  call: CallOptions,
): Promise<Requests['memory']['answer']> {
  const options = { ...call, tokens: inside.tokensOfWords, seed: SAMPLE_SEED };
  const sums = await superposition(inside, inside.layers, options);
  const horizon = await memoryHorizon(inside, inside.layers, options);
  return { horizon, sums };
}
