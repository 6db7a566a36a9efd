import { createHash } from 'node:crypto';
import * as z from 'zod';
import { DRESSES, PLAN_FORMAT } from './plan-format';

/** A plan as it stands in a file. What checks it is not loaded by a run that has just made its own. */

const count = z.number().int().nonnegative();
const lengths = z.object({ least: z.number().int().min(1), most: z.number().int().min(1).max(100_000) });

export const wordsPlan = z.object({
  kind: z.literal('word'),
  group: z.string(),
  /** Ids of the elements that words are made of; null for all of a group too large to be listed. */
  generators: z.array(count).min(1).nullable(),
  lengths,
  count,
  unique: z.boolean(),
  as: z.enum(DRESSES),
});

export const languagePlan = z.object({
  kind: z.literal('language'),
  name: z.string(),
  /** What the name means, so that a plan does not depend on a file: see src/languages/rule.ts. */
  definition: z.string(),
  lengths,
  count,
});

export const problemPlan = z.object({
  kind: z.literal('problem'),
  /** As the head of a text says it: `PROBLEM_NAMES` of the readers. */
  name: z.string(),
  /** Gates, edges or equations. */
  lengths,
  count,
});

export const filesPlan = z.object({
  kind: z.literal('trace'),
  /** The folder that the paths are relative to. */
  root: z.string(),
  files: z.array(z.object({ path: z.string(), language: z.string(), bytes: count, hash: z.string() })),
  /** Files that were not read at all, with the reason. */
  unread: z.array(z.object({ path: z.string(), reason: z.string() })),
  /** Longest example, in steps, and how many steps on the next window begins; null for no windows. */
  window: z.object({ size: z.number().int().min(1), stride: z.number().int().min(1) }).nullable(),
  minSteps: z.number().int().min(1),
  /** Which calls of code are shown by the steps inside of them; each is one step without it. */
  depth: z.union([count, z.array(z.string())]).exactOptional(),
  /** Whether all that comes from one file stays together, also games and rows. */
  splitBy: z.enum(['file', 'game']),
});

export const planSchema = z.object({
  format: z.literal(PLAN_FORMAT),
  source: z.discriminatedUnion('kind', [wordsPlan, languagePlan, problemPlan, filesPlan]),
  seed: count,
  /** Names of `FORMATS`, which lie above this. */
  formats: z.array(z.string()).min(1),
  /** Names of `columnsOf`, in its order. */
  columns: z.array(z.string()).min(1),
  fractions: z.tuple([z.number().min(0), z.number().min(0), z.number().min(0)]),
  /** Examples, or bytes of files, that one piece of work makes. */
  chunk: z.number().int().min(1),
  /** Rows of one Parquet file. */
  shard: z.number().int().min(1),
  /** Which of how many parts of the data set this is, from zero; the whole of it, if absent. */
  part: z.object({ index: count, of: z.number().int().min(2) }).exactOptional(),
  /** The command that makes this data set, for its card. */
  command: z.string(),
});

export function planHash(plan: z.infer<typeof planSchema>): string {
  return createHash('sha256')
    .update(JSON.stringify(planSchema.parse(plan)))
    .digest('hex');
}
