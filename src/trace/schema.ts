import * as z from 'zod';
import { ruleSchema } from '../languages/schema';
import { traceFault } from './invariants';
import { CELLS_FORMAT, TRACE_FORMAT, type Trace } from './trace';

/** The formats `state-probe/trace@1` and `@2`, for data from outside: docs/trace-format.md; as JSON Schema docs/trace.schema.json. */

const index = z.int().nonnegative();
const arrangement = z.array(index);
const decimal = z
  .string()
  .regex(/^[1-9][0-9]*$/)
  .describe('a whole number in decimal, of any size');

const position = z
  .object({ line: index, character: index.describe('in UTF-16 code units') })
  .describe('a place in the source, counted from zero');

const origin = {
  text: z.string().describe('the text of the step as it stands in the source'),
  range: z
    .object({ start: position, end: position })
    .exactOptional()
    .describe('where it stands, the end not included; absent when the step was generated'),
  inside: z
    .string()
    .exactOptional()
    .describe(
      'code: the functions whose calls it is inside of, the innermost last, where those are shown by their steps',
    ),
  call: z
    .string()
    .exactOptional()
    .describe('code: the call that it is, named so, where there are steps inside of that'),
};

/** A step acts on the slots or on one cell. */
const absent = z.never().exactOptional();

const mapStep = z.object({
  map: arrangement
    .nullable()
    .describe("a'[j] = a[map[j]]: slot j now holds what slot map[j] held; null for an illegal move and all after it"),
  cell: absent,
  table: absent,
  ...origin,
});

const tableStep = z.object({
  cell: z.string().describe('name of the cell that changes'),
  table: arrangement.describe("v' = table[v]: values by their places in the list of the cell"),
  map: absent,
  ...origin,
});

const range = z.object({ start: position, end: position });

const question = z
  .object({
    text: z.string(),
    range,
    slot: index.exactOptional().describe('asks what is in this slot; with `object` whether it is there'),
    slots: z.array(index).exactOptional().describe('the same of several slots, the places of one holder'),
    object: index.exactOptional().describe('asks in which slot this object is'),
    holders: z.array(z.string()).exactOptional().describe('whose each slot is, where some have several'),
    carriers: z
      .array(index.nullable())
      .exactOptional()
      .describe('of every slot the object by which its holder is somewhere itself: what that one has is there'),
    isVacant: z.boolean().exactOptional().describe('asks which holders of `slots` have nothing'),
    empties: z.array(index).exactOptional().describe('objects that stand for nothing'),
    options: z.array(z.object({ label: z.string(), text: z.string() })).exactOptional(),
    answer: z.string().describe('the name of that object or slot, `yes` or `no`, or `nothing`'),
    right: z.string().nullable().exactOptional().describe('label of the one option that says so'),
  })
  .describe('what the text asks about the state after the last step');

const formal = z
  .object({
    name: z.string(),
    alphabet: z.array(z.string()).min(2).describe('symbols, the last of which is the end of the word'),
    rule: ruleSchema.describe('what may come next, as in the manifest of a model of a language'),
    symbols: z.array(index).describe('of each step the symbol that it is'),
    next: z.array(z.array(index)).describe('of each value of the one cell the symbols that may come next, ascending'),
  })
  .describe('of a word of a formal language, whose one cell is the automaton');

