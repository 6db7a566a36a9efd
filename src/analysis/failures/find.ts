import type { CallOptions, InferenceClient } from '../../inference/client';
import type { ModelFacts, ProviderName } from '../../inference/protocol';
import type { Model } from '../../models/catalogue';
import { drawOf } from '../../models/task-words';
import { wordStart } from '../../models/word-places';
import { GradingError } from '../../models/grading/class-walk';
import type { Answer } from './answers';
import { Finder, type Share } from './finder';
import { refuseOthers, Trials } from './trials';
import { Stopped, Tries, type StoppedBy } from './tries';
import { WordRunner } from './word-runner';

/** Words that are tried, at most. */
const MOST_TRIES = 100_000;

export interface FindOptions extends CallOptions {
  providers: readonly ProviderName[];
  /** Longest words that are tried, in tokens. */
  longest: number;
  /** Draws the words; the same seed gives the same answer. */
  seed: number;
  /** How long the search may take, in milliseconds. */
  milliseconds: number;
}

/** What was found, or what was tried in vain. */
export interface Search {
  /** Absent where no word was found that fails. */
  found?: Failure;
  /** No word of so many tokens or fewer fails: all of them were tried. */
  noneTo: number;
  /** The longest words that were tried, in tokens. */
  longest: number;
  stopped?: StoppedBy;
  /** Words that were run. */
  tries: number;
  seed: number;
  /** What ran each model. */
  facts: ModelFacts[];
}

export interface Failure {
  /** Token ids, without `bos`. It fails at its last token; without any one of them it does not, unless the search was stopped. */
  word: readonly number[];
  /** What each model says after it. */
  answers: Answer[];
  /** How many words of that length fail; absent where the search was stopped before. */
  share?: Share;
}

/**
 * Searches for the shortest word on which a model is wrong after some token, or on which two models say different things.
 * Progress counts words.
 *
 * @param models one, or two that read the same words
 * @throws GradingError where they do not, or a task's words cannot be drawn; InferenceError; the signal's reason
 */
export async function findFailure(
  models: readonly Model[],
  client: InferenceClient,
  { providers, longest, seed, milliseconds, signal, onProgress }: FindOptions,
): Promise<Search> {
  refuseOthers(models);
  const task = models[0]?.manifest.task;
  const start = task && wordStart(task);
  const draw = task && drawOf(task);
  if (!start || !draw) throw new GradingError(`words of the task ${task?.name ?? ''} cannot be drawn`);
  const tries = new Tries(MOST_TRIES, milliseconds, signal);
  const runners = models.map((model) => new WordRunner(model, client, providers));
  const trials = new Trials(runners, start, tries, (done) =>
    onProgress?.({ done, total: MOST_TRIES, message: finder.doing }),
  );
  const tokens = task.kind === 'monoid' ? task.tokens.length : task.alphabet.length;
  const finder = new Finder(trials, { start, draw, tokens }, { longest, seed });
  let stopped: StoppedBy | undefined;
  try {
    await finder.run();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    stopped = error.by;
  }
  const { word, share } = finder;
  const found = word && { word, answers: await trials.alone(word, signal), ...(share && { share }) };
  return {
    ...(found && { found }),
    ...{ noneTo: finder.noneTo, longest: finder.longest },
    ...(stopped && { stopped }),
    ...{ tries: tries.count, seed, facts: trials.facts.flatMap((facts) => facts ?? []) },
  };
}
