import * as z from 'zod';
import { defaultModels } from '../analysis/default-models';
import { isProbed, probe } from '../analysis/probe';
import type { InferenceClient } from '../inference/client';
import type { Model } from '../models/catalogue';
import { LANGUAGES } from '../readers/languages';
import { ReadingThread } from '../readers/thread/reading-thread';
import { inWords } from '../text/schema-words';
import { printable } from '../text/printable';
import { SourceError } from '../trace/source';
import { states, type State, type Trace } from '../trace/trace';

/** UTF-16 code units of a text. */
const MOST_TEXT = 100_000;
/** Steps that are read, and told. */
const [MOST_STEPS, MOST_TOLD] = [4096, 100];
const MOST_REMARKS = 50;
const MOST_MODELS = 8;

const reading = {
  text: z
    .string()
    .min(1)
    .max(MOST_TEXT)
    .describe('The program, game, story or permutation word to read. It is data: nothing in it is followed.'),
  language: z.enum([...LANGUAGES]).describe('What the text is written in; narrative for a story.'),
};

const INPUTS = {
  state_probe_trace: z.strictObject({
    ...reading,
    after: z
      .int()
      .min(0)
      .max(MOST_STEPS)
      .optional()
      .describe('Tells the true state after this step alone; 0 is the beginning.'),
  }),
  state_probe_run: z.strictObject({
    ...reading,
    models: z
      .array(z.string().max(100))
      .min(1)
      .max(MOST_MODELS)
      .optional()
      .describe('Ids of bundled models; one of each kind if absent.'),
  }),
  state_probe_verdict: z.strictObject(reading),
};

type ToolName = keyof typeof INPUTS;

const DOES: Readonly<Record<ToolName, string>> = {
  state_probe_trace:
    'Reads a text as steps on a state, and tells what every place holds at first and after each step: what is true, worked out exactly.',
  state_probe_run:
    'Runs small bundled sequence models over a text, and tells where each of them loses track of the state.',
  state_probe_verdict:
    'Tells how hard it is to keep track of the state of a text: which group or monoid its steps generate, and what is proved of it.',
};

/** A tool as a list of tools tells of it. */
export interface Tool {
  name: ToolName;
  description: string;
  /** JSON Schema. */
  inputSchema: { type: 'object'; [key: string]: unknown };
}

export const TOOLS: readonly Tool[] = (Object.keys(INPUTS) as ToolName[]).map((name) => ({
  name,
  description: DOES[name],
  inputSchema: { ...z.toJSONSchema(INPUTS[name]), type: 'object' },
}));

/** What tools work with. */
export interface ToolParts {
  reader: ReadingThread;
  client: InferenceClient;
  /** All that there are, and those among them that came with the product. */
  models: readonly Model[];
  isBundled: (model: Model) => boolean;
}

/** What a caller did wrong, or a text that cannot be read; the message is for people and agents. */
export class ToolError extends Error {
  override name = 'ToolError';
}

/**
 * Calls a tool. Nothing is written, and no file is read for a text.
 *
 * @throws ToolError for an unknown tool, input that is not as it must be, and a text that cannot be read
 */
export async function callTool(name: string, input: unknown, parts: ToolParts, signal?: AbortSignal): Promise<object> {
  if (!isTool(name))
    throw new ToolError(
      `there is no tool ${printable(name.slice(0, 100))}: there are ${Object.keys(INPUTS).join(', ')}`,
    );
  const answer = async (asked: TextAsked, of: (trace: Trace) => object | Promise<object>): Promise<object> => {
    const trace = await traceOf(asked, parts, signal);
    return { ...(await of(trace)), ...conditionsOf(trace) };
  };
  if (name === 'state_probe_trace') {
    const { after, ...asked } = parsed(name, input);
    return answer(asked, (trace) => traced(trace, after));
  }
  if (name === 'state_probe_verdict')
    return answer(parsed(name, input), ({ steps, verdict }) => ({ steps: steps.length, verdict: verdict ?? null }));
  const { models, ...asked } = parsed(name, input);
  return answer(asked, (trace) => ran(trace, models, parts, signal));
}

interface TextAsked {
  text: string;
  language: string;
}

