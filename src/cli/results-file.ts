import { appendFileSync, existsSync } from 'node:fs';
import { version } from '../../package.json';
import type { Measurement } from '../analysis/evaluation';
import { InferenceError, type InferenceClient } from '../inference/client';
import type { ProviderName } from '../inference/protocol';
import { describeProvider } from '../inference/providers';
import type { Model } from '../models/catalogue';
import type { Span } from '../models/random-words';
import { keyOf, resultSchema, type Measured, type Result } from '../analysis/results';
import { readTextSync } from '../files/read';
import { failureText } from '../files/reasons';
import { inWords } from '../text/schema-words';
import { syntaxPlace } from '../trace/json-place';
import { jsonLine } from './report';

/** Of a file of results: some hundred thousand lines. */
const MOST_BYTES = 64 * 2 ** 20;

/**
 * The lines of a file of results; none where there is no file. A line that is cut short, as a run that was killed leaves it, counts
 * for nothing: it is the last one until the run goes on behind it.
 *
 * @throws Error that names the line which is no result
 */
export function readResults(path: string): Result[] {
  if (!existsSync(path)) return [];
  const text = readTextSync(path, MOST_BYTES);
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const result = resultIn(line);
    if (!('reason' in result)) return [result];
    if (at === lines.length - 1 || isCutShort(line)) return [];
    throw new Error(`${path}:${at + 1}:1: error: no line of results: ${result.reason}; eval --out writes them`);
  });
}

/** Whether a line is the beginning of an object alone. */
function isCutShort(line: string): boolean {
  try {
    JSON.parse(line);
    return false;
  } catch (error) {
    return line.startsWith('{') && syntaxPlace(error, line) === line.length;
  }
}

function resultIn(line: string): Result | { reason: string } {
  let data: unknown;
  try {
    data = JSON.parse(line);
  } catch {
    return { reason: 'it is not JSON' };
  }
  const found = resultSchema.safeParse(data, { error: inWords });
  if (found.success) return found.data;
  const [issue] = found.error.issues;
  return { reason: `${issue?.path.join('.') || 'it'}: ${issue?.message ?? ''}` };
}

/** Whether something is of a length that was asked for. */
export function isOf(
  { length, shortest }: { length: number; shortest?: number | undefined },
  asked: number | Span,
): boolean {
  const { from, to } = typeof asked === 'number' ? { from: asked, to: asked } : asked;
  return length === to && (shortest ?? length) === from;
}

/** What of a model's lengths stands in a file already, as it was measured. */
export async function knownResults(
  file: ResultsFile,
  { path }: Model,
  {
    lengths,
    density,
    seed,
    count,
  }: { lengths: readonly (number | Span)[]; density: number | undefined; seed: number; count: number },
  client: InferenceClient,
  options: { providers: readonly ProviderName[]; signal: AbortSignal },
): Promise<Measurement[]> {
  const { providers, signal } = options;
  // What cannot be opened is said where it is measured.
  const facts = await client.load({ model: path, providers }, { signal }).catch((error: unknown) => {
    if (!(error instanceof InferenceError)) throw error;
    return undefined;
  });
  const { digest } = facts ?? {};
  if (!facts || digest === undefined) return [];
  const provider = describeProvider(facts);
  return lengths.flatMap((asked) => {
    const { from, to } = typeof asked === 'number' ? { from: asked, to: asked } : asked;
    const shortest = from < to ? { shortest: from } : {};
    const found = file.find({ version, digest, provider, seed, count, length: to, ...shortest, density });
    return found ? [measurementOf(found)] : [];
  });
}

function measurementOf({ length, shortest, density, count, ...rest }: Result): Measurement {
  const { seed, full, fullInterval, steps, stepsInterval, firstWrongMedian, digest, provider } = rest;
  return {
    length,
    ...(shortest !== undefined && { shortest }),
    ...(density !== undefined && { density }),
    sequences: count,
    ...{ seed, full, fullInterval, steps, stepsInterval, firstWrongMedian, digest, provider, milliseconds: 0 },
  };
}

/** A file that results are appended to as they come. */
export class ResultsFile {
  private readonly known: Map<string, Result>;
  /** A line that was cut short stays as it is, and the next begins anew. */
  private isCut: boolean;

  /** @throws Error as {@link readResults}, or where it cannot be read */
  constructor(private readonly path: string) {
    this.known = new Map(readResults(path).map((result) => [keyOf(result), result]));
    this.isCut = existsSync(path) && !/(^|\n)$/.test(readTextSync(path, MOST_BYTES));
  }

  rows(): Result[] {
    return [...this.known.values()];
  }

  find(measured: Measured): Result | undefined {
    return this.known.get(keyOf(measured));
  }

  /** @throws Error where the file cannot be written */
  append(result: Result): void {
    try {
      appendFileSync(this.path, `${this.isCut ? '\n' : ''}${jsonLine(result)}\n`);
    } catch (error) {
      throw new Error(`${this.path}: error: results cannot be written there: ${failureText(error)}`, { cause: error });
    }
    this.isCut = false;
    this.known.set(keyOf(result), result);
  }
}
