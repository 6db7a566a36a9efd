/** How a model did on a text, among random words of the same length. */
import * as z from 'zod/mini';
import type { Difficulty } from '../../analysis/failures/difficulty-text';
import { request, runKey } from '../request';
import { index, objectOf } from '../schema';

export type { Difficulty };

const answer = objectOf<Difficulty>({
  ...{ words: index, tokens: index, seed: index, steps: index },
  right: z.number(),
  cut: z.boolean(),
  ...{ harder: z.number(), same: z.number(), wrong: z.number() },
  interval: z.tuple([z.number(), z.number()]),
  sentence: z.string(),
});
export const difficulty = request({ ask: runKey, answer, saved: [{}] });
