/** How steps stand to one another inside a model. */
import * as z from 'zod/mini';
import { outputKey, request } from '../request';
import { float32, index, list, uint8, type Type } from '../schema';
import { cut } from '../world';

/** Cosine of the hidden states of two steps beside equality of their true states. */
export type Similarity = Type<typeof similarityAnswer>;
const similarityAnswer = z.object({
  /** Steps `from`, `from + stride`, … are compared. */
  from: index,
  stride: index,
  size: index,
  /** `size × size`, row-major, symmetric; NaN where there is no state. States are centred by their mean first. */
  cosine: float32,
  /** `size × size`: 1 where the true states are equal, 0 where not, 2 where there is none. */
  equal: uint8,
  /**
   * How well equality of states can be told from the cosine alone, for each `hidden.k` over these steps: the area under
   * the ROC curve (Mann–Whitney), 0.5 for chance and 1 for perfect; null where all states are equal or all differ.
   */
  agreement: list(z.object({ output: z.string(), area: z.nullable(z.number()) })),
});
/** Of the steps `from` to `to` (exclusive), with the least stride that keeps to `MOST_SIDE`. */
export const similarity = request({
  ask: z.extend(outputKey, { from: index, to: index }),
  answer: similarityAnswer,
  saved: 'worked out',
});

/** Attention of one head between steps: rows read, columns are read from. Steps, not tokens. */
export type Attention = Type<typeof attentionAnswer>;
const attentionAnswer = z.object({
  heads: index,
  from: index,
  stride: index,
  size: index,
  /** `size × size`, row-major; the weight on all tokens of a step, zero for later steps. */
  weights: float32,
  /** Set where a narrower window would have the same stride. */
  cut: z.exactOptional(cut),
});
export const attention = request({
  ask: z.extend(outputKey, { head: index, from: index, to: index }),
  answer: attentionAnswer,
  saved: 'worked out',
});
