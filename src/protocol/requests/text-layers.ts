/** What linear probes read on each layer of a language model, over the text and over random texts of its world. */
import * as z from 'zod/mini';
import { request, runKey } from '../request';
import { arrangements, float32, index, list, uint8, type Type } from '../schema';

export type TextReading = Type<typeof textReading>;
const textReading = z.object({
  /** 0 wrong, 1 right, 2 nothing is read, for each step of the text. */
  outcome: uint8,
  /** `steps × slots` of the run's view. */
  predicted: arrangements,
  /** Share of the places that change which are right; `NaN` where nothing is read. */
  right: float32,
  /** Share that is right on random texts that were not fitted on, with its 95% interval over texts. */
  heldOut: z.object({ accuracy: z.number(), interval: z.tuple([z.number(), z.number()]) }),
  /** The same share of a probe that was fitted on labels in another order. */
  shuffled: z.number(),
});

export type TextLayer = Type<typeof textLayer>;
const textLayer = z.object({
  /** 0 is the embedding; null a bag of words, which is no layer. */
  layer: z.nullable(index),
  /** By a probe for each place. */
  places: textReading,
  /** By one for the whole state; absent where there are too many states. */
  whole: z.exactOptional(textReading),
});

export type TextLayers = Type<typeof textLayers_>;
const textLayers_ = z.object({
  rows: list(textLayer),
  /** Why the whole state is not read at once. */
  noWhole: z.exactOptional(z.string()),
  /** Random texts that were fitted on, and held out. */
  fitted: index,
  heldOut: index,
  /** Why the model read another text than the one that was probed. */
  note: z.exactOptional(z.string()),
});

export const textLayers = request({ ask: runKey, answer: textLayers_, saved: 'refused' });
