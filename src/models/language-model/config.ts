import * as z from 'zod';
import { inWords } from '../../text/schema-words';

const size = z.number().int().min(1);
/** Far beyond any model, so that what is beyond is an error of the file, and not one of memory. */
const [layers, width, vocabulary] = [size.max(10_000), size.max(1_000_000), size.max(10_000_000)];

/** What is read of a `config.json` of the `transformers` world; architectures name the same things differently. */
const configSchema = z.looseObject({
  model_type: z.string().max(100).optional(),
  architectures: z.array(z.string().max(200)).nullish(),
  vocab_size: vocabulary.optional(),
  is_encoder_decoder: z.boolean().nullish(),
  n_layer: layers.nullish(),
  n_layers: layers.nullish(),
  num_layers: layers.nullish(),
  num_hidden_layers: layers.nullish(),
  n_embd: width.nullish(),
  d_model: width.nullish(),
  hidden_size: width.nullish(),
  n_positions: size.nullish(),
  n_ctx: size.nullish(),
  max_position_embeddings: size.nullish(),
  max_seq_len: size.nullish(),
});

/** What a language model says of itself. */
export interface LanguageConfig {
  /** Such as `gpt2` or `llama`. */
  architecture: string;
  layers: number;
  /** Values of a layer's state at a token. */
  width: number;
  /** Token ids, and logits at every position. */
  vocabulary: number;
  /** Tokens of its longest text; undefined where nothing bounds it, as of a recurrence. */
  context?: number;
}

type Fields = z.infer<typeof configSchema>;

/** @param data what stands in `config.json` */
export function languageConfig(data: unknown): LanguageConfig | { reason: string } {
  const read = configSchema.safeParse(data, { error: inWords });
  if (!read.success) {
    const [issue] = read.error.issues;
    return { reason: `config.json: ${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'is not as it must be'}` };
  }
  const fields = read.data;
  if (fields.is_encoder_decoder === true)
    return { reason: 'config.json: it is an encoder with a decoder; models of decoders alone are read' };
  const layers = fields.n_layer ?? fields.n_layers ?? fields.num_hidden_layers ?? fields.num_layers;
  const width = fields.n_embd ?? fields.hidden_size ?? fields.d_model;
  const { vocab_size: vocabulary } = fields;
  if (layers == null) return lacking('its number of layers (num_hidden_layers or n_layer)');
  if (width == null) return lacking('the width of its layers (hidden_size or n_embd)');
  if (vocabulary === undefined) return lacking('the size of its vocabulary (vocab_size)');
  const context = contextOf(fields);
  const architecture = fields.model_type ?? fields.architectures?.[0] ?? 'language model';
  return { architecture, layers, width, vocabulary, ...(context !== undefined && { context }) };
}

function contextOf(fields: Fields): number | undefined {
  return fields.n_positions ?? fields.n_ctx ?? fields.max_position_embeddings ?? fields.max_seq_len ?? undefined;
}

function lacking(what: string): { reason: string } {
  return { reason: `config.json does not say ${what}` };
}
