import type { CallOptions, InferenceClient } from '../../inference/client';
import type { ProviderName } from '../../inference/protocol';
import type { Manifest } from '../../models/manifest';
import { generatorFor } from '../../models/random-words';
import { drawOf, type Draw } from '../../models/task-words';
import { GradingError } from '../../models/grading/class-walk';
import type { ProbedModel } from '../probe';
import { SAMPLE_SEED } from '../sample-seed';
import { asRead } from '../tokens';
import { wilson } from '../../statistics/wilson';
import { answersOf } from './answers';
import { difficultyText, type Difficulty } from './difficulty-text';
import { WordRunner } from './word-runner';

/** Longer texts are compared as far as here, in tokens. */
const MOST_TOKENS = 512;
/** Random words: so many tokens together, within bounds. */
const TOKENS = 32_768;
const LEAST_WORDS = 50;
const MOST_WORDS = 200;

export interface DifficultyOptions extends CallOptions {
  providers: readonly ProviderName[];
  seed?: number;
}

/**
 * Tells whether a text is hard or the model weak, by random words of the text's length, of which the same tokens
 * are judged as of the text. Its cost is bounded: at most 200 words, and 512 tokens of each. Progress counts words.
 *
 * @throws GradingError where nothing of the text can be judged; InferenceError; the signal's reason when it is aborted
 */
export async function difficulty(
  { model, encoding, run }: Pick<ProbedModel, 'model' | 'encoding' | 'run'>,
  client: InferenceClient,
  { providers, seed = SAMPLE_SEED, signal, onProgress }: DifficultyOptions,
): Promise<Difficulty> {
  const { task } = model.manifest;
  const before = task.bos == null ? 0 : 1;
  const tokens = Math.min(MOST_TOKENS, encoding.tokens.length - before);
  const judged = run.steps.flatMap((step, index) => {
    const at = (encoding.after[index] ?? -1) - before;
    return step && at >= 0 && at < tokens ? [{ at, right: step.right }] : [];
  });
  if (judged.length === 0) throw new GradingError('no step of the text can be judged');
  const right = judged.filter((step) => step.right).length;
  const words = Math.max(LEAST_WORDS, Math.min(MOST_WORDS, Math.floor(TOKENS / tokens)));
  const random = generatorFor(seed, tokens);
  const draw = drawnBy(task);
  const drawn = Array.from({ length: words }, () => draw(random, tokens));
  const answers = answersOf(model.manifest);
  const counts = new Int32Array(words);
  const asked = drawn.map((word) => asRead(task, word));
  onProgress?.({ done: 0, total: words, message: `random words of ${tokens} tokens` });
  const runner = new WordRunner(model, client, providers, true);
  await runner.run(asked, { signal }, (index, logits) => {
    const said = answers([...(drawn[index] ?? [])], logits);
    counts[index] = judged.filter(({ at }) => said[at]?.said === said[at]?.truth).length;
  });
  const share = (holds: (count: number) => boolean): number => counts.filter(holds).length / words;
  const wrong = share((count) => count < judged.length);
  const found = {
    ...{ words, tokens, seed, steps: judged.length, right: right / judged.length },
    cut: encoding.tokens.length - before > tokens,
    harder: share((count) => count > right),
    same: share((count) => count === right),
    ...{ wrong, interval: wilson(wrong, words) },
  };
  return { ...found, sentence: difficultyText(found) };
}

/** A language may have no word that is so long. */
function drawnBy(task: Manifest['task']): Draw {
  const draw = drawOf(task);
  if (!draw) throw new GradingError(`no words of ${task.name} can be drawn`);
  return (random, length) => {
    try {
      return draw(random, length);
    } catch (error) {
      throw error instanceof RangeError ? new GradingError(error.message) : error;
    }
  };
}
