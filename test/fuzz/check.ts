import { isDeepStrictEqual } from 'node:util';
import { readCode } from '../../src/readers/code';
import { SourceError } from '../../src/trace/source';
import { difference } from './compare';
import type { Program, Run, Snapshot } from './program';

/** Reads a program and compares with what a real interpreter did. */
export async function check(program: Program, language: string, run: Run): Promise<{ wrong?: string; steps: number }> {
  if (run.error !== undefined) return { wrong: `the generator made a program that fails: ${run.error}`, steps: 0 };
  try {
    const trace = await readCode({ uri: `seed-${program.seed}`, language, text: program.source }, {});
    const wrong = difference(trace, run);
    return { steps: trace.steps.length, ...(wrong !== undefined && { wrong }) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    if (error.reason.startsWith('no value moves') && isUnmoved(run)) return { steps: 0 };
    return { wrong: error.message, steps: 0 };
  }
}

/** Whether every variable has kept its values; a list may have got more of them at its end. */
function isUnmoved({ states }: Run): boolean {
  const last: Snapshot = {};
  return states.every((state) =>
    Object.entries(state).every(([name, value]) => {
      const before = (last[name] ??= value);
      last[name] = value;
      const kept = Array.isArray(before) && Array.isArray(value) ? value.slice(0, before.length) : value;
      return isDeepStrictEqual(before, kept);
    }),
  );
}
