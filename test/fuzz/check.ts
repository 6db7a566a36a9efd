import { readCode } from '../../src/readers/code';
import { SourceError } from '../../src/trace/source';
import { difference } from './compare';
import type { Program, Run } from './program';

/** Reads a program and compares with what a real interpreter did. */
export async function check(program: Program, language: string, run: Run): Promise<{ wrong?: string; steps: number }> {
  if (run.error !== undefined) return { wrong: `the generator made a program that fails: ${run.error}`, steps: 0 };
  try {
    const trace = await readCode({ uri: `seed-${program.seed}`, language, text: program.source }, {});
    const wrong = difference(trace, run);
    return { steps: trace.steps.length, ...(wrong !== undefined && { wrong }) };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { wrong: error.message, steps: 0 };
  }
}
