import * as z from 'zod/mini';
import { request, runKey } from '../request';
import { float32, list } from '../schema';

/** How large the states of every layer are: their norms after each step. */
export const sizes = request({
  ask: runKey,
  answer: list(z.object({ output: z.string(), sizes: float32 })),
  saved: [{}],
});
