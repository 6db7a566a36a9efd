import { dfaOf } from '../models/language';
import type { LanguageTask, Manifest, MonoidTask } from '../models/manifest';
import { ClassWalk, GradingError } from './class-walk';
import { generatorFor, LanguageWalk, uniformWord } from './random-words';

export { GradingError };

/** Draws words of a task and tells which steps of a model's answer are right. */
export interface Grader {
  /** Words of one length, always the same ones in the same order for a seed; without `bos`. */
  words(seed: number, length: number): () => Int32Array;
  /**
   * For every step of a word whether the logits that follow it are right. `row(step)` is where they start in `logits`.
   *
   * @throws GradingError when they are not numbers, or the task gives no answer
   */
  grade(word: Int32Array, logits: Float32Array, row: (step: number) => number): boolean[];
}

export function graderFor({ task }: Manifest): Grader {
  return task.kind === 'monoid' ? monoidGrader(task) : languageGrader(task);
}

/** Right is a step whose largest logit is the class of the product so far. */
function monoidGrader(task: MonoidTask): Grader {
  const { tokens, classes } = task;
  const walk = new ClassWalk(task);
  return {
    words: (seed, length) => {
      const random = generatorFor(seed, length);
      return () => uniformWord(random, tokens.length, length);
    },
    grade(word, logits, row) {
      const truth = walk.along(word);
      return Array.from(truth, (state, step) => largest(logits, row(step), classes.length) === state);
    },
  };
}

/**
 * Right is a step after which exactly the symbols that may come next have a logit above zero: the predictive labels of
 * Sarrof et al. 2024, section 6.
 */
function languageGrader(task: LanguageTask): Grader {
  const dfa = dfaOf(task);
  if (!dfa) throw new GradingError(`words of a language with the rule "${task.rule.kind}" cannot be drawn yet`);
  const walk = new LanguageWalk(dfa);
  const allowed = dfa.next.map((symbols) => task.alphabet.map((_, symbol) => symbols.includes(symbol)));
  return {
    words: (seed, length) => {
      if (length > walk.longest) throw new GradingError(`the language has no word of ${length} symbols`);
      const random = generatorFor(seed, length);
      return () => walk.word(random, length);
    },
    grade(word, logits, row) {
      let state = dfa.start;
      return Array.from(word, (symbol, step) => {
        state = dfa.transitions[state]?.[symbol] ?? state;
        const at = row(step);
        return (allowed[state] ?? []).every((may, next) => {
          const logit = logits[at + next] ?? NaN;
          if (Number.isNaN(logit)) throw new GradingError('its logits are not numbers');
          return logit > 0 === may;
        });
      });
    },
  };
}

function largest(logits: Float32Array, start: number, classes: number): number {
  let best = 0;
  let value = -Infinity;
  for (let id = 0; id < classes; id++) {
    const logit = logits[start + id] ?? NaN;
    if (Number.isNaN(logit)) throw new GradingError('its logits are not numbers');
    if (logit > value) [value, best] = [logit, id];
  }
  return best;
}
