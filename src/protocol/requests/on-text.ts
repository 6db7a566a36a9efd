/** How a model does on the text that was not among those chosen to run. */
import * as z from 'zod/mini';
import { request, runKey } from '../request';
import { index, int32, uint8, type Type } from '../schema';

/** As in a run: what is needed to say where it is wrong. */
export type OnText = Type<typeof onText>;
const onText = z.object({
  outcome: uint8,
  firstWrong: z.nullable(index),
  accuracy: z.number(),
  rightAtEnd: z.boolean(),
  tokens: z.exactOptional(int32),
});
export const runOnText = request({ ask: runKey, answer: onText, saved: 'refused' });
