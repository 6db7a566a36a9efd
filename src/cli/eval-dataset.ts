import type { ModelRun } from '../analysis/model-run';
import { isProbed, probe } from '../analysis/probe';
import { requestFor } from '../analysis/request';
import { asRead } from '../analysis/tokens';
import { wilson } from '../statistics/wilson';
import type { LanguageExample } from '../datasets/examples/example';
import { readExamples } from '../datasets/examples/read';
import { traceOfExample } from '../datasets/examples/trace-of-example';
import { InferenceError, whenVerifying, type InferenceClient } from '../inference/client';
import type { ModelFacts, ProviderName } from '../inference/protocol';
import type { Model } from '../models/catalogue';
import { classesOf } from '../models/manifest';
import { Tally, type Judged } from './tally';

/** How a model did on the examples of one length. */
interface LengthResult {
  /** Steps of an example. */
  length: number;
  examples: number;
  /** Share of examples with every step right, and its 95% confidence interval. */
  full: number;
  fullInterval: [number, number];
  /** Share of all steps that are right. */
  steps: number;
}

/** How a model did on a data set. */
export interface DatasetResult extends Judged {
  metrics: LengthResult[];
}

interface Options {
  /** Examples at most, from the first. */
  count: number;
  providers: readonly ProviderName[];
  signal: AbortSignal;
  onProgress: (done: number) => void;
  /** As in `ProbeOptions`. */
  onVerifying?: ((model: Model) => void) | undefined;
}

/**
 * Accuracy by length over the first examples of a data set, for each model, in one pass over the file.
 *
 * @throws SourceError where the file is not a data set
 */
export async function evaluateOnDataset(
  path: string,
  models: readonly Model[],
  client: InferenceClient,
  { count, providers, signal, onProgress, onVerifying }: Options,
): Promise<DatasetResult[]> {
  const tallies = models.map(({ manifest }) => new DatasetTally(manifest.id, manifest.name));
  let done = 0;
  for await (const example of readExamples(path)) {
    if (done === count) break;
    const answers =
      example.kind === 'language'
        ? await judgeWord(example, models, client, { providers, signal, onVerifying })
        : (await probe(traceOfExample(example), models, client, { providers, signal, onVerifying })).entries.map(
            (entry) => (isProbed(entry) ? { ...entry.run, facts: entry.facts } : entry.reason),
          );
    answers.forEach((answer, index) => {
      if (typeof answer === 'string') tallies[index]?.skip(answer);
      else tallies[index]?.add(example.tokens.length, answer);
    });
    onProgress(++done);
  }
  return tallies.map((tally) => tally.result());
}

/** What is judged of one answer. */
type Answer = Pick<ModelRun, 'firstWrong' | 'accuracy' | 'judged'> & { facts: ModelFacts };

/**
 * Runs the models of this language over a word: a step is right when exactly the symbols that may come next have a logit
 * above zero (Sarrof et al. 2024). For another model, the reason why it is not run.
 */
async function judgeWord(
  { tokens: word, next, language }: LanguageExample,
  models: readonly Model[],
  client: InferenceClient,
  { providers, signal, onVerifying }: Pick<Options, 'providers' | 'signal' | 'onVerifying'>,
): Promise<(Answer | string)[]> {
  const answers: (Answer | string)[] = [];
  for (const model of models) {
    const { path, manifest } = model;
    const { task } = manifest;
    if (task.kind !== 'language' || task.name !== language) {
      answers.push(`its task is ${task.name}, not ${language}`);
      continue;
    }
    const tokens = asRead(task, word);
    const classes = classesOf(manifest);
    const request = requestFor({ path, manifest }, tokens, { providers });
    const result = await client
      .run(request, {
        signal,
        onProgress: whenVerifying(() => onVerifying?.(model)),
      })
      .catch((error: unknown) => {
        if (error instanceof InferenceError) return error.message;
        throw error;
      });
    if (typeof result === 'string') {
      answers.push(result);
      continue;
    }
    const { tensors, ...facts } = result;
    const logits = tensors['logits']?.data ?? new Float32Array();
    const before = tokens.length - word.length;
    const right = next.map((allowed, step) => {
      const row = Array.from({ length: classes }, (_, symbol) => logits[(before + step) * classes + symbol] ?? NaN);
      return row.every((logit, symbol) => logit > 0 === allowed.includes(symbol));
    });
    const firstWrong = right.indexOf(false);
    answers.push({
      firstWrong: firstWrong < 0 ? null : firstWrong,
      accuracy: right.filter(Boolean).length / right.length,
      judged: right.length,
      facts,
    });
  }
  return answers;
}

class DatasetTally extends Tally {
  private readonly lengths = new Map<number, { examples: number; full: number; right: number; judged: number }>();

  add(length: number, run: Answer): void {
    if (!this.takes(run.facts)) return;
    let of = this.lengths.get(length);
    if (!of) this.lengths.set(length, (of = { examples: 0, full: 0, right: 0, judged: 0 }));
    of.examples++;
    if (run.firstWrong === null) of.full++;
    of.right += Math.round((run.accuracy ?? 0) * run.judged);
    of.judged += run.judged;
  }

  result(): DatasetResult {
    const metrics = [...this.lengths]
      .sort(([a], [b]) => a - b)
      .map(([length, { examples, full, right, judged }]): LengthResult => {
        const share = full / examples;
        return {
          length,
          examples,
          full: share,
          fullInterval: wilson(share, examples),
          steps: judged === 0 ? 0 : right / judged,
        };
      });
    return { ...this.judged, metrics };
  }
}
