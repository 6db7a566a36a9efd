import type * as z from 'zod';
import { linesOfFile } from '../../files/lines';
import { codeOf, FileError, LongLineError, unreadText } from '../../files/reasons';
import { printedByTerminal } from '../../readers/written';
import { pathText, placeInJson, syntaxPlace } from '../../trace/json-place';
import type { Fault } from '../../trace/json-place';
import { SourceError } from '../../trace/source';
import { Completion } from './complete';
import { exampleSchema, type Example } from './example';
import { ExampleFaults } from '../invariants/example';

/** A line of a data set of more bytes is not read. */
const MAX_LINE = 128 * 1024 * 1024;

/** An example, or why a line is none. */
export type Reading = { example: Example; line: number; isNumbered: boolean } | { fault: SourceError };

/**
 * The examples of a JSONL file, one at a time: the one door for them. Every one of them keeps what an example promises.
 *
 * @throws SourceError at the first line that is not an example, and at the field
 */
export async function* readExamples(path: string): AsyncGenerator<Example> {
  for await (const reading of readings(path)) {
    if ('fault' in reading) throw reading.fault;
    yield reading.example;
  }
}

/**
 * Every line of a JSONL file, whether it is an example or not.
 *
 * @throws SourceError when the file cannot be read
 */
export async function* readings(path: string): AsyncGenerator<Reading> {
  const completion = new Completion(path);
  const door = { completion, faults: new ExampleFaults(completion.language) };
  let line = 0;
  try {
    for await (const whole of linesOfFile(path, MAX_LINE)) {
      const text = line === 0 ? whole.replace(/^\uFEFF/, '') : whole;
      if (text.trim() !== '') yield readingOf(text, door, { path, line });
      line++;
    }
  } catch (error) {
    if (!(error instanceof FileError) && codeOf(error) === '') throw error;
    throw faultAt(path, line, 0, error instanceof LongLineError ? error.message : unreadText(error));
  }
}

interface Door {
  completion: Completion;
  faults: ExampleFaults;
}

function readingOf(
  text: string,
  { completion, faults }: Door,
  { path: file, line }: { path: string; line: number },
): Reading {
  const fault = (character: number, reason: string) => faultAt(file, line, character, reason);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return { fault: fault(syntaxPlace(error, text), 'this is not JSON') };
  }
  const printed = printedByTerminal(text);
  if (printed !== undefined) return { fault: fault(0, printed) };
  const { data: example, isNumbered, pathOf } = completion.of(data, line);
  const at = ({ path: of, reason }: Fault): Reading => {
    const path = pathOf(of);
    return { fault: fault(placeInJson(text, path), path.length > 0 ? `${pathText(path)}: ${reason}` : reason) };
  };
  const result = exampleSchema.safeParse(example);
  if (!result.success) return at(shapeFault(result.error));
  const broken = faults.of(result.data);
  return broken ? at(broken) : { example: result.data, line, isNumbered };
}

/** What is first of what does not have the shape of an example. */
function shapeFault({ issues: [issue] }: z.ZodError): Fault {
  const path = issue?.path ?? [];
  return { path, reason: `this is not an example of a data set: ${issue?.message ?? ''}` };
}

function faultAt(path: string, line: number, character: number, reason: string): SourceError {
  const place = { line, character };
  return new SourceError(path, { start: place, end: place }, reason);
}
