import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';
import type { MonoidTask } from '../../models/manifest';
import { generatorFor, independentWord } from '../../models/random-words';
import { ClassWalk } from '../../models/grading/class-walk';
import { PatchError } from './patch-error';

/** Random words that are tried of each length; of 120 equally likely classes one is missed by all with chance 10⁻¹⁸. */
const TRIES = 5000;
/** Some states are reached by words of every second length only. */
const MORE_TOKENS = 3;

/** A random word, with the token that starts words where there is one. */
export function randomWord(task: MonoidTask, length: number, seed: number): Int32Array {
  return begun(task, independentWord(generatorFor(seed, length), task, length));
}

/**
 * A random word after which the true state is of one of `classes`, with as many tokens as asked for or a few more. The same seed
 * gives the same word.
 *
 * @throws PatchError where none is found, GradingError for a task whose classes do not hold every product
 */
export function leadingWord(task: MonoidTask, classes: ReadonlySet<number>, length: number, seed: number): Int32Array {
  const walk = new ClassWalk(task);
  for (let more = 0; more <= MORE_TOKENS; more++) {
    const random = generatorFor(seed, length + more);
    const found = drawUntil(random, task, length + more, (word) => classes.has(walk.along(word).at(-1) ?? -1));
    if (found) return begun(task, found);
  }
  throw new PatchError(
    `no word of ${length} to ${length + MORE_TOKENS} tokens that leads to this state was found among ${TRIES * (MORE_TOKENS + 1)} random ones: choose a later step`,
  );
}

function drawUntil(
  random: RandomGenerator,
  task: MonoidTask,
  length: number,
  isWanted: (word: Int32Array) => boolean,
): Int32Array | undefined {
  for (let tried = 0; tried < TRIES; tried++) {
    const word = independentWord(random, task, length);
    if (isWanted(word)) return word;
  }
  return undefined;
}

function begun({ bos }: MonoidTask, word: Int32Array): Int32Array {
  if (bos == null) return word;
  const tokens = new Int32Array(word.length + 1);
  tokens[0] = bos;
  tokens.set(word, 1);
  return tokens;
}
