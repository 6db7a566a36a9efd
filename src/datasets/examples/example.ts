import * as z from 'zod';
import type { Verdict } from '../../algebra/verdict';
import type { Split } from '../splits/keys';

/** The examples of a data set, as they stand in its files: docs/datasets.md. */

const count = z.number().int().nonnegative();
const position = z.object({ line: count, character: count });
const numbers = z.array(count);

const common = {
  id: count,
  text: z.string(),
  tokens: numbers,
  source: z.object({
    uri: z.string(),
    range: z.object({ start: position, end: position }).nullable(),
    hash: z.string(),
    /** Of code: those beside it that it uses. */
    files: z.array(z.string()).min(1).exactOptional(),
  }),
  verdict: z
    .object({
      class: z.enum(['aperiodic', 'solvable', 'non-solvable', 'unknown']),
      order: z.string().nullable(),
      name: z.string().nullable(),
    })
    .nullable(),
};

const wordExample = z.object({
  kind: z.literal('word'),
  ...common,
  states: numbers,
  final: count,
  group: z.string(),
  as: z.string(),
});

const languageExample = z.object({
  kind: z.literal('language'),
  ...common,
  states: z.array(numbers),
  final: numbers,
  language: z.string(),
  next: z.array(numbers),
});

const traceExample = z.object({
  kind: z.literal('trace'),
  ...common,
  states: z.array(numbers.nullable()),
  final: numbers.nullable(),
  domain: z.enum(['code', 'chess', 'narrative', 'word']),
  language: z.string(),
  slots: z.array(z.string()).min(1),
  objects: z.array(z.string()),
  initial: numbers,
  maps: z.array(numbers.nullable()),
  steps: z.array(z.string()),
  illegal: z.object({ step: count, reason: z.string() }).nullable(),
  /** Of a world with cells: the values of each, and for each of `maps` the cell of which it is the table, or null. */
  cells: z.record(z.string(), z.array(z.string()).min(1)).exactOptional(),
  acts: z.array(z.string().nullable()).exactOptional(),
  /** Why the steps would be others if the state were. */
  thisRunOnly: z.string().exactOptional(),
  /** Values that the text does not give: what they were taken to be, and where that is from. */
  assumed: z.array(z.string()).min(1).exactOptional(),
  /** How many sentences of a story were passed over. */
  notRead: count.positive().exactOptional(),
});

export const exampleSchema = z.discriminatedUnion('kind', [wordExample, languageExample, traceExample]);

export type WordExample = z.infer<typeof wordExample>;
export type LanguageExample = z.infer<typeof languageExample>;
export type TraceExample = z.infer<typeof traceExample>;
export type Example = z.infer<typeof exampleSchema>;

/** An example with what decides on which side of a split it goes: equal keys go to one side, and so do equal units. */
export interface Keyed {
  example: Example;
  /** Hashes of what must not stand on two sides: the word, and the text with its names replaced. */
  keys: readonly string[];
}

/** An example with its side, where that needs no other example. */
export interface Dealt {
  example: Example;
  side: Split;
}

/** Of steps that tell one run only nothing is known at every length. */
export function briefVerdict({ class: kind, order, name, thisRunOnly }: Verdict): Example['verdict'] {
  if (thisRunOnly !== undefined) return { class: 'unknown', order: null, name: null };
  return { class: kind, order: order ?? null, name: name ?? null };
}
