import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { SampleWords } from '../inference/looks';
import type { MonoidTask } from '../models/manifest';
import { SAMPLE_SEED } from './sample-seed';
import { ClassWalk } from '../models/grading/class-walk';
import { generatorFor, independentWord } from '../models/random-words';

/** Words as long as the text, within these: shorter ones would miss states, longer ones take time. */
const LEAST_TOKENS = 16;
const MOST_TOKENS = 64;
/** States to fit on: at least so many, and so many for each class, as far as time allows. */
const STATES = 16_384;
const STATES_OF_CLASS = 64;
const MOST_STATES = 65_536;
/** States that measure a probe, for each that it is fitted on. */
const HELD_OUT = 1 / 4;

/**
 * Random words for probes of a text with so many tokens, with the true class after every token. Words of one
 * task, length and seed are always the same.
 *
 * @param least tokens of a word; words of lengths at which a model is right may be shorter than a text's
 * @param count of words, none of which are held out; as many as a probe needs if undefined
 * @throws GradingError for a task whose classes do not hold every product of its tokens
 */
export function sampleWords(
  task: MonoidTask,
  textTokens: number,
  seed = SAMPLE_SEED,
  least = LEAST_TOKENS,
  count?: number,
): SampleWords {
  const before = task.bos == null ? 0 : 1;
  const steps = Math.max(least, Math.min(count === undefined ? MOST_TOKENS : Infinity, textTokens - before));
  const states = Math.min(MOST_STATES, Math.max(STATES, STATES_OF_CLASS * task.classes.length));
  const fitted = count ?? Math.ceil(states / steps);
  const heldOut = count === undefined ? Math.ceil(fitted * HELD_OUT) : 0;
  const batch = fitted + heldOut;
  const length = before + steps;
  const random = generatorFor(seed, steps);
  const walk = new ClassWalk(task);
  const tokens = new Int32Array(batch * length);
  const labels = new Int32Array(batch * length).fill(-1);
  for (let word = 0; word < batch; word++) {
    const drawn = independentWord(random, task, steps);
    if (task.bos != null) tokens[word * length] = task.bos;
    tokens.set(drawn, word * length + before);
    labels.set(walk.along(drawn), word * length + before);
  }
  return { name: `random words of ${steps} tokens, seed ${seed}`, tokens, batch, length, labels, heldOut };
}

/**
 * The same words, each with the labels of another one: what is read of them comes from the probe and from how labels are spread
 * over the tokens alone.
 */
export function withOthersLabels(words: SampleWords, seed: number): SampleWords {
  const { batch, length, labels } = words;
  const random = generatorFor(seed, batch);
  const others = new Int32Array(labels.length);
  const order = Array.from({ length: batch }, (_, word) => word);
  for (let at = batch - 1; at >= 0; at--) {
    const other = uniformInt(random, 0, at);
    const from = order[other] ?? 0;
    order[other] = order[at] ?? 0;
    others.set(labels.subarray(from * length, (from + 1) * length), at * length);
  }
  return { ...words, name: `${words.name}, with the labels of others`, labels: others };
}