const verdict = z
  .object({
    class: z.enum(['aperiodic', 'solvable', 'non-solvable', 'unknown']),
    name: z.string().exactOptional().describe('the usual name of the group, such as S5'),
    order: decimal.exactOptional().describe('number of elements of the monoid that the steps generate'),
    group: z.boolean().describe('every step is a permutation'),
    generators: index.describe('different steps other than the identity'),
    moved: index.describe('slots that some step changes'),
    abelian: z.boolean().exactOptional(),
    derivedSeries: z.array(decimal).exactOptional().describe("orders of G, G', …, down to the first repeated one"),
    compositionFactors: z.array(z.string()).exactOptional().describe('such as A5 and Z2, largest first'),
    largestSubgroup: decimal.exactOptional().describe('order of the largest group in a monoid that is not one'),
    primes: z.array(index).exactOptional().describe('what must be counted modulo: primes p with an update of order p'),
    exponent: decimal.exactOptional().describe('of an abelian group: after so many repetitions every update is back'),
    bound: z.string().exactOptional().describe('why something was not computed'),
    thisRunOnly: z
      .string()
      .exactOptional()
      .describe('why it speaks of the steps of one run, and not of those of others'),
    sentence: z.string().describe('one sentence for a student'),
  })
  .describe('how hard it is to track this state: docs/verdict.md');

const common = {
  domain: z.enum(['code', 'chess', 'narrative', 'word']),
  source: z.object({ uri: z.string(), language: z.string(), files: z.array(z.string()).exactOptional() }),
  slots: z.array(z.string()).min(1).describe('names of the places that hold something'),
  objects: z.array(z.string()).describe('names of the things held'),
  initial: arrangement.describe('the object (by index) in each slot at first'),
};

const outcome = {
  final: arrangement.nullable().describe('the object in each slot after the last step; null after an illegal move'),
  illegal: z
    .object({ step: index, reason: z.string() })
    .exactOptional()
    .describe('the first illegal move: it and all steps after it have the map null'),
  thisRunOnly: z
    .string()
    .exactOptional()
    .describe('why the steps would be others if the state were: they tell this run only'),
  remarks: z
    .array(z.object({ text: z.string(), range: range.exactOptional() }))
    .exactOptional()
    .describe('what the reader took the text to mean where it could mean something else, or left out'),
  assumed: z
    .array(z.object({ text: z.string(), range: range.exactOptional() }))
    .exactOptional()
    .describe('values that the text itself does not give: what they were taken to be, and where that is from'),
  formal: formal.exactOptional(),
  questions: z.array(question).exactOptional(),
  verdict: verdict.exactOptional(),
};

const shape = z.discriminatedUnion('format', [
  z.object({ format: z.literal(TRACE_FORMAT), ...common, steps: z.array(mapStep), ...outcome }),
  z.object({
    format: z.literal(CELLS_FORMAT),
    ...common,
    cells: z
      .record(z.string(), z.array(z.string()).min(1))
      .describe('slots whose value is computed from the one before: their names, and the values that each can have'),
    steps: z.array(z.union([mapStep, tableStep])),
    ...outcome,
  }),
]);

/** A valid trace: the shape, and what JSON Schema cannot say. */
export const traceSchema = shape.superRefine((trace, context) => {
  const fault = traceFault(trace);
  if (fault) context.addIssue({ code: 'custom', path: [...fault.path], message: fault.reason });
});

/**
 * Checks data from outside, such as a parsed JSON file.
 *
 * @throws TypeError that says at which path what is wrong, when it is not a trace.
 */
export function checkTrace(data: unknown): Trace {
  const result = traceSchema.safeParse(data);
  if (!result.success) throw new TypeError(`not a ${TRACE_FORMAT}: ${z.prettifyError(result.error)}`);
  return result.data;
}

/**
 * The format for an editor (draft 7), which holds files `*.trace.json` against it: those of other programs, which do not say
 * `state-probe/trace`, are none of ours.
 */
export function traceFileJsonSchema(): object {
  const { $schema, ...trace } = z.toJSONSchema(shape, { target: 'draft-7', io: 'input' });
  const format = { type: 'string', pattern: '^state-probe/trace' };
  return { $schema, if: { type: 'object', properties: { format }, required: ['format'] }, then: trace };
}

/** JSON Schema (draft 2020-12) of the format. */
export function traceJsonSchema(): object {
  return { title: `State Probe trace (${TRACE_FORMAT}, ${CELLS_FORMAT})`, ...z.toJSONSchema(shape, { io: 'input' }) };
}
