import type { Trace } from '../../../trace/trace';
import type { ReadOptions } from '../../reader';
import { Execution, type Program } from '../execution';
import { listAtEnd, traceProgram } from '../run';
import { Unreadable } from '../syntax';
import type { Example, Examples } from './example';

/**
 * The trace of a function that is tried on an example. Its world is the list that it was given: what the function gives
 * back takes the list's place where it is the same values in another order. Where the list itself stays as it is, the world is found as ever.
 *
 * @throws Unreadable
 */
export async function traceExample(
  { untouched, givingBack, inPlace, called }: Examples,
  options: ReadOptions,
  isSaid: boolean,
  prepare: (example: Example) => Promise<Program>,
): Promise<Trace> {
  const given = givingBack && (await rearranged(inPlace.lists, untouched, givingBack, prepare));
  const execution = given ?? new Execution(await prepare(inPlace));
  const trace = readIn(execution, options, inPlace.lists);
  if (!isSaid) return trace;
  const { program } = execution;
  const range = program.snippet.lines.range(program.snippet.at.start, program.snippet.at.end);
  return { ...trace, remarks: [...(trace.remarks ?? []), { text: `read as the call ${called}`, range }] };
}

/** The reading in which the list becomes what the function gives back; undefined where that is not the list rearranged. */
async function rearranged(
  [first = '']: readonly string[],
  untouched: Example,
  givingBack: Example,
  prepare: (example: Example) => Promise<Program>,
): Promise<Execution | undefined> {
  const execution = new Execution(await prepare(givingBack));
  const after = listAtEnd(execution, first);
  const before = after && listAtEnd(new Execution(await prepare(untouched)), first);
  return before && after.sort().join() === before.sort().join() ? execution : undefined;
}

function readIn(execution: Execution, options: ReadOptions, lists: readonly string[]): Trace {
  if (!options.track && lists.length > 0) {
    try {
      const trace = traceProgram(execution, { ...options, track: [...lists] });
      if (trace.steps.length > 0) return trace;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  }
  return traceProgram(execution, options);
}
