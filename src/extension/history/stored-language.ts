import * as z from 'zod';
import type { Model as PageModel, Run } from '../../protocol/messages';

const name = z.string().max(200);
const steps = z.array(z.number()).max(100_000);
const objects = z.array(z.int().min(-2).max(32_767)).max(2_000_000);
const place = z.int().min(0).nullable();

/** What a language model answered, as it is shown: it is asked anew by probing again. */
const storedLane = z.object({
  predicted: objects,
  outcome: z.array(z.int().min(0).max(2)).max(100_000),
  confidence: steps,
  confidenceInTruth: steps,
  firstWrong: place,
  lastChange: place.exactOptional(),
  accuracy: z.number(),
  rightAtEnd: z.boolean(),
  tokens: z.array(z.int()).max(100_000),
  provider: z.string().max(40),
  digest: z.string().max(64).exactOptional(),
  milliseconds: z.number(),
});

/** The lane of a language model in a probe on disk. */
export const storedLanguageSchema = z.object({
  id: name,
  kind: z.literal('language'),
  name,
  architecture: name,
  beside: z.string().max(2000).exactOptional(),
  layers: z
    .array(z.object({ name, neurons: z.int().min(0) }))
    .max(10_001)
    .default([]),
  state: z.union([
    z.object({ kind: z.literal('done'), run: storedLane }),
    z.object({ kind: z.enum(['not applicable', 'failed']), reason: z.string() }),
    z.object({ kind: z.literal('cancelled') }),
  ]),
});

export type StoredLanguage = z.infer<typeof storedLanguageSchema>;

export function storeLanguage({ id, name, architecture, layers, beside, state }: PageModel): StoredLanguage {
  const kept = (): StoredLanguage['state'] => {
    if (state.kind === 'done') return { kind: 'done', run: laneOf(state.run) };
    // A window that was closed ends what was being asked.
    return state.kind === 'waiting' || state.kind === 'running' ? { kind: 'cancelled' } : state;
  };
  return {
    id,
    kind: 'language',
    name,
    architecture,
    layers: [...layers],
    ...(beside !== undefined && { beside }),
    state: kept(),
  };
}

function laneOf(run: Run): z.infer<typeof storedLane> {
  const { firstWrong, lastChange, accuracy, rightAtEnd, provider, digest, milliseconds } = run;
  return {
    predicted: [...run.predicted],
    outcome: [...run.outcome],
    confidence: [...run.confidence],
    confidenceInTruth: [...(run.confidenceInTruth ?? [])],
    tokens: [...(run.tokens ?? [])],
    ...{ firstWrong, accuracy, rightAtEnd, provider, milliseconds },
    ...(lastChange !== undefined && { lastChange }),
    ...(digest !== undefined && { digest }),
  };
}

/**
 * @param view the whole world's place among those of the probe
 * @param sizes of that world
 */
export function restoreLanguage(
  { id, name, architecture, layers, beside, state }: StoredLanguage,
  view: number,
  sizes: { steps: number; slots: number },
): PageModel {
  const model = {
    id,
    name,
    architecture,
    layers,
    readsText: true as const,
    ...(beside !== undefined && { beside }),
  };
  if (state.kind !== 'done') return { ...model, state };
  const { predicted, outcome, confidence, confidenceInTruth, tokens, ...rest } = state.run;
  const isWhole =
    predicted.length === sizes.steps * sizes.slots &&
    [outcome, confidence, confidenceInTruth, tokens].every(({ length }) => length === sizes.steps);
  if (!isWhole || view < 0)
    return {
      ...model,
      state: { kind: 'failed', reason: 'its answers cannot be shown again: they are not of this text' },
    };
  const run: Run = {
    ...{ view, ...rest },
    predicted: Int16Array.from(predicted),
    outcome: Uint8Array.from(outcome),
    confidence: Float32Array.from(confidence),
    confidenceInTruth: Float32Array.from(confidenceInTruth),
    tokens: Int32Array.from(tokens),
  };
  return { ...model, state: { kind: 'done', run } };
}
