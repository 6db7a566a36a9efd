import { greatest, least } from '../../lists/extremes';
import type { Tensor } from '../../inference/protocol';
import { ruleOf } from '../../models/language';
import type { LanguageTask, Manifest, MonoidTask } from '../../models/manifest';
import { ClassWalk, GradingError } from '../../models/grading/class-walk';
import { followOf } from '../../models/grading/grader';

/** What a model says after one token of a word. */
export interface Answer {
  /** For people: the objects of the slots, by numbers from one, or the symbols that may come next. */
  said: string;
  /** The same of what is right; equal where the model is. */
  truth: string;
  /** How clearly it is right, in logits: below zero where it is wrong. */
  margin: number;
}

/** Reads a model's logits over a word, without `bos`. @throws GradingError when they are no numbers */
export type Answers = (word: readonly number[], logits: Tensor) => Answer[];

/** @throws GradingError for a language whose rule is not known */
export function answersOf({ task }: Manifest): Answers {
  const before = task.bos == null ? 0 : 1;
  const read = task.kind === 'monoid' ? readStates(task) : readSymbols(task);
  return (word, { data, dims }) => {
    const size = dims[2] ?? 0;
    const rows = word.map((_, at) => data.subarray((before + at) * size, (before + at + 1) * size));
    if (rows.some((row) => row.some(Number.isNaN))) throw new GradingError('its logits are not numbers');
    return read(word, rows);
  };
}

type Read = (word: readonly number[], rows: readonly Float32Array[]) => Answer[];

function readStates(task: MonoidTask): Read {
  const walk = new ClassWalk(task);
  const names = task.classes.map((map) => map.map((slot) => slot + 1).join(' '));
  return (word, rows) => {
    const truths = walk.along(Int32Array.from(word));
    return rows.map((row, at) => {
      const truth = truths[at] ?? 0;
      const best = row.indexOf(greatest(row));
      const other = row.reduce((most, logit, id) => (id === truth ? most : Math.max(most, logit)), -Infinity);
      return { said: names[best] ?? '', truth: names[truth] ?? '', margin: (row[truth] ?? 0) - other };
    });
  };
}

/** What may come next is what has a logit above zero. */
function readSymbols(task: LanguageTask): Read {
  const rule = ruleOf(task);
  if (!rule) throw new GradingError(`words of a language with the rule "${task.rule.kind}" cannot be drawn`);
  const follow = followOf(rule);
  const named = (holds: (symbol: number) => boolean): string =>
    task.alphabet.filter((_, symbol) => holds(symbol)).join(' ') || 'nothing';
  return (word, rows) => {
    const step = follow();
    return rows.map((row, at) => {
      const allowed = new Set(step(word[at] ?? 0));
      const signed = task.alphabet.map((_, symbol) => (allowed.has(symbol) ? 1 : -1) * (row[symbol] ?? 0));
      return {
        said: named((symbol) => (row[symbol] ?? 0) > 0),
        truth: named((symbol) => allowed.has(symbol)),
        margin: least(signed),
      };
    });
  };
}
