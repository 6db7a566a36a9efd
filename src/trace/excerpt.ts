import { SourceError, type Position, type Range } from './source';
import type { Trace } from './trace';

/**
 * What is read of a part of a text that was cut out, told in places of the whole text.
 *
 * @param start where the part begins in the whole text
 * @throws SourceError of `read`, in the whole text
 */
export async function readExcerpt(start: Position, read: () => Trace | Promise<Trace>): Promise<Trace> {
  const trace = await errorsInWhole(start, read);
  if (start.line === 0 && start.character === 0) return trace;
  const { steps, remarks, questions } = trace;
  const moved = <T extends { range?: Range }>(part: T): T =>
    part.range ? { ...part, range: movedRange(part.range, start) } : part;
  return {
    ...trace,
    steps: steps.map(moved),
    ...(remarks && { remarks: remarks.map(moved) }),
    ...(questions && { questions: questions.map(moved) }),
  };
}

/** The same for what is no trace. */
export async function errorsInWhole<T>(start: Position, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof SourceError ? error.at(movedRange(error.range, start)) : error;
  }
}

/** A range of a part, in the whole text. */
export function movedRange({ start, end }: Range, by: Position): Range {
  return { start: movedPosition(start, by), end: movedPosition(end, by) };
}

function movedPosition({ line, character }: Position, by: Position): Position {
  return { line: line + by.line, character: character + (line === 0 ? by.character : 0) };
}
