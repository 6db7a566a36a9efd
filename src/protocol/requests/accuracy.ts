/** How right models are on random words: as measured when they were made, and here and now. */
import * as z from 'zod/mini';
import { request } from '../request';
import { id, index, list, type Schema, type Type } from '../schema';

/** Accuracy over random words of one length. */
export type LengthAccuracy = Type<typeof lengthAccuracy>;
const lengthAccuracy = z.object({
  length: index,
  sequences: index,
  /** Share of words with every step right, and its 95% interval (Wilson). */
  full: z.number(),
  fullInterval: z.exactOptional(z.readonly(z.tuple([z.number(), z.number()]))),
  /** Share of steps that are right. */
  steps: z.number(),
});

export type ModelAccuracy = Type<typeof modelAccuracy>;
const modelAccuracy = z.object({
  model: z.string(),
  name: z.string(),
  architecture: z.string(),
  depth: index,
  task: z.string(),
  /** Measured when the model was made, from its manifest. */
  published: list(lengthAccuracy),
});
/** All models of the catalogue that have a task in common with the probe's. */
export const accuracy = request({
  ask: z.object({ probe: id }),
  answer: list(modelAccuracy),
  saved: 'worked out',
});

/** What was measured of the lengths that were asked for, and why the others were not. */
export type FreshAccuracy = Type<typeof freshAnswer>;
const freshAnswer = z.object({
  measured: list(lengthAccuracy),
  missing: list(z.object({ length: index, reason: z.string() })),
});

const lengths: Schema<readonly number[]> = z
  .array(index.check(z.minimum(1), z.maximum(10_000)))
  .check(z.minLength(1), z.maxLength(32));

/** Measures a model anew, here and now. */
export type FreshAsk = Type<typeof freshAsk>;
const freshAsk = z.object({
  model: id,
  lengths,
  count: index.check(z.minimum(1), z.maximum(100_000)),
  seed: index,
});
export const freshAccuracy = request({ ask: freshAsk, answer: freshAnswer, saved: 'refused' });