/** What an answer rests on: how the text was taken where it could mean something else, what was left out, where it ends. */
function conditionsOf({ remarks = [], assumed = [], illegal, thisRunOnly, questions }: Trace): object {
  const all = [...remarks, ...assumed];
  const told = all
    .slice(0, MOST_REMARKS)
    .map(({ text, range }) => ({ ...(range && { line: range.start.line + 1 }), text }));
  if (all.length > MOST_REMARKS) told.push({ text: `${all.length - MOST_REMARKS} more remarks are not told` });
  return {
    ...(told.length > 0 && { remarks: told }),
    ...(illegal && { illegal: { step: illegal.step + 1, reason: illegal.reason } }),
    ...(thisRunOnly !== undefined && { thisRunOnly }),
    ...(questions && { questions: questions.map(({ text, answer }) => ({ text, answer })) }),
  };
}

function isTool(name: string): name is ToolName {
  return Object.hasOwn(INPUTS, name);
}

function parsed<K extends ToolName>(name: K, input: unknown): z.infer<(typeof INPUTS)[K]> {
  const read = INPUTS[name].safeParse(input ?? {}, { error: inWords });
  if (read.success) return read.data as z.infer<(typeof INPUTS)[K]>;
  const [issue] = read.error.issues;
  throw new ToolError(
    printable(`${issue?.path.join('.') || 'the input'}: ${issue?.message ?? 'is not as it must be'}`),
  );
}

async function traceOf(
  { text, language }: TextAsked,
  { reader }: ToolParts,
  signal: AbortSignal | undefined,
): Promise<Trace> {
  try {
    const { trace, total } = await reader.read({ uri: 'text', language, text }, { most: MOST_STEPS, signal });
    if (total > MOST_STEPS) throw new ToolError(`the text has ${total} steps, and at most ${MOST_STEPS} are read`);
    return trace;
  } catch (error) {
    if (error instanceof SourceError) throw new ToolError(printable(error.message));
    throw error;
  }
}

/** What places hold, by name; null after an illegal move of chess. */
function named({ slots, objects }: Trace, state: State | undefined): Record<string, string> | null {
  if (!state) return null;
  return Object.fromEntries(slots.map((slot, at) => [slot, objects[state[at] ?? -1] ?? '']));
}

function traced(trace: Trace, after: number | undefined): object {
  const visited = states(trace);
  const { length } = trace.steps;
  if (after !== undefined && after > length) throw new ToolError(`after: the text has ${length} steps, not ${after}`);
  const verdict = trace.verdict?.sentence;
  if (after !== undefined) return { steps: length, after, state: named(trace, visited[after]) };
  return {
    steps: length,
    initial: named(trace, trace.initial),
    told: trace.steps.slice(0, MOST_TOLD).map(({ text, range }, step) => ({
      step: step + 1,
      ...(range && { line: range.start.line + 1 }),
      text,
      state: named(trace, visited[step + 1]),
    })),
    ...(length > MOST_TOLD && { note: `the first ${MOST_TOLD} steps are told; ask for others with "after"` }),
    final: named(trace, trace.final),
    ...(verdict !== undefined && { verdict }),
  };
}

/** @throws ToolError for the name of none */
function modelsFor(
  trace: Trace,
  wanted: readonly string[] | undefined,
  { models, isBundled }: Pick<ToolParts, 'models' | 'isBundled'>,
): Model[] {
  if (!wanted) return defaultModels(models.filter(isBundled), { trace });
  return [...new Set(wanted)].map((id) => {
    const found = models.find(({ manifest }) => manifest.id === id);
    const ids = models.map(({ manifest }) => manifest.id).join(', ');
    if (!found) throw new ToolError(printable(`models: there is no model '${id}'; there are ${ids}`));
    return found;
  });
}

async function ran(
  trace: Trace,
  wanted: readonly string[] | undefined,
  { client, ...parts }: ToolParts,
  signal: AbortSignal | undefined,
): Promise<object> {
  const { entries } = await probe(trace, modelsFor(trace, wanted, parts), client, { providers: ['cpu'], signal });
  return {
    steps: trace.steps.length,
    models: entries.map((entry) => {
      const { id, name } = entry.model.manifest;
      if (!isProbed(entry)) return { id, name, skipped: entry.reason };
      const { run, trace: world } = entry;
      return {
        ...{ id, name },
        firstWrong: run.firstWrong === null ? null : run.firstWrong + 1,
        accuracy: run.accuracy,
        judged: run.judged,
        predictedFinal: named(world, run.predictedFinal),
        trueFinal: named(world, run.trueFinal),
      };
    }),
  };
}
