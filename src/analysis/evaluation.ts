import { InferenceError, type CallOptions, whenVerifying, type InferenceClient } from '../inference/client';
import { VERIFYING, type Bits, type ModelFacts, type ProviderName, type RunRequest } from '../inference/protocol';
import { describeProvider } from '../inference/providers';
import type { Model } from '../models/catalogue';
import { classesOf, isMonoid } from '../models/manifest';
import { GradingError, graderFor, rightOf, type Answers, type Grader } from '../models/grading/grader';
import { requestFor } from './request';
import type { Span } from '../models/random-words';
import { QuotientTally, type QuotientMeasurement } from './quotient-tally';
import { RankTally, type RankMeasurement } from './rank-tally';
import { Tracking } from './tracking';
import { type Tracked } from './tracked';
import { wilson } from '../statistics/wilson';

/** Accuracy on random words of one length, or of lengths drawn from a span. */
export interface Measurement {
  /** That of the words; of a span the longest one. */
  length: number;
  /** The shortest one, where lengths were drawn from a span. */
  shortest?: number;
  /** Share of tokens that change something, where one was asked for. */
  density?: number;
  sequences: number;
  seed: number;
  /** Share of words with every step right, and its 95% interval. */
  full: number;
  fullInterval: [number, number];
  /**
   * Share of steps that are right, and its 95% interval. Steps of one word depend on each other, so the interval is
   * that of as many trials as there are words, which errs on the wide side.
   */
  steps: number;
  stepsInterval: [number, number];
  /** Step, counted from one, by which half of the words have gone wrong; null when fewer ever do. */
  firstWrongMedian: number | null;
  /** The same in every quotient of the task's group that is irreducible; none for other tasks. */
  quotients?: QuotientMeasurement[];
  /** Steps by how many different objects are left, where copies lose some; none for other tasks. */
  ranks?: RankMeasurement[];
  /** Of the model's files, see `ModelFiles`. */
  digest: string;
  /** What ran it; and why not what was asked for. */
  provider: string;
  fallback?: string;
  milliseconds: number;
}

/** A length that could not be measured, and why. */
export interface NotMeasured {
  length: number;
  shortest?: number;
  density?: number;
  reason: string;
}

export interface EvaluationOptions extends CallOptions {
  /** A span gives every word a length of its own. */
  lengths: readonly (number | Span)[];
  /** Words of each length. */
  count: number;
  /** A 32-bit integer; the same seed gives the same words and so, on one machine, the same figures. */
  seed: number;
  /** Share of tokens that change something, above 0 and at most 1; as the task draws them, if absent. */
  density?: number | undefined;
  providers: readonly ProviderName[];
  /** Bits of mantissa to which the model is rounded. */
  bits?: Bits | undefined;
  /**
   * Told, after the last length, what the model follows of the state, by the longest words that could be measured. Asked
   * for by its callers alone, since it takes time; of words of the usual density only.
   */
  onTracked?: ((tracked: Tracked) => void) | undefined;
  /** Other questions ask for the same words. */
  shared?: RunRequest['shared'] | undefined;
  /** Told of each length when it is measured. */
  onMeasured?: ((measured: Measurement) => void) | undefined;
}

const MAX_LENGTH = 100_000;
const MAX_COUNT = 1_000_000;

const CHANGED = 'its file has changed since the first words were run';

/** Logits of one request, in bytes. */
const BATCH_BYTES = 32 * 1024 * 1024;

/**
 * Accuracy by length over random words of the task. Progress counts words.
 *
 * @throws RangeError for a length or a count beyond the bounds; the signal's reason when it is aborted
 */
export async function evaluate(
  model: Model,
  options: EvaluationOptions,
  client: InferenceClient,
): Promise<(Measurement | NotMeasured)[]> {
  const { lengths, count, density } = options;
  const spans = lengths.map((length) => (typeof length === 'number' ? { from: length, to: length } : length));
  for (const { from, to } of spans) {
    inRange('a length', to, MAX_LENGTH);
    inRange('the shortest length of a span', from, to);
  }
  inRange('the number of words', count, MAX_COUNT);
  const results: (Measurement | NotMeasured)[] = [];
  let digest: string | undefined;
  let tracking: { tracking: Tracking; length: number } | undefined;
  for (const [index, span] of spans.entries()) {
    const what = {
      length: span.to,
      ...(span.from < span.to && { shortest: span.from }),
      ...(density !== undefined && { density }),
    };
    const report = (done: number, doing?: string): void =>
      options.onProgress?.({
        done: index * count + done,
        total: lengths.length * count,
        message: `${model.manifest.name}, ${doing ?? `length ${spanText(what)}`}`,
      });
    try {
      const isTracked = options.onTracked && density === undefined && span.from > (tracking?.length ?? 0);
      const own = isTracked ? trackingOf(model, span.from) : undefined;
      const measured = await measure(model, span, options, client, report, own);
      digest ??= measured.digest;
      if (measured.digest !== digest) throw new GradingError(CHANGED);
      const result = { ...what, ...measured };
      results.push(result);
      options.onMeasured?.(result);
      if (own) tracking = { tracking: own, length: span.from };
    } catch (error) {
      if (!(error instanceof InferenceError || error instanceof GradingError)) throw error;
      results.push({ ...what, reason: error.message });
    }
  }
  const tracked = tracking?.tracking.result();
  if (tracked) options.onTracked?.(tracked);
  return results;
}

