import { whenVerifying, type CallOptions, type InferenceClient } from '../../inference/client';
import type { ModelFacts, ProviderName } from '../../inference/protocol';
import { encoderOf } from '../../models/encoding';
import { isMonoid, type MonoidTask } from '../../models/manifest';
import { generatorFor } from '../../models/random-words';
import { makeTrace, type Trace } from '../../trace/trace';
import { GradingError } from '../../models/grading/class-walk';
import { judge, type ModelRun } from '../model-run';
import type { ProbedModel } from '../probe';
import { told } from '../told';
import { tokensRead } from '../tokens';
import type { Judge } from './ddmin';
import { shortest, type Shortest } from './shortest';
import type { Places } from './sub-words';
import { Stopped, Tries, type StoppedBy } from './tries';
import { WordRunner } from './word-runner';

/** Sub-words that are tried, at most. */
const MOST_TRIES = 50_000;

export interface ShrinkOptions extends CallOptions {
  providers: readonly ProviderName[];
  /** Draws the sub-words that are tried when every single step is needed; the same seed gives the same answer. */
  seed: number;
  /** How long the search may take, in milliseconds. */
  milliseconds: number;
}

/** A short sub-word of a text's own steps on which a model still fails. */
export interface Shrunk {
  /** Which steps of the text are kept, ascending from zero. */
  kept: Places;
  /** The world that the model read, with these steps alone; of a larger world its five-object view. */
  trace: Trace;
  /** Tokens that the model reads of it. */
  tokens: number;
  /** What the model did on it, run alone; it is first wrong at its last step. */
  run: ModelRun;
  /** Whether the model is known to be right without any one of the steps. False only where the search was stopped. */
  minimal: boolean;
  /** What else was tried in vain: see {@link Shortest}; absent where the search was stopped. */
  vain?: Shortest['vain'];
  stopped?: StoppedBy;
  /** Sub-words that were tried. */
  tries: number;
  seed: number;
  facts: ModelFacts;
}

/**
 * The shortest sub-word that is found of the steps of a text on which a model fails: it is wrong after some step. Every
 * sub-word that is tried is run, with the truth of its own steps. Progress counts tries.
 *
 * @param entry a probe of the text, with a wrong step
 * @throws GradingError where the model cannot be asked, or fails on a word only beside others; InferenceError; the signal's
 * reason when it is aborted
 */
export async function shrink(entry: ProbedModel, client: InferenceClient, options: ShrinkOptions): Promise<Shrunk> {
  const { model, trace, run } = entry;
  const { firstWrong } = run;
  if (firstWrong === null) throw new GradingError('the model is right at every step');
  // Without some of its symbols a word is mostly none of its language.
  if (!isMonoid(model.manifest))
    throw new GradingError(
      `${model.manifest.name} answers with symbols, and only texts on which a model follows a state are shrunk: look for the shortest word on which it fails`,
    );
  const { seed, signal, onProgress } = options;
  const runner = new WordRunner(model, client, options.providers);
  const tries = new Tries(MOST_TRIES, options.milliseconds, signal);
  const { task } = model.manifest;
  // No state follows an illegal move of chess.
  const judged = run.steps.findLastIndex((step) => step !== null) + 1;
  let best: Places = Array.from({ length: firstWrong + 1 }, (_, step) => step);
  const judgeSteps = judgeOf(trace, task, (words, take) =>
    tries.make(words.length, async (until) => {
      onProgress?.({ done: tries.count, total: MOST_TRIES, message: `${best.length} steps` });
      await runner.run(words, { signal: until, onProgress: whenVerifying(() => undefined) }, take);
    }),
  );
  let found: Shortest | undefined;
  let stopped: StoppedBy | undefined;
  try {
    const of = { of: judged, first: best.length };
    found = await shortest(of, judgeSteps, generatorFor(seed, judged), (word) => (best = word));
    best = found.word;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    stopped = error.by;
  }
  const alone = await runAlone(entry, task, best, runner, options);
  return {
    kept: best,
    ...alone,
    minimal: found !== undefined,
    ...(found && { vain: found.vain }),
    ...(stopped && { stopped }),
    tries: tries.count,
    seed,
  };
}

/** Runs words of tokens and tells the logits of each. */
type Run = (words: readonly Int32Array[], take: Parameters<WordRunner['run']>[2]) => Promise<void>;

/** Whether a model fails on steps of a trace. */
function judgeOf(trace: Trace, task: MonoidTask, run: Run): Judge<number> {
  const encoder = encoderOf(task);
  return async (candidates) => {
    const enough = candidates.map((): number | null => null);
    const encodings = candidates.map((places) => {
      const encoding = told(task, { ...trace, steps: stepsAt(trace, places) });
      if ('problem' in encoding) throw new GradingError(encoding.problem);
      return encoding;
    });
    // A word without a token leaves nothing to judge.
    const asked = [...candidates.keys()].filter((index) => (encodings[index]?.tokens.length ?? 0) > 0);
    const words = asked.map((index) => encodings[index]?.tokens ?? new Int32Array());
    await run(words, (at, logits) => {
      const index = asked[at] ?? -1;
      const encoding = encodings[index];
      if (!encoding) return;
      const judged = judge({ ...trace, steps: [] }, encoder, encoding, logits);
      if ('problem' in judged) throw new GradingError(judged.problem);
      enough[index] = judged.firstWrong === null ? null : judged.firstWrong + 1;
    });
    return enough;
  };
}

/** The same word once more, as a probe of the text runs it. */
async function runAlone(
  { trace }: ProbedModel,
  task: MonoidTask,
  kept: Places,
  runner: WordRunner,
  { signal }: ShrinkOptions,
): Promise<Pick<Shrunk, 'trace' | 'tokens' | 'run' | 'facts'>> {
  const { domain, source, slots, objects, cells, initial } = trace;
  const steps = stepsAt(trace, kept);
  const own = makeTrace({ domain, source, slots, objects, initial, ...(cells && { cells }), steps });
  const encoding = told(task, own);
  if ('problem' in encoding) throw new GradingError(encoding.problem);
  let run: ReturnType<typeof judge> | undefined;
  await runner.run([encoding.tokens], { signal }, (_, logits) => {
    run = judge(own, encoderOf(task), encoding, logits);
  });
  if (!run || 'problem' in run) throw new GradingError(run?.problem ?? 'it gave no answer');
  if (run.firstWrong === null || !runner.facts)
    throw new GradingError(
      `it fails on ${kept.length} of the steps only when they are run beside other words: two answers are as good as equal`,
    );
  const [tokens = 0] = tokensRead(task, encoding).slice(-1);
  return { trace: own, tokens, run, facts: runner.facts };
}

function stepsAt({ steps }: Trace, places: Places): Trace['steps'] {
  return places.flatMap((place) => steps[place] ?? []);
}
