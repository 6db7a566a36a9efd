/** What a model's outputs are at the steps of a text. */
import * as z from 'zod/mini';
import { outputKey, request } from '../request';
import { float32, index, list, uint32, type Type } from '../schema';
import { cut } from '../world';

/** As the model gave them; less each neuron's mean over the steps; or each step less the one before it (zero at first). */
export type Form = Type<typeof form>;
const form = z.enum(['raw', 'centred', 'change']);

/**
 * Rows of one output: those of the steps `from`, `from + stride`, `from + 2·stride`, … below `to`, at most `PIECE_ROWS` of
 * them. A stride above one is asked for when the view is too coarse to show every step.
 */
export type RowsAsk = Type<typeof rowsAsk>;
const rowsAsk = z.extend(outputKey, {
  form,
  from: index,
  /** Exclusive; at most the number of steps. */
  to: index,
  stride: index.check(z.minimum(1)),
});

/** All the rows that were asked for; fewer only if the model's run ended before `to`. */
export type RowsPiece = Type<typeof rowsPiece>;
const rowsPiece = z.object({
  /** Values in a row; fewer than the output's width if `cut` says so. */
  neurons: index,
  /** `rows × neurons`, row-major: the output at the token after which the step's state counts. */
  data: float32,
  /** Over all steps in this form, not of this piece alone: the colour scale must not change while one scrolls. */
  min: z.number(),
  max: z.number(),
  /** 99th percentile of the absolute values: colours end here, so that one outlier does not grey the rest. */
  typical: z.exactOptional(z.number()),
  cut: z.exactOptional(cut),
});
export const rows = request({ ask: rowsAsk, answer: rowsPiece, saved: 'worked out' });

/** The neurons of an output over the whole run. */
export type NeuronFacts = Type<typeof neuronFacts>;
const neuronFacts = z.object({
  /** Of each neuron over the steps. */
  variance: float32,
  /** Neurons so that those with alike courses (correlation up to sign) stand side by side. */
  similar: uint32,
});
export const neurons = request({
  ask: z.extend(outputKey, { form }),
  answer: neuronFacts,
  saved: 'worked out',
});

/** One neuron's course over all steps; NaN where there is no state. */
export const neuron = request({
  ask: z.extend(outputKey, { form, neuron: index }),
  answer: float32,
  saved: 'worked out',
});

/** One output at one step, in its own shape: the recurrent state, a transition matrix, a decay. */
export type StepTensor = Type<typeof stepTensor>;
const stepTensor = z.object({
  /** Such as `[64, 8]` or `[16, 16]`. */
  shape: list(index),
  data: float32,
});
export const tensor = request({
  ask: z.extend(outputKey, { step: index }),
  answer: stepTensor,
  saved: 'worked out',
});