function trackingOf({ manifest }: Model, length: number): Tracking | undefined {
  return isMonoid(manifest) ? Tracking.of(manifest.task, length) : undefined;
}

async function measure(
  { path, manifest }: Model,
  span: Span,
  { count, seed, density, providers, bits, signal, shared }: EvaluationOptions,
  client: InferenceClient,
  report: (done: number, doing?: string) => void,
  tracking: Tracking | undefined,
): Promise<Omit<Measurement, 'length' | 'shortest' | 'density'>> {
  const grader = graderFor(manifest);
  const draw = grader.words(seed, span, density);
  const { bos } = manifest.task;
  const before = bos == null ? 0 : 1;
  // Shorter words of a span are followed by token 0: a model's answer must not depend on later tokens.
  const row = before + span.to;
  const classes = classesOf(manifest);
  const perBatch = Math.max(1, Math.floor(BATCH_BYTES / (4 * row * classes)));
  const tally = new Tally(span.to);
  // A guess in a quotient is as good as the usual words make it.
  const quotients = isMonoid(manifest) && density === undefined ? new QuotientTally(manifest.task, span) : undefined;
  const ranks = isMonoid(manifest) ? new RankTally(manifest.task) : undefined;
  const each = (answers: Answers): void => {
    quotients?.add(answers);
    ranks?.add(answers);
    tracking?.add(answers);
  };
  let milliseconds = 0;
  let facts: ModelFacts | undefined;
  for (let done = 0; done < count;) {
    report(done);
    const words = Array.from({ length: Math.min(perBatch, count - done) }, draw);
    const tokens = new Int32Array(words.length * row);
    words.forEach((word, index) => {
      if (bos != null) tokens[index * row] = bos;
      tokens.set(word, index * row + before);
    });
    const request = requestFor({ path, manifest }, tokens, { providers, batch: words.length, bits, shared });
    const result = await client.run(request, {
      signal,
      onProgress: whenVerifying(() => report(done, VERIFYING)),
    });
    gradeAll(
      grader,
      words,
      result.tensors['logits']?.data ?? new Float32Array(),
      { row, before, classes },
      tally,
      each,
    );
    milliseconds += result.milliseconds;
    if (facts && facts.digest !== result.digest) throw new GradingError(CHANGED);
    facts = result;
    done += words.length;
  }
  report(count);
  const inQuotients = quotients?.result() ?? [];
  const byRank = ranks?.result() ?? [];
  const extra = {
    ...(inQuotients.length > 0 && { quotients: inQuotients }),
    ...(byRank.length > 0 && { ranks: byRank }),
  };
  const { digest = '', fallback } = facts ?? {};
  const ran = { digest, provider: facts ? describeProvider(facts) : '', ...(fallback !== undefined && { fallback }) };
  return { sequences: count, seed, ...tally.result(), ...extra, ...ran, milliseconds };
}

function gradeAll(
  grader: Grader,
  words: readonly Int32Array[],
  logits: Float32Array,
  { row, before, classes }: { row: number; before: number; classes: number },
  tally: Tally,
  each: (answers: Answers) => void,
): void {
  words.forEach((word, index) => {
    const at = (step: number): number => (index * row + before + step) * classes;
    const answers = grader.classes?.(word, logits, at);
    if (answers) each(answers);
    tally.add(answers ? rightOf(answers) : grader.grade(word, logits, at));
  });
}

/** Counts right steps and words. */
class Tally {
  private words = 0;
  private steps = 0;
  private rightSteps = 0;
  /** `firstWrong[t]` words went wrong first at step `t` (from zero). */
  private readonly firstWrong: number[];

  constructor(longest: number) {
    this.firstWrong = new Array<number>(longest).fill(0);
  }

  add(right: readonly boolean[]): void {
    this.words++;
    this.steps += right.length;
    this.rightSteps += right.filter(Boolean).length;
    const first = right.indexOf(false);
    if (first >= 0) this.firstWrong[first] = (this.firstWrong[first] ?? 0) + 1;
  }

  result() {
    const wrong = this.firstWrong.reduce((sum, words) => sum + words, 0);
    const full = (this.words - wrong) / this.words;
    const steps = this.rightSteps / this.steps;
    return {
      full,
      fullInterval: wilson(full, this.words),
      steps,
      stepsInterval: wilson(steps, this.words),
      firstWrongMedian: this.median(),
    };
  }

  private median(): number | null {
    let gone = 0;
    for (const [step, words] of this.firstWrong.entries()) {
      gone += words;
      if (2 * gone >= this.words) return step + 1;
    }
    return null;
  }
}

/** `64`, `4,096`, or `51–100`; `64 (density 0.1)`. */
export function spanText({
  length,
  shortest,
  density,
}: {
  length: number;
  shortest?: number | undefined;
  density?: number | undefined;
}): string {
  const span = shortest === undefined ? length.toLocaleString('en') : `${shortest}–${length}`;
  return density === undefined ? span : `${span} (density ${density})`;
}

function inRange(what: string, value: number, most: number): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw new RangeError(`${what} must be a whole number from 1 to ${most}, not ${value}`);
}
