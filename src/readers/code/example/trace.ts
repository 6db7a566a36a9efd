import type { Trace } from '../../../trace/trace';
import type { ReadOptions } from '../../reader';
import { endsAsList, traceProgram, type Program } from '../run';
import { Unreadable } from '../syntax';
import type { Example, Examples } from './example';

/**
 * The trace of a function that is tried on an example. Its world is the list that it was given: what the function gives
 * back takes the list's place where it is a list, too. Where the list itself stays as it is, the world is found as ever.
 *
 * @throws Unreadable
 */
export async function traceExample(
  { givingBack, inPlace, called }: Examples,
  options: ReadOptions,
  prepare: (example: Example) => Promise<Program>,
): Promise<Trace> {
  const given = givingBack && (await prepare(givingBack));
  const [first = ''] = inPlace.lists;
  const program = given && endsAsList(given, first) ? given : await prepare(inPlace);
  const trace = readIn(program, options, inPlace.lists);
  const range = program.snippet.lines.range(program.snippet.at.start, program.snippet.at.end);
  return { ...trace, remarks: [...(trace.remarks ?? []), { text: `read as the call ${called}`, range }] };
}

function readIn(program: Program, options: ReadOptions, lists: readonly string[]): Trace {
  if (!options.track && lists.length > 0) {
    try {
      const trace = traceProgram(program, { ...options, track: [...lists] });
      if (trace.steps.length > 0) return trace;
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
    }
  }
  return traceProgram(program, options);
}
