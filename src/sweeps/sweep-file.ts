import * as z from 'zod';
import { twiceNamed } from '../text/json-members';
import { inWords } from '../text/schema-words';
import { CHAT_COUNT, MOST_TOLD, MOST_WORDS, TOLD } from '../analysis/chat/defaults';
import { OF_SAMPLES } from '../analysis/chat/manner';
import { MOST_SEED } from '../analysis/sample-seed';
import { DRESSES } from '../reductions';
import { pathText, placeInJson, syntaxPlace, type JsonPath } from '../trace/json-place';
import { SourceError } from '../trace/source';

const text = z.string().min(1).max(1000);
const MOST_LENGTH = 100_000;
const length = z.number().int().min(1).max(MOST_LENGTH);
/** `51-100`: every word draws its own length. */
const span = z.string().regex(/^[1-9]\d{0,5}-[1-9]\d{0,5}$/, 'a span such as "51-100"');
const different = (what: string) => ({ message: `the same ${what} stands twice` });
const isDifferent = (items: readonly unknown[]): boolean => new Set(items.map(String)).size === items.length;

/** How chat models are asked, and about what. */
const chatSchema = z.strictObject({
  dresses: z
    .array(z.enum(DRESSES))
    .min(1)
    .refine(isDifferent, different('dress'))
    .default([...TOLD])
    .describe('how the random words are told to them'),
  lengths: z
    .array(z.number().int().min(1).max(MOST_TOLD))
    .min(1)
    .refine(isDifferent, different('length'))
    .optional()
    .describe(`swaps of each word; if absent those of the sweep's lengths that are no spans, and at most ${MOST_TOLD}`),
  count: z.number().int().min(1).max(MOST_WORDS).default(CHAT_COUNT).describe('words of each length, dress and seed'),
  every: z
    .number()
    .int()
    .min(1)
    .max(MOST_TOLD)
    .optional()
    .describe('asked after every so many steps; if absent after the last one alone'),
  samples: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('answers to each question; the one that comes most often counts'),
  temperature: z.number().min(0).optional().describe(`0 if absent, ${OF_SAMPLES} where there are several samples`),
  reasoning: z.boolean().default(false).describe('asked a second time, and told to think in writing first'),
  template: text.optional().describe('a file with the question, relative to this one'),
});

const sweepSchema = z.strictObject({
  /** For editors. */
  $schema: z.string().optional(),
  models: z
    .array(text)
    .min(1)
    .refine(isDifferent, different('name'))
    .describe(
      'ids, also with *, files relative to this one, or addresses (https://host/v2/models/NAME, and of chat models https://host/v1/chat/completions#NAME)',
    ),
  'model-folders': z.array(text).optional().describe('folders with models of your own, relative to this file'),
  tasks: z.array(text).min(1).optional().describe('only models of these tasks'),
  lengths: z
    .array(z.union([length, span]))
    .min(1)
    .describe('of the random words; of a span such as "51-100" each word draws its own'),
  densities: z
    .array(z.number().gt(0).max(1))
    .min(1)
    .refine(isDifferent, different('density'))
    .optional()
    .describe(
      'shares of tokens that change something, the others being the identity; as the task draws them, if absent',
    ),
  seeds: z.array(z.number().int().min(0).max(MOST_SEED)).min(1).refine(isDifferent, different('seed')).default([7]),
  count: z.number().int().min(1).max(1_000_000).default(1000).describe('words of each length and seed'),
  chat: chatSchema.prefault({}).describe('chat models: what they are asked, which is told in words'),
  provider: z.enum(['auto', 'cpu', 'webgpu', 'cuda', 'tensorrt', 'dml', 'coreml']).default('cpu'),
  out: text.default('results.jsonl').describe('the file that rows are appended to, relative to this one'),
});

/** What is measured: models × lengths × densities × seeds. */
export type Sweep = z.infer<typeof sweepSchema>;

/** As docs/sweep.schema.json has it. */
export function sweepJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(sweepSchema, { io: 'input' });
  return { $schema, title: 'A sweep: state-probe sweep FILE', ...schema };
}

/** @throws SourceError at what is wrong */
export function parseSweep(path: string, content: string): Sweep {
  const json = content.replace(/^\uFEFF/, ' ');
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (error) {
    throw faultAt(path, json, syntaxPlace(error, json), 'this is not JSON');
  }
  const twice = twiceNamed(json);
  if (twice) throw faultAt(path, json, twice.offset, `the member ${JSON.stringify(twice.name)} stands twice`);
  const found = sweepSchema.safeParse(data, { error: inWords });
  if (!found.success) {
    const { issues } = found.error;
    // A name that is misspelt is why another one is missing.
    const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
    const [unknown] = issue?.code === 'unrecognized_keys' ? issue.keys : [];
    const at = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
    throw faultIn(path, json, at, issue?.message ?? 'this is no sweep');
  }
  const spans = new Set<string>();
  found.data.lengths.forEach((one, index) => {
    const { from, to } = spanOf(one);
    const span = `${from}-${to}`;
    if (spans.has(span)) throw faultIn(path, json, ['lengths', index], 'the same length stands twice');
    spans.add(span);
    if (from > to || to > MOST_LENGTH)
      throw faultIn(path, json, ['lengths', index], `the longer length comes last, and is at most ${MOST_LENGTH}`);
  });
  return found.data;
}

/** The lengths of words that are asked for, both among them. */
export function spanOf(asked: number | string): { from: number; to: number } {
  if (typeof asked === 'number') return { from: asked, to: asked };
  const [from = 0, to = 0] = asked.split('-').map(Number);
  return { from, to };
}

/** A fault of a value of a sweep, at its place. */
export function faultIn(path: string, json: string, at: JsonPath, reason: string): SourceError {
  const where = pathText(at);
  return faultAt(path, json, placeInJson(json, at), where === '' ? reason : `${where}: ${reason}`);
}

function faultAt(path: string, json: string, offset: number, reason: string): SourceError {
  const before = json.slice(0, offset).split('\n');
  const place = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return new SourceError(path, { start: place, end: place }, reason);
}
