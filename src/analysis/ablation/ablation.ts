import type { CallOptions } from '../../inference/client';
import type { AblatedPart, Score, SiteKind } from '../../inference/looks';
import { insideOutputs } from '../../representation/outputs';
import { measured } from '../measured';
import type { OverWords } from '../patching/over-words';
import { PatchError } from '../patching/patch-error';
import { sampleWords } from '../sample-words';
import { wilson } from '../../statistics/wilson';

/** Steps of random words where a model tells no length at which it is right. */
const USUAL_STEPS = 16;

export interface AblationOptions extends CallOptions {
  kinds: readonly SiteKind[];
  /** What stands in place of a part: the mean of its values over the words, or zero. */
  by: 'mean' | 'zero';
  words: number;
  /** Steps of each; as many as the model is right at, within 64, if undefined. */
  length?: number | undefined;
  seed: number;
  seconds: number;
}

/** Share of states that are right over random words, with its 95% interval by Wilson with words as trials. */
export interface Measured extends Score {
  share: number;
  interval: [low: number, high: number];
}

export interface Harmed extends Omit<AblatedPart, 'score'> {
  name: string;
  score: Measured;
  /** By how much the share of right states is less without it, over the words and over the text. */
  harm: number;
  harmOfText: number | null;
}

export interface Ablation {
  base: Measured;
  /** The most harmful first. */
  parts: Harmed[];
  /** Parts that time did not suffice for. */
  left: number;
  /** Of each word. */
  steps: number;
  digest: string | undefined;
}

/**
 * How well a model does without each of its parts.
 *
 * @throws PatchError, InferenceError, GradingError; the signal's reason when it is aborted
 */
export async function ablation(
  { task, manifest, outputs, digest, look }: OverWords,
  { kinds, by, words: count, length, seed, seconds, ...call }: AblationOptions,
): Promise<Ablation> {
  const states = insideOutputs(outputs).flatMap(({ kind, output }) => (kind === 'state' ? [output] : []));
  const reach = measured(manifest)?.reach ?? 0;
  const steps = length ?? (reach > 0 ? Math.min(reach, 64) : USUAL_STEPS);
  const words = sampleWords(task, steps + (task.bos == null ? 0 : 1), seed, steps, count);
  const ask = { words, kinds, states, by, milliseconds: 1000 * seconds };
  const { base, parts, left } = await look('ablated', ask, call);
  if (parts.length + left === 0)
    throw new PatchError(
      `none of its parts is found: ${kinds.join(', ')} (a part is found between the layers that a model shows, docs/inside.md)`,
    );
  const whole = measuredOf(base);
  const harmed = parts.map((part): Harmed => {
    const score = measuredOf(part.score);
    const [own, without] = [textShare(base), textShare(part.score)];
    const harmOfText = own === null || without === null ? null : own - without;
    return { ...part, name: partName(part), score, harm: whole.share - score.share, harmOfText };
  });
  harmed.sort((a, b) => b.harm - a.harm || (b.harmOfText ?? 0) - (a.harmOfText ?? 0));
  return { base: whole, parts: harmed, left, steps, digest };
}

function measuredOf(score: Score): Measured {
  const share = score.states === 0 ? 0 : score.right / score.states;
  return { ...score, share, interval: wilson(share, score.words) };
}

function textShare({ text }: Score): number | null {
  return text && text.judged > 0 ? text.right / text.judged : null;
}

const NAMES: Readonly<Record<SiteKind, string>> = {
  layer: 'the layer',
  head: 'head',
  convolution: 'the convolution',
  gate: 'the gate',
  state: 'state channel',
  neuron: 'neuron',
};

/** As people count: `layer 2, head 3`. */
function partName({ kind, layer, part, of, isHeads }: Omit<AblatedPart, 'score'>): string {
  const what = isHeads ? 'state head' : NAMES[kind];
  return `layer ${layer}, ${what}${of > 1 || !what.startsWith('the ') ? ` ${part + 1}` : ''}`;
}
