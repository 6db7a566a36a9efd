/** What a model of this kind had learned by each moment of its training, and how it read the text then. */
import * as z from 'zod/mini';
import type { Learned } from '../../analysis/over-training-text';
import { request, runKey } from '../request';
import { arrangements, index, list, objectOf, uint8, type Type } from '../schema';

const learned = objectOf<Learned>({
  key: z.string(),
  answers: z.number(),
  layers: list(z.number()),
  guess: z.number(),
  firstWrong: z.nullable(index),
});

export type TrainingMoment = Type<typeof moment>;
const moment = z.object({
  /** Of training. */
  step: index,
  minutes: z.nullable(z.number()),
  /** Share of the text's steps that are right; null where none is judged. */
  accuracy: z.nullable(z.number()),
  learned: list(learned),
  /** As of a run, in the view of the model that was asked about. */
  predicted: arrangements,
  outcome: uint8,
});

export type OverTraining = Type<typeof told>;
const told = z.object({
  ...{ id: z.string(), name: z.string(), tokens: index, words: index, seed: index },
  layers: list(z.string()),
  sentences: list(z.string()),
  moments: list(moment),
});

/** Null where no training of the model's architecture and task is kept. */
export const overTraining = request({ ask: runKey, answer: z.nullable(told), saved: [{}] });
