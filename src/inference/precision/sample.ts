import { GradingError, graderFor } from '../../models/grading/grader';
import { classesOf, vocabularyOf, type Manifest } from '../../models/manifest';
import { generatorFor, uniformWord } from '../../models/random-words';
import type { Tensor } from '../protocol';
import { unlike } from './unlike';
import type { LengthSample } from './verdict';

/** Runs words of one length and gives their logits. @param tokens row-major `[batch, length]` */
export type RunWords = (tokens: Int32Array, batch: number, length: number) => Promise<Tensor>;

type Metric = NonNullable<Manifest['metrics']>[number];

/** Not that of the published figures: those words may be what a file was chosen by. */
const SEED = 19;
const WORDS = 64;
const FEWEST_WORDS = 16;
const MOST_LENGTHS = 4;
/** Of all words of one length. */
const MOST_TOKENS = 16_384;
/** Where fewer words were right, hardly anything can be lost. */
const LEAST_FULL = 0.1;
/** Tokens of one call, between which progress is told. */
const CALL_TOKENS = 2048;
/** Of the words over which answers are compared with those of the CPU. */
const COMPARED = 32;

/**
 * How a model does on random words of some lengths that its manifest publishes, at most four, the longest among them, and
 * none longer than 1,024 tokens.
 *
 * @param longest that the file takes
 * @returns none where nothing of the kind is published, or words of the task cannot be drawn
 */
export async function samplePublished(
  manifest: Manifest,
  run: RunWords,
  longest: number,
  tell: () => void,
): Promise<LengthSample[]> {
  const before = manifest.task.bos == null ? 0 : 1;
  const published = spread((manifest.metrics ?? []).filter(({ length }) => length > 0 && length + before <= longest));
  const samples: LengthSample[] = [];
  for (const { length, shortest = length, full, sequences } of published) {
    const words = drawn(manifest, { from: shortest, to: length });
    if (!words) return [];
    samples.push({
      length,
      ...(shortest < length && { shortest }),
      words: words.length,
      full: await shareRight(manifest, words, length, run, tell),
      published: { full, words: sequences },
    });
  }
  return samples;
}

function spread(metrics: readonly Metric[]): Metric[] {
  const fit = metrics.filter(({ length }) => length * FEWEST_WORDS <= MOST_TOKENS && length > 0);
  const telling = fit.filter(({ full }) => full >= LEAST_FULL);
  const all = [...(telling.length > 0 ? telling : fit)].sort((a, b) => a.length - b.length);
  if (all.length <= MOST_LENGTHS) return all;
  const step = (all.length - 1) / (MOST_LENGTHS - 1);
  return Array.from({ length: MOST_LENGTHS }, (_, at) => all[Math.round(at * step)]).filter((one) => one !== undefined);
}

function drawn(manifest: Manifest, span: { from: number; to: number }): Int32Array[] | undefined {
  try {
    const draw = graderFor(manifest).words(SEED, span);
    return Array.from({ length: Math.min(WORDS, Math.floor(MOST_TOKENS / span.to)) }, draw);
  } catch (error) {
    if (error instanceof GradingError) return undefined;
    throw error;
  }
}

async function shareRight(
  manifest: Manifest,
  words: readonly Int32Array[],
  longest: number,
  run: RunWords,
  tell: () => void,
): Promise<number> {
  const grader = graderFor(manifest);
  const { bos } = manifest.task;
  const before = bos == null ? 0 : 1;
  const row = before + longest;
  const classes = classesOf(manifest);
  const each = Math.max(1, Math.floor(CALL_TOKENS / row));
  let right = 0;
  for (let done = 0; done < words.length; done += each) {
    tell();
    const some = words.slice(done, done + each);
    // Shorter words are followed by token 0: a model's answer must not depend on later tokens.
    const tokens = new Int32Array(some.length * row);
    some.forEach((word, index) => {
      if (bos != null) tokens[index * row] = bos;
      tokens.set(word, index * row + before);
    });
    const { data } = await run(tokens, some.length, row);
    some.forEach((word, index) => {
      if (isRight(() => grader.grade(word, data, (step) => (index * row + before + step) * classes))) right++;
    });
  }
  return right / words.length;
}

/** Logits that are no numbers are right nowhere. */
function isRight(grade: () => boolean[]): boolean {
  try {
    return grade().every(Boolean);
  } catch (error) {
    if (error instanceof GradingError) return false;
    throw error;
  }
}

/** Share of the tokens of random words after which two runs of a model give the same answer. */
export async function sampleAnswers(
  manifest: Manifest,
  [one, other]: readonly [RunWords, RunWords],
  longest: number,
  tell: () => void,
): Promise<number> {
  const length = Math.min(COMPARED, longest);
  const random = generatorFor(SEED, length);
  const tokens = uniformWord(random, vocabularyOf(manifest), COMPARED * length);
  tell();
  const own = await one(tokens, COMPARED, length);
  tell();
  return unlike(own, await other(tokens, COMPARED, length), manifest.task.kind).sameClasses;
}
