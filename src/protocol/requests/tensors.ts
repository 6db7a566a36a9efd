/** Tensors of a file's graph that a person chose to see over the text. */
import * as z from 'zod/mini';
import { request } from '../request';
import { float32, id, index, list, type Type } from '../schema';
import { cut } from '../world';

const chosen = z.object({ probe: id, key: index });

/** A tensor as a matrix. */
export type ChosenTensorValues = Type<typeof values>;
const values = z.object({
  /** Such as `float32`, and its sizes as the file gave them. */
  type: z.string(),
  shape: list(index),
  /** Whether columns are the steps of the text: then each is what stands at the token after which the step's state counts. */
  isOverSteps: z.boolean(),
  rows: index,
  columns: index,
  /** `rows × columns`, row-major; NaN where there is no state. */
  data: float32,
  cut: z.exactOptional(cut),
});
export const chosenTensor = request({ ask: chosen, answer: values, saved: 'refused' });

/** Takes it off the page. */
export const removeTensor = request({ ask: chosen, answer: z.null(), saved: 'refused' });
