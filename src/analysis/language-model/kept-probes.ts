import { createHash } from 'node:crypto';
import type { CallOptions } from '../../inference/client';
import type { LabelledText, ProbedLayerOfText, ProbesAnswer, ProbesAsk } from '../../inference/language-model/asks';
import { SizedCache } from '../../inference/sized-cache';
import type { LanguageModel } from '../../models/language-model/folder';
import type { LanguageClient } from './client';
import { keepAnswer, keptAnswer } from './kept-answer';
import type { Cost } from './plan';

/** Bytes of all answers that are kept. */
const MOST_KEPT = 32 * 2 ** 20;

/** What probes read, by the model's digest and by all texts with their labels: who opens a panel again does not wait again, in another window or after a restart
 * neither. */
const kept = new SizedCache<ProbesAnswer>({ bytes: MOST_KEPT });

interface KeptOptions extends CallOptions {
  /** Called before the model reads the texts; not where what it read is known. */
  onCost?: ((cost: Cost) => void) | undefined;
}

/** The answer of a model's probes, from before where the same was asked of the same files. @throws as `client.language` */
export async function probesOf(
  model: LanguageModel,
  client: LanguageClient,
  ask: ProbesAsk,
  { onCost, ...options }: KeptOptions,
): Promise<ProbesAnswer> {
  const texts = [...ask.texts, ask.own].map(({ text, ends }) => ({ text, ends }));
  const facts = await client.language(model, 'facts', { texts }, options);
  const key = keyOf(facts.digest, model, ask);
  const known = kept.get(key);
  if (known) return known;
  const { kept: folder } = client;
  const onDisk = folder === undefined ? undefined : await keptAnswer(folder, key);
  if (onDisk) {
    remember(key, onDisk);
    return onDisk;
  }
  const tokens = facts.texts.reduce((sum, one) => sum + Math.min(one.tokens, facts.longest), 0);
  onCost?.({ tokens, milliseconds: tokens * facts.perToken });
  const answer = await client.language(model, 'probes', ask, options);
  remember(key, answer);
  if (folder !== undefined) await keepAnswer(folder, key, answer);
  return answer;
}

function remember(key: string, answer: ProbesAnswer): void {
  const bytes = bytesOf(answer);
  if (bytes <= MOST_KEPT) kept.set(key, answer, bytes);
}

function keyOf(digest: string, { layers, width, context }: LanguageModel, ask: ProbesAsk): string {
  const { texts, own, ...sizes } = ask;
  const hash = createHash('sha256').update(JSON.stringify({ digest, layers, width, context, ...sizes }));
  const add = ({ text, ends, labels }: LabelledText): unknown => hash.update(JSON.stringify([text, ends, [...labels]]));
  for (const one of [...texts, own]) add(one);
  return hash.digest('hex');
}

function bytesOf({ layers, words }: ProbesAnswer): number {
  return [...layers, words]
    .flatMap((one: ProbedLayerOfText) => [one.right, one.total, one.shuffled.right, one.shuffled.total, one.own])
    .reduce((sum, { byteLength }) => sum + byteLength, 0);
}
