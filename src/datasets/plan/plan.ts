import { createHash } from 'node:crypto';
import * as z from 'zod';

/** Written into the folder of an unfinished run; a run goes on only with the very same plan. */
export const PLAN_FILE = 'plan.json';
export const PLAN_FORMAT = 'state-probe/dataset-plan@2';

export const DRESSES = ['word', 'chess', 'python', 'javascript', 'narrative'] as const;

const count = z.number().int().nonnegative();
const lengths = z.object({ least: z.number().int().min(1), most: z.number().int().min(1).max(100_000) });

const wordsPlan = z.object({
  kind: z.literal('word'),
  group: z.string(),
  /** Ids of the elements that words are made of; null for all of a group too large to be listed. */
  generators: z.array(count).min(1).nullable(),
  lengths,
  count,
  unique: z.boolean(),
  as: z.enum(DRESSES),
});

const languagePlan = z.object({
  kind: z.literal('language'),
  name: z.string(),
  /** What the name means, so that a plan does not depend on a file: see src/languages/rule.ts. */
  definition: z.string(),
  lengths,
  count,
});

const filesPlan = z.object({
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
  source: z.discriminatedUnion('kind', [wordsPlan, languagePlan, filesPlan]),
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

export type Plan = z.infer<typeof planSchema>;
export type WordsPlan = z.infer<typeof wordsPlan>;
export type LanguagePlan = z.infer<typeof languagePlan>;
export type FilesPlan = z.infer<typeof filesPlan>;
export type FileInPlan = FilesPlan['files'][number];
export type Dress = (typeof DRESSES)[number];

export function planHash(plan: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify(planSchema.parse(plan)))
    .digest('hex');
}
