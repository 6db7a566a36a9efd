import { z } from 'zod';

/** Key of the manifest in an ONNX file's `metadata_props`. */
export const MANIFEST_KEY = 'state-probe';

const count = z.number().int().nonnegative();
const slotMap = z.array(count);

/** Read the product of a word's prefixes: tokens and classes are maps over slots. */
const monoidTask = z
  .object({
    kind: z.literal('monoid'),
    name: z.string(),
    degree: z.number().int().min(1).max(64),
    /** `tokens[id]` is the map over slots that token `id` stands for. */
    tokens: z.array(slotMap).min(1),
    /** `classes[id]` is the map that class `id` of the logits stands for: the product of the prefix. */
    classes: z.array(slotMap).min(1),
    /** Token id that starts every sequence, if the model wants one. It has a logits position of its own. */
    bos: count.nullish(),
  })
  .refine(
    (task) =>
      [...task.tokens, ...task.classes].every(
        (map) => map.length === task.degree && map.every((slot) => slot < task.degree),
      ),
    { message: 'every token and class must be a map over `degree` slots' },
  );

/** Say which symbols may come next. */
const languageTask = z.object({
  kind: z.literal('language'),
  name: z.string(),
  alphabet: z.array(z.string()).min(1),
  bos: count.nullish(),
  rule: z.looseObject({ kind: z.string() }),
});

export const manifestSchema = z.object({
  format: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'letters, digits, dots, dashes and underscores, at most 64'),
  name: z.string().max(120),
  architecture: z.string().max(60),
  layers: count,
  width: count,
  parameters: count.optional(),
  license: z.string().max(60).optional(),
  description: z.string().max(2000).optional(),
  task: z.discriminatedUnion('kind', [monoidTask, languageTask]),
  training: z.looseObject({ exact: z.boolean().optional() }).optional(),
  /** Measured by `state-probe eval` on random words: `full` is the share with every step right. */
  metrics: z
    .array(
      z.looseObject({
        length: count,
        sequences: count,
        full: z.number().min(0).max(1),
        steps: z.number().min(0).max(1),
      }),
    )
    .optional(),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type MonoidTask = z.infer<typeof monoidTask>;
export type LanguageTask = z.infer<typeof languageTask>;
export type MonoidManifest = Manifest & { task: MonoidTask };

export function isMonoid(manifest: Manifest): manifest is MonoidManifest {
  return manifest.task.kind === 'monoid';
}
