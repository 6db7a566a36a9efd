import type { CallOptions } from '../../inference/client';
import type { Question } from '../../inference/language-model/asks';
import type { LanguageModel } from '../../models/language-model/folder';
import { Dice } from '../../reductions/dice';
import { askingOf, randomTelling, type Asking } from '../../reductions/telling';
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
  const { dressing } = asking;
  const asked = randomAsked(trace, asking, { texts, longest, seed });
  const questions = asked.map(({ text, slot, objects }): Question => ({
    text: text + dressing.question(text, slot),
    candidates: objects.map((object) => dressing.candidate(object)),
  }));
  const { answers } = await client.language(model, 'answers', { questions }, options);
  const chosen = answers.map((answer) => {
    if (!answer) return null;
    const shares = sharesOf(answer.logProbabilities);
    return shares.reduce((most, share, k) => (share > (shares[most] ?? 0) ? k : most), 0);
  });
  return accuracyAfter(asked, chosen, { texts, longest });
}

/** A random text, and the place that is asked about after its last step. */
export interface RandomAsked {
  steps: number;
  text: string;
  slot: number;
  /** That the place can hold. */
  objects: readonly number[];
  /** Which of them it holds. */
  truth: number;
}

/** Random texts of a world, the same ones for every model that is asked; a game may end before it has as many steps as asked for. */
export function randomAsked(
  trace: Trace,
  { dressing, slots, objects, kinds }: Asking,
  { texts, longest, seed }: Pick<RandomOptions, 'texts' | 'longest' | 'seed'>,
): RandomAsked[] {
  return Array.from({ length: longest }, (_, before) => before + 1).flatMap((steps) =>
    Array.from({ length: texts }, (_, k) => {
      const own = seedOfText(seed, steps * PER_LENGTH + k);
      const telling = randomTelling(trace, dressing, steps, own);
      const changed = telling.slots ?? slots;
      const slot = new Dice(own ^ 0x5f5f).pick(changed);
      // Where other places change, each can hold the same.
      const of = objects[telling.slots ? 0 : slots.indexOf(slot)] ?? [];
      const truth = of.indexOf(kinds[telling.states.at(-1)?.[slot] ?? -1] ?? -1);
      return { steps: telling.states.length, text: telling.text, slot, objects: of, truth };
    }),
  );
}

/** @param chosen of each text the answer, -1 for none that can be taken, null where it was not asked about */
export function accuracyAfter(
  asked: readonly RandomAsked[],
  chosen: readonly (number | null)[],
  { texts, longest }: Pick<RandomOptions, 'texts' | 'longest'>,
): AccuracyAfter[] {
  return Array.from({ length: longest }, (_, before) => before + 1).map((steps) => {
    const found = asked.flatMap(({ steps: own, truth }, at) => {
      const answer = chosen[at] ?? null;
      return own !== steps || answer === null ? [] : [{ isRight: answer === truth, truth }];
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
