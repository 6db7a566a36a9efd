import * as z from 'zod/mini';
import { int16, list, uint8, type Type } from './schema';

/** In an arrangement: nothing is known of this slot. A row of only these is no state at all (chess's null state). */
export type Nothing = -1;
/** In a predicted arrangement: a place that the model has and the world has not (S5 models on a world of three). */
export type Spare = -2;

/** Rows of object indices, `rows[row * slots + slot]`; besides indices only {@link Nothing} and {@link Spare}. */
export type Arrangements = Int16Array;

/** What lanes show: the world itself, or five of its objects when the world is larger than the models' (see docs). */
export type WorldView = Type<typeof worldView>;
export const worldView = z.object({
  /** Names of the places, in order. */
  slots: list(z.string()),
  /** Names of the objects, by index. */
  objects: list(z.string()),
  /** `(steps + 1) × slots`: the true state before the first step, then after every step; see {@link Arrangements}. */
  truth: int16,
  /** 1 for a step that changes nothing in this world; absent when every step does. */
  rests: z.exactOptional(uint8),
  /** Said above the lanes when this is not simply the text's world: what is followed, and how. */
  note: z.exactOptional(z.string()),
});

/** Something is not shown in full. The page always says so. */
export type Cut = Type<typeof cut>;
export const cut = z.object({
  what: z.enum(['steps', 'neurons', 'slots', 'objects', 'models', 'parts']),
  shown: z.number(),
  total: z.number(),
  /** Why, and what to do to see the rest. */
  reason: z.exactOptional(z.string()),
});
