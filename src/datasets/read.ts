import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { namedGroup } from '../algebra/groups';
import { identity } from '../algebra/maps';
import { SourceError } from '../trace/source';
import { makeTrace, type Trace } from '../trace/trace';
import { withVerdict } from '../trace/verdict';
import { exampleSchema, type Example } from './example';

/** A line of a data set longer than this is not read. */
const MAX_LINE = 256 * 1024 * 1024;

/** True for the files of a data set that can be read back here. */
export function isDatasetFile(path: string): boolean {
  return /\.jsonl$/i.test(path);
}

/**
 * The examples of a JSONL file, one at a time.
 *
 * @throws SourceError at the first line that is not an example
 */
export async function* readExamples(path: string): AsyncGenerator<Example> {
  const stream = createReadStream(path);
  const failed = new Promise<never>((_, reject) => stream.once('error', reject));
  failed.catch(() => undefined);
  let line = 0;
  const fault = (reason: string): SourceError => {
    const place = { line, character: 0 };
    return new SourceError(path, { start: place, end: place }, reason);
  };
  await Promise.race([failed, new Promise<void>((resolve) => stream.once('ready', resolve))]).catch(
    (error: unknown) => {
      throw fault(`cannot be opened (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`);
    },
  );
  for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
    if (text.length > MAX_LINE) throw fault('this line is longer than 256 MiB');
    if (text.trim() !== '') yield parsed(text, fault);
    line++;
  }
}

function parsed(text: string, fault: (reason: string) => SourceError): Example {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw fault('this is not JSON');
  }
  const result = exampleSchema.safeParse(data);
  if (!result.success) throw fault(`this is not an example of a data set: ${z.prettifyError(result.error)}`);
  return result.data;
}

/**
 * What happens in an example, as a trace whose steps are the example's tokens.
 *
 * @throws RangeError when the example is a word of a language, which moves nothing, or is not what it says it is
 */
export function traceOfExample(example: Example): Trace {
  if (example.kind === 'language')
    throw new RangeError(`a word of ${example.language} is no trace: nothing moves in it`);
  const { uri } = example.source;
  if (example.kind === 'trace') {
    const { domain, language, slots, objects, initial, maps, tokens, steps, illegal } = example;
    return withVerdict(
      makeTrace({
        domain,
        source: { uri, language },
        slots,
        objects,
        initial,
        steps: tokens.map((token, step) => ({ map: maps[token] ?? null, text: steps[step] ?? '' })),
        ...(illegal && { illegal }),
      }),
    );
  }
  const group = namedGroup(example.group);
  if (!group) throw new RangeError(`there is no group '${example.group}'`);
  const names = identity(group.degree).map((slot) => String(slot + 1));
  return withVerdict(
    makeTrace({
      domain: 'word',
      source: { uri, language: 'word' },
      slots: names,
      objects: names,
      initial: identity(group.degree),
      steps: example.tokens.map((id) => ({ map: group.elementOf(BigInt(id)), text: String(id) })),
    }),
  );
}
