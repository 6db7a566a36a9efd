import { ablation } from '../analysis/ablation/ablation';
import { causalMap } from '../analysis/patching/causal-map';
import { causalText } from '../analysis/patching/causal-text';
import { overText } from '../analysis/patching/over-words';
import { SAMPLE_SEED } from '../analysis/sample-seed';
import type { CallOptions } from '../inference/client';
import type { Requests } from '../protocol/messages';
import type { LookedAt } from './looked-at';

/** Pairs of words, and the steps of each. */
const [PAIRS, LENGTH] = [48, 64];
const WORDS = 128;
/** Seconds that either may take; what they do not suffice for is told. */
const SECONDS = 60;
/** Parts that the page shows. */
const MOST_PARTS = 100;

/** @throws PatchError, and as `causalMap` */
export async function pageCauses(
  { entry, inside }: LookedAt,
  _: Requests['causes']['ask'],
  call: CallOptions,
): Promise<Requests['causes']['answer']> {
  const options = { length: LENGTH, pairs: PAIRS, seed: SAMPLE_SEED, seconds: SECONDS, ...call };
  const found = await causalMap(overText(entry.model.manifest, inside), options);
  const { cells, steps, idle } = found;
  return { cells, steps, idle, sentence: causalText(found, LENGTH), length: LENGTH, pairs: PAIRS };
}

/** @throws PatchError, and as `ablation` */
export async function pageAblated(
  { entry, inside }: LookedAt,
  { kinds }: Requests['ablated']['ask'],
  call: CallOptions,
): Promise<Requests['ablated']['answer']> {
  const options = { kinds, by: 'mean' as const, words: WORDS, seed: SAMPLE_SEED, seconds: SECONDS, ...call };
  const { base, parts, left, steps } = await ablation(overText(entry.model.manifest, inside), options);
  const scoreOf = ({ share, interval, text }: typeof base) => ({ accuracy: share, interval, text });
  return {
    whole: scoreOf(base),
    parts: parts.slice(0, MOST_PARTS).map(({ name, score, harm }) => ({ name, ...scoreOf(score), harm })),
    ...{ measured: parts.length, left, words: WORDS, steps },
  };
}
