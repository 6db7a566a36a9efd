import * as z from 'zod';

/** Shown as it is; names in ONNX files are seldom longer than a path in a module. */
const name = z
  .string()
  .max(300)
  .regex(/^[^\p{Cc}\u2028\u2029]+$/u, 'a name, without control characters');
const size = z.number().int().min(1).max(1_000_000);

/** What a manifest says of a file whose names and sizes are not those of the contract. */
export const bridgingFields = {
  /** By the contract's name, such as `tokens` or `attention_mask`: that of the file. */
  inputs: z.record(name, name).optional(),
  /** The same of outputs: `{"logits": "scores"}`. */
  outputs: z.record(name, name).optional(),
  /** For each input that takes a recurrent state the output that gives it after the last token. */
  states: z.record(name, name).optional(),
  /** The only sizes that the file takes, where it does not say so itself; and the most tokens of a word where it would take any. */
  sizes: z.object({ batch: size.optional(), length: size.optional(), longest: size.optional() }).optional(),
  /**
   * The model writes the state after every token and reads what it wrote (chain of thought): the id of the token that stands
   * for its first class, after which those of the others follow.
   */
  writes: z.number().int().min(1).max(1_000_000).optional(),
};

/** Of a manifest, what {@link bridgingFields} say. */
export const bridgingSchema = z.object(bridgingFields);

export type Bridging = z.infer<typeof bridgingSchema>;
