import { isProbed, probe } from '../analysis/probe';
import { wilson } from '../analysis/wilson';
import { readExamples, traceOfExample } from '../datasets/read';
import type { InferenceClient } from '../inference/client';
import type { ProviderName } from '../inference/protocol';
import type { Model } from '../models/catalogue';
import { SourceError } from '../trace/source';

/** How a model did on the examples of one length. */
export interface LengthResult {
  /** Steps of an example. */
  length: number;
  examples: number;
  /** Share of examples with every step right, and its 95 % confidence interval. */
  full: number;
  fullInterval: [number, number];
  /** Share of all steps that are right. */
  steps: number;
}

/** How a model did on a data set. */
export interface DatasetResult {
  id: string;
  name: string;
  metrics: LengthResult[];
  /** Examples that it could not read, by reason. */
  skipped: Record<string, number>;
}

interface Options {
  /** Examples at most, from the first. */
  count: number;
  providers: readonly ProviderName[];
  signal: AbortSignal;
  onProgress: (done: number) => void;
}

/**
 * Accuracy by length over the first examples of a data set, for each model, in one pass over the file.
 *
 * @throws SourceError where the file is not a data set of traces or words
 */
export async function evaluateOnDataset(
  path: string,
  models: readonly Model[],
  client: InferenceClient,
  { count, providers, signal, onProgress }: Options,
): Promise<DatasetResult[]> {
  const tallies = models.map(({ manifest }) => new Tally(manifest.id, manifest.name));
  let done = 0;
  for await (const example of readExamples(path)) {
    if (done === count) break;
    const { entries } = await probe(traceOf(path, example), models, client, { providers, signal });
    entries.forEach((entry, index) => {
      const tally = tallies[index];
      if (isProbed(entry)) tally?.add(example.tokens.length, entry.run);
      else tally?.skip(entry.reason);
    });
    onProgress(++done);
  }
  return tallies.map((tally) => tally.result());
}

function traceOf(path: string, example: Parameters<typeof traceOfExample>[0]) {
  try {
    return traceOfExample(example);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const start = { line: 0, character: 0 };
    throw new SourceError(path, { start, end: start }, error.message);
  }
}

class Tally {
  private readonly lengths = new Map<number, { examples: number; full: number; right: number; judged: number }>();
  private readonly skipped: Record<string, number> = {};

  constructor(
    private readonly id: string,
    private readonly name: string,
  ) {}

  add(length: number, run: { firstWrong: number | null; accuracy: number | null; judged: number }): void {
    let of = this.lengths.get(length);
    if (!of) this.lengths.set(length, (of = { examples: 0, full: 0, right: 0, judged: 0 }));
    of.examples++;
    if (run.firstWrong === null) of.full++;
    of.right += Math.round((run.accuracy ?? 0) * run.judged);
    of.judged += run.judged;
  }

  skip(reason: string): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1;
  }

  result(): DatasetResult {
    const metrics = [...this.lengths]
      .sort(([a], [b]) => a - b)
      .map(([length, { examples, full, right, judged }]): LengthResult => {
        const share = full / examples;
        return { length, examples, full: share, fullInterval: wilson(share, examples), steps: judged === 0 ? 0 : right / judged }; // prettier-ignore
      });
    return { id: this.id, name: this.name, metrics, skipped: this.skipped };
  }
}
