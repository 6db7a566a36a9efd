import { GradingError } from '../models/grading/class-walk';
import { isProbed, type ProbedModel, type SkippedModel } from '../analysis/probe';
import { similarModels, type SimilarModels } from '../analysis/similar-models';
import { InferenceError, type InferenceClient } from '../inference/client';
import type { ProviderName } from '../inference/protocol';
import { layerName, layerOf } from '../representation/outputs';
import { showLine } from './output';
import { table } from './table';

/** Pairs that are compared at most. */
const MOST_PAIRS = 15;
/** Of random words about as long as the text. */
const [LEAST_TOKENS, MOST_TOKENS] = [16, 64];

/** Two models, and how alike they are; or why that cannot be told. */
export type Likeness = { models: [id: string, id: string] } & (SimilarModels | { reason: string });

/** Of each two models that read a text. @throws the signal's reason when it is aborted */
export async function likenesses(
  entries: readonly (ProbedModel | SkippedModel)[],
  client: InferenceClient,
  { providers, signal, seed }: { providers: readonly ProviderName[]; signal: AbortSignal; seed: number },
): Promise<Likeness[]> {
  const probed = entries.filter((entry) => isProbed(entry));
  const pairs = probed.flatMap((first, at) => probed.slice(at + 1).map((second) => [first, second] as const));
  const found: Likeness[] = [];
  for (const [{ model: first, encoding }, { model: second }] of pairs.slice(0, MOST_PAIRS)) {
    const models: [string, string] = [first.manifest.id, second.manifest.id];
    showLine(`comparing ${models.join(' and ')}`);
    const tokens = Math.max(LEAST_TOKENS, Math.min(MOST_TOKENS, encoding.tokens.length));
    try {
      found.push({ models, ...(await similarModels(first, second, client, { tokens, seed, providers, signal })) });
    } catch (error) {
      if (!(error instanceof InferenceError || error instanceof GradingError)) throw error;
      found.push({ models, reason: error.message });
    }
  }
  return found;
}

export function likenessText(likeness: Likeness): string {
  const title = likeness.models.join(' beside ');
  if ('reason' in likeness) return `${title}: not compared: ${likeness.reason}`;
  const { layers, cka, others, words, tokens } = likeness;
  const number = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
  const rows = cka.map((row, at) => [layerName(layerOf(layers[0][at] ?? '')), ...row.map(number)]);
  return [
    `${title}: likeness of layers (linear CKA) over ${words} random words of ${tokens} tokens`,
    table(['', ...layers[1].map((name) => layerName(layerOf(name)))], rows),
    `Last layers over different words: ${number(others)}.`,
  ].join('\n');
}
