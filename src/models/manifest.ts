import * as z from 'zod';
import { THEORIES } from './architectures';
import { bridgingFields } from './bridging';
import { ruleSchema } from './language';

export { MANIFEST_KEY } from './manifest-key';

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);
const slotMap = z.array(count);
/** Shown in terminals and pages as it is, so it must not carry escape sequences. */
const text = z.string().regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'control characters are not allowed');

/** Read the product of a word's prefixes: tokens and classes are maps over slots, or tables over values. */
const monoidTask = z
  .object({
    kind: z.literal('monoid'),
    name: text.max(120),
    degree: z.number().int().min(1).max(64),
    /** Maps say where slots get their objects from, or what the values of a cell become: they compose in opposite order. */
    acts: z.enum(['slots', 'values']).optional(),
    /** `tokens[id]` is the map over slots, or the table over values, that token `id` stands for. */
    tokens: z.array(slotMap).min(1),
    /**
     * How often each token stands in random words, one beside the other; all alike without it. Copies lose objects: many of
     * them soon leave one alone.
     */
    weights: z.array(count.max(1_000_000)).optional(),
    /** `classes[id]` is the map that class `id` of the logits stands for: the product of the prefix. */
    classes: z.array(slotMap).min(1),
    /** Token id that starts every sequence, if the model wants one. It has a logits position of its own. */
    bos: count.nullish(),
  })
  .superRefine((task, context) => {
    const { weights, tokens } = task;
    if (weights && (weights.length !== tokens.length || weights.every((weight) => weight === 0)))
      context.addIssue({
        code: 'custom',
        path: ['weights'],
        message: `must be a whole number for each of the ${tokens.length} tokens, not all zero`,
      });
    for (const field of ['tokens', 'classes'] as const) {
      const bad = task[field].findIndex((map) => map.length !== task.degree || map.some((slot) => slot >= task.degree));
      if (bad >= 0)
        context.addIssue({
          code: 'custom',
          path: [field, bad],
          message: `must be a map over ${task.degree} slots: ${task.degree} numbers below ${task.degree}`,
        });
    }
  });

/** Say which symbols may come next: logit `s` above zero means that symbol `s` may. */
const languageTask = z
  .object({
    kind: z.literal('language'),
    name: text.max(120),
    alphabet: z.array(text.max(40)).min(1).max(1024),
    bos: count.nullish(),
    rule: z.looseObject({ kind: text.max(40) }),
  })
  .superRefine((task, context) => {
    const checked = ruleSchema(task.rule.kind, task.alphabet.length)?.safeParse(task.rule);
    for (const { path, message } of checked?.error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['rule', ...path], message });
  });

const manifestFields = z.object({
  format: z.literal(1),
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dots, dashes and underscores, at most 64'),
  name: text.max(120),
  architecture: text.max(60),
  /** The kind that theory knows it as, which counts where its architecture is not one of the table. */
  family: z.enum(Object.keys(THEORIES)).optional(),
  /** The eigenvalues of its transitions span [−1, 1] instead of [0, 1] (Grazzi et al. 2025). */
  negative: z.boolean().optional(),
  layers: count,
  width: count,
  parameters: count.optional(),
  license: text.max(60).optional(),
  description: text.max(2000).optional(),
  task: z.discriminatedUnion('kind', [monoidTask, languageTask]),
  ...bridgingFields,
  /** Where the file holds the weights of one moment of a training: of which model, and after how many steps. */
  checkpoint: z
    .object({
      of: text.min(1).max(64),
      /** From 1, the earliest; the last of `count` is the end of the training. */
      number: count.min(1),
      count: count.min(1),
      step: count,
      minutes: z.number().nonnegative().optional(),
    })
    .optional(),
  training: z.looseObject({ exact: z.boolean().optional() }).optional(),
  /** Measured by `state-probe eval` on random words: `full` is the share with every step right. */
  metrics: z
    .array(
      z.looseObject({
        length: count,
        /** Where each word drew its own length between this and `length`. */
        shortest: count.optional(),
        sequences: count,
        full: share,
        steps: share,
        /** Step, counted from one, by which half of the words have gone wrong; null when fewer ever do. */
        firstWrongMedian: count.nullish(),
        /** `full` over all the seeds that were trained, where the file holds one of them. */
        seeds: z.object({ count, median: share, low: share, high: share }).optional(),
      }),
    )
    .optional(),
});

export const manifestSchema = manifestFields.superRefine(({ writes, task }, context) => {
  if (writes === undefined) return;
  const own = task.kind === 'monoid' && Math.max(task.tokens.length, (task.bos ?? -1) + 1);
  const problem =
    own === false
      ? 'only a model of a monoid writes states: the classes of a language are sets of symbols'
      : writes < own && `must be beyond its own tokens, ${own} or more`;
  if (problem) context.addIssue({ code: 'custom', path: ['writes'], message: problem });
});

export type Manifest = z.infer<typeof manifestSchema>;
export type MonoidTask = z.infer<typeof monoidTask>;
export type LanguageTask = z.infer<typeof languageTask>;
export type MonoidManifest = Manifest & { task: MonoidTask };

export function isMonoid(manifest: Manifest): manifest is MonoidManifest {
  return manifest.task.kind === 'monoid';
}

/** Number of token ids that the model reads: those of its task, and the one that starts a sequence. */
export function vocabularyOf({ task }: Manifest): number {
  const symbols = task.kind === 'monoid' ? task.tokens.length : task.alphabet.length;
  return Math.max(symbols, (task.bos ?? -1) + 1);
}

/** Number of logits at every position. */
export function classesOf({ task }: Manifest): number {
  return task.kind === 'monoid' ? task.classes.length : task.alphabet.length;
}
