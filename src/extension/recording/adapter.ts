import * as z from 'zod';

/** Of the debug protocol what a recording needs: https://microsoft.github.io/debug-adapter-protocol. */

/** A source as a debug adapter names it. */
const source = z.object({
  name: z.string().optional(),
  path: z.string().optional(),
  sourceReference: z.number().optional(),
});

const stackFrame = z.object({
  id: z.number(),
  name: z.string(),
  line: z.number(),
  source: source.nullish(),
  presentationHint: z.string().optional(),
});
export type StackFrame = z.infer<typeof stackFrame>;

const hint = z.object({ kind: z.string().optional(), visibility: z.string().optional() }).optional();

/** What an expression or a variable is, and by which number its parts are asked for. */
const evaluated = z.object({
  result: z.string(),
  variablesReference: z.number().default(0),
  indexedVariables: z.number().optional(),
});
const variable = z.object({
  name: z.string(),
  value: z.string(),
  variablesReference: z.number().default(0),
  indexedVariables: z.number().optional(),
  presentationHint: hint,
});
export type Variable = z.infer<typeof variable>;

/** A program that is being debugged and stands still. */
export interface Adapter {
  /** The calls that run, the innermost first. */
  stack: () => Promise<StackFrame[]>;
  evaluate: (expression: string, frame: number) => Promise<Variable>;
  /** The parts of a value, at most so many of those with a number. */
  parts: (of: Variable, most: number) => Promise<Variable[]>;
  /** Lets the thread run to its next statement. */
  step: (how: 'over' | 'into') => Promise<void>;
}

/** What sends requests: a session of the editor. */
interface Requests {
  customRequest(command: string, args: unknown): Thenable<unknown>;
}

/** Calls that are asked for; of a deeper recursion the outermost are not seen, which is noticed. */
const MOST_FRAMES = 2000;

export function adapterOf(session: Requests, threadId: number): Adapter {
  const ask = async <T>(command: string, args: object, answer: z.ZodType<T>): Promise<T> => {
    const { data, error } = answer.safeParse(await session.customRequest(command, args));
    if (error) throw new Error(`The debugger's answer to '${command}' is not understood: ${z.prettifyError(error)}`);
    return data;
  };
  return {
    async stack() {
      const answer = z.object({ stackFrames: z.array(stackFrame) });
      const { stackFrames } = await ask('stackTrace', { threadId, startFrame: 0, levels: MOST_FRAMES }, answer);
      // What only says that others follow, as where JavaScript has waited.
      return stackFrames.filter(({ presentationHint }) => presentationHint !== 'label');
    },
    async evaluate(expression, frameId) {
      const { result, ...rest } = await ask('evaluate', { expression, frameId, context: 'watch' }, evaluated);
      return { name: expression, value: result, ...rest };
    },
    async parts({ variablesReference, indexedVariables = 0 }, most) {
      const answer = z.object({ variables: z.array(variable) });
      const indexed =
        indexedVariables > 0 ? { filter: 'indexed', start: 0, count: Math.min(indexedVariables, most) } : {};
      return (await ask('variables', { variablesReference, ...indexed }, answer)).variables;
    },
    async step(how) {
      await session.customRequest(how === 'over' ? 'next' : 'stepIn', { threadId });
    },
  };
}
