import * as z from 'zod';
import { SPLITS } from '../splits/keys';

const index = z.number().int().nonnegative();
const split = z.enum(SPLITS);

/** A piece of work that any process can do with nothing but the folder of the run; doing it twice does no harm. */
export const taskSchema = z.discriminatedUnion('do', [
  /** Examples `from` … `to - 1` of a generator, on their sides. */
  z.object({ do: z.literal('generate'), chunk: index, from: index, to: index }),
  /** Examples of files `from` … `to - 1` of the plan, sides unknown. */
  z.object({ do: z.literal('read'), chunk: index, from: index, to: index }),
  /** Examples that were read, on their sides; the first one has the number `first`. */
  z.object({ do: z.literal('deal'), chunk: index, first: index }),
  /** A file of a format, put together of neighbouring pieces. */
  z.object({
    do: z.literal('write'),
    format: z.string(),
    split,
    path: z.string(),
    name: z.string(),
    chunks: z.tuple([index, index]).readonly(),
  }),
]);

export type Task = z.infer<typeof taskSchema>;
