import type { CallOptions } from '../../inference/client';
import type { Question } from '../../inference/language-model/asks';
import type { LanguageModel } from '../../models/language-model/folder';
import { Dice } from '../../reductions/dice';
import { askingOf, randomTelling } from '../../reductions/telling';
import type { Trace } from '../../trace/trace';
import { greatest } from '../../lists/extremes';
import { wilson } from '../../statistics/wilson';
import type { LanguageClient } from './client';
import { sharesOf } from './run';

/** How often a model was right after texts of so many steps. */
export interface AccuracyAfter {
  steps: number;
  /** Texts, each of which was asked one question. */
  texts: number;
  /** Texts that were not asked about, for they are longer with the question than the model reads. */
  tooLong: number;
  right: number;
  share: number;
  low: number;
  high: number;
  /** Share that one answer for all would have, whichever is best. */
  guess: number;
}

export interface RandomOptions extends CallOptions {
  /** Texts of each length. */
  texts: number;
  /** Steps of the longest ones. */
  longest: number;
  seed: number;
}

/** Neighbouring seeds share no texts. */
export function seedOfText(seed: number, text: number): number {
  return (Math.imul(seed, 0x9e3779b1) + text) | 0;
}

/** Of the texts of one length the seeds differ from those of any other. */
const PER_LENGTH = 100_003;

/**
 * Accuracy over random texts of the same world and dress, by number of steps. Each text is asked about one place after its last
 * step, so that its answers are independent and Wilson's interval holds.
 *
 * @throws InferenceError, the signal's reason; RangeError for a trace that is not told
 */
export async function randomAccuracy(
  trace: Trace,
  model: LanguageModel,
  client: LanguageClient,
  { texts, longest, seed, ...options }: RandomOptions,
): Promise<AccuracyAfter[]> {
  const asking = askingOf(trace);
  if ('reason' in asking) throw new RangeError(asking.reason);
  const { dressing, slots, objects } = asking;
  const lengths = Array.from({ length: longest }, (_, k) => k + 1);
  const asked = lengths.flatMap((steps) =>
    Array.from({ length: texts }, (_, k) => {
      const own = seedOfText(seed, steps * PER_LENGTH + k);
      const { text, states } = randomTelling(trace, dressing, steps, own);
      const place = new Dice(own ^ 0x5f5f).pick([...slots.keys()]);
      const slot = slots[place] ?? 0;
      const question: Question = {
        text: text + dressing.question(text, slot),
        candidates: (objects[place] ?? []).map((object) => dressing.candidate(object)),
      };
      return { steps, question, truth: (objects[place] ?? []).indexOf(states.at(-1)?.[slot] ?? -1) };
    }),
  );
  const { answers } = await client.language(
    model,
    'answers',
    { questions: asked.map(({ question }) => question) },
    options,
  );
  return lengths.map((steps) => {
    const found = asked.flatMap(({ steps: own, truth }, at) => {
      const answer = answers[at];
      if (own !== steps || !answer) return [];
      const shares = sharesOf(answer.logProbabilities);
      const best = shares.reduce((most, share, k) => (share > (shares[most] ?? 0) ? k : most), 0);
      return [{ isRight: best === truth, truth }];
    });
    const right = found.filter(({ isRight }) => isRight).length;
    const share = found.length === 0 ? 0 : right / found.length;
    const [low, high] = found.length === 0 ? [0, 1] : wilson(share, found.length);
    const counts = new Map<number, number>();
    for (const { truth } of found) counts.set(truth, (counts.get(truth) ?? 0) + 1);
    const guess = found.length === 0 ? 0 : greatest([...counts.values()]) / found.length;
    return { steps, texts: found.length, tooLong: texts - found.length, right, share, low, high, guess };
  });
}
