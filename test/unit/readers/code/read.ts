import { readCode } from '../../../../src/readers/code';
import type { ReadOptions } from '../../../../src/readers/reader';
import { SourceError, type Range } from '../../../../src/trace/source';
import { states, type Trace } from '../../../../src/trace/trace';

export function read(language: string, text: string, selection?: Range, options: ReadOptions = {}): Promise<Trace> {
  return readCode({ uri: 'test', language, text, ...(selection && { selection }) }, options);
}

/** The message of the error that reading ends with. */
export async function errorOf(
  language: string,
  text: string,
  selection?: Range,
  options: ReadOptions = {},
): Promise<string> {
  try {
    const trace = await read(language, text, selection, options);
    return `${trace.steps.length} steps`;
  } catch (error) {
    if (error instanceof SourceError) return error.message;
    throw error;
  }
}

/** What the slots that can change hold after each step. */
export function story(trace: Trace): string[] {
  const cells = trace.slots.flatMap((name, slot) => (/^(const |empty$)/.test(name) ? [] : [slot]));
  return states(trace).map((state) => cells.map((slot) => trace.objects[state?.[slot] ?? -1]).join(' '));
}

export function lines(start: number, end: number): Range {
  return { start: { line: start - 1, character: 0 }, end: { line: end, character: 0 } };
}
