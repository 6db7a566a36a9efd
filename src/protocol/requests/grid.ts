/** What is read from each layer after each step. */
import * as z from 'zod/mini';
import { READINGS, type Reading } from '../../analysis/readings';
import { request, runKey } from '../request';
import { arrangements, float32, list, uint8, type Schema, type Type } from '../schema';

export type { Reading };
const reading: Schema<Reading> = z.enum(READINGS);

export type GridRow = Type<typeof gridRow>;
const gridRow = z.object({
  /** `hidden.k` */
  output: z.string(),
  /** 0 wrong, 1 right, 2 no state, for each step of the text. */
  outcome: uint8,
  /** `steps × slots` of the run's view. */
  predicted: arrangements,
  /** Of the true state; `NaN` where there is none. */
  probability: float32,
  /** Of a probe: share of right states on random words that were not fitted on, with its 95% interval. */
  heldOut: z.exactOptional(z.object({ accuracy: z.number(), interval: z.tuple([z.number(), z.number()]) })),
  /** Of a control: by how much the probe's accuracy is above it. */
  selectivity: z.exactOptional(z.number()),
});

export const grid = request({
  ask: z.extend(runKey, { reading }),
  answer: z.object({ rows: list(gridRow) }),
  saved: 'refused',
});
