import * as z from 'zod';

/** What a line of theory may depend on, beside the class of the state. */
const conditionSchema = z.enum([
  'group',
  'resets',
  'swaps',
  'toggles',
  'one step only',
  'counts modulo 2',
  'counts modulo an odd prime',
]);

const saidSchema = z.object({
  when: conditionSchema.optional(),
  says: z.enum(['can', 'cannot', 'open']),
  line: z.string(),
});

/** What is said of an architecture by the class of the state: the first that holds. */
const theorySchema = z.object({
  aperiodic: z.array(saidSchema),
  solvable: z.array(saidSchema),
  'non-solvable': z.array(saidSchema),
  /** Of languages with counters. */
  counters: z.array(saidSchema).optional(),
  /** Of languages that copy what is queued. */
  queue: z.array(saidSchema).optional(),
});

const architectureSchema = z.object({
  name: z.string(),
  /** Its place in lists; a number between two others is between them. */
  order: z.number(),
  /** With which others plots show it; absent where they do not. */
  family: z.string().optional(),
  /** Built from a theorem instead of trained. */
  exact: z.boolean().optional(),
  theory: z.string(),
  /** The theory of its kin whose eigenvalues span [−1, 1]. */
  negative: z.string().optional(),
  /** The theory of its kin that writes the state after every token and reads what it wrote. */
  writes: z.string().optional(),
});

/** A paper behind what is said, and how far its own text was read here. */
const sourceSchema = z.object({
  /** Who and when, as lines name it. */
  short: z.string(),
  /** The text whose numbers are used, where texts differ in their numbering. */
  text: z.string().optional(),
  title: z.string(),
  where: z.string(),
  /** `text` and `abstract`: the paper's own was read; else the work that it is cited in. */
  read: z.union([z.enum(['text', 'abstract']), z.object({ citedIn: z.string() })]),
});

/** Of `architectures.json`, which a test holds to it: no start of the program checks it again. */
export const architecturesSchema = z.object({
  architectures: z.array(architectureSchema),
  families: z.array(z.string()),
  /** Theories of architectures that are none of the table, as files of others name them. */
  kinds: z.record(z.string(), z.string()),
  theories: z.record(z.string(), theorySchema),
  /** What several lines have in common; a phrase may hold others. */
  phrases: z.record(z.string(), z.string()),
  sources: z.record(z.string(), sourceSchema),
});

export type Condition = z.infer<typeof conditionSchema>;
export type Said = z.infer<typeof saidSchema>;
export type Source = z.infer<typeof sourceSchema>;
/** The table as a whole. */
export type Architectures = z.infer<typeof architecturesSchema>;
