import * as z from 'zod/mini';
import type { View } from '../trace/views';
import { arrangements, list, uint8, type Type } from './schema';

/** What lanes show: the world itself, or a view of it where it is larger than the models' (see docs). */
export type WorldView = Type<typeof worldView>;
export const worldView = z.object({
  /** Which one it is: models are shown beside the one that they read. */
  view: z.exactOptional(
    z.enum({
      whole: 'whole',
      'moving-slots': 'moving-slots',
      'five-objects': 'five-objects',
      'next-symbols': 'next-symbols',
    } satisfies { [K in View]: K }),
  ),
  /** Names of the places, in order. */
  slots: list(z.string()),
  /** Names of the objects, by index. */
  objects: list(z.string()),
  /** `(steps + 1) × slots`: the true state before the first step, then after every step. */
  truth: arrangements,
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
