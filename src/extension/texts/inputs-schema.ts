import * as z from 'zod';
import { MOST_DEPTH } from '../../readers/depth';

const text = z.string().max(10_000);

/** What a person said of a text, as it is kept. */
export const inputsSchema = z.object({
  formal: z.string().max(4000).exactOptional(),
  call: text.exactOptional(),
  set: z.record(z.string().max(1000), text).exactOptional(),
  lines: z.array(text).max(1000).readonly().exactOptional(),
  steps: z.enum(['elements', 'moves']).exactOptional(),
  depth: z.union([z.int().min(0).max(MOST_DEPTH), z.array(z.string().max(1000)).max(1000).readonly()]).exactOptional(),
});

/** The same by file. */
export const answersSchema = z.array(z.tuple([z.string().max(4000), inputsSchema]));
