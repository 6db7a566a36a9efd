import { after, nextSymbols, startOf } from '../../languages/rule';
import type { MachineRule } from '../../languages/schema';
import { ruleOf, type Dfa, type KnownRule } from '../language';
import type { LanguageTask, Manifest, MonoidTask } from '../manifest';
import { drawLength, generatorFor, type Span } from '../random-words';
import { drawOf } from '../task-words';
import { ClassWalk, GradingError } from './class-walk';

export { GradingError };

/** Draws words of a task and tells which steps of a model's answer are right. */
export interface Grader {
  /**
   * Words of a length, or of lengths drawn from a span, always the same ones in the same order for a seed; without `bos`.
   *
   * @param density share of tokens that change something; as the task draws them, if absent
   */
  words(seed: number, lengths: Span, density?: number): () => Int32Array;
  /**
   * For every step of a word whether the logits that follow it are right. `row(step)` is where they start in `logits`.
   *
   * @throws GradingError when they are not numbers, or the task gives no answer
   */
  grade(word: Int32Array, logits: Float32Array, row: (step: number) => number): boolean[];
  /** Of a task with states: the predicted and the true class after every step. @throws as {@link grade} */
  classes?(word: Int32Array, logits: Float32Array, row: (step: number) => number): Answers;
}

/** Classes after every step of a word. */
export interface Answers {
  predicted: Int32Array;
  truth: Int32Array;
}

/** Whether each step is right. */
export function rightOf({ predicted, truth }: Answers): boolean[] {
  return Array.from(truth, (state, step) => predicted[step] === state);
}

export function graderFor({ task }: Manifest): Grader {
  return task.kind === 'monoid' ? monoidGrader(task) : languageGrader(task);
}

/** Right is a step whose largest logit is the class of the product so far. */
function monoidGrader(task: MonoidTask): Grader {
  const { classes } = task;
  const walk = new ClassWalk(task);
  const answers = (word: Int32Array, logits: Float32Array, row: (step: number) => number): Answers => ({
    predicted: word.map((_, step) => largest(logits, row(step), classes.length)),
    truth: walk.along(word),
  });
  return {
    words: wordsOf(task),
    grade(word, logits, row) {
      return rightOf(answers(word, logits, row));
    },
    classes: answers,
  };
}

/**
 * Right is a step after which exactly the symbols that may come next have a logit above zero: the predictive labels of
 * Sarrof et al. 2024, section 6.
 */
function languageGrader(task: LanguageTask): Grader {
  const rule = ruleOf(task);
  if (!rule) throw new GradingError(`words of a language with the rule "${task.rule.kind}" cannot be drawn`);
  const follow = followOf(rule);
  return {
    words: wordsOf(task),
    grade(word, logits, row) {
      const step = follow();
      return Array.from(word, (symbol, index) => {
        const allowed = new Set(step(symbol));
        const at = row(index);
        return task.alphabet.every((_, next) => {
          const logit = logits[at + next] ?? NaN;
          if (Number.isNaN(logit)) throw new GradingError('its logits are not numbers');
          return logit > 0 === allowed.has(next);
        });
      });
    },
  };
}

function wordsOf(task: Manifest['task']): Grader['words'] {
  return (seed, span, density) => {
    const draw = drawOf(task, density);
    const random = generatorFor(seed, span.to, span.from);
    return () => {
      try {
        return draw?.(random, drawLength(random, span)) ?? new Int32Array();
      } catch (error) {
        throw error instanceof RangeError ? new GradingError(error.message) : error;
      }
    };
  };
}

/** A fresh walk tells after each symbol which ones may come next. */
type Follow = () => (symbol: number) => readonly number[];

export function followOf(rule: KnownRule): Follow {
  return rule.kind === 'dfa' ? byAutomaton(rule) : byMachine(rule);
}

function byAutomaton(dfa: Dfa): Follow {
  return () => {
    let state = dfa.start;
    return (symbol) => {
      state = dfa.transitions[state]?.[symbol] ?? state;
      return dfa.next[state] ?? [];
    };
  };
}

function byMachine(rule: MachineRule): Follow {
  return () => {
    let at = startOf({ rule });
    return (symbol) => {
      at = after({ rule }, at, symbol);
      return nextSymbols({ rule }, at);
    };
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
