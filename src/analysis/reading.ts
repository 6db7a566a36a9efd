import { isSameLanguage, placesIn } from '../languages/same';
import { MOST_SYMBOLS, setOf } from '../languages/symbol-sets';
import { encoderOf, type EncodingProblem } from '../models/encoding';
import { ruleOf } from '../models/language';
import type { LanguageTask, Manifest, MonoidTask } from '../models/manifest';
import { nextSets } from '../trace/formal';
import type { Trace } from '../trace/trace';
import { trueClasses, type AnswerRow, type Reading } from './model-run';
import { readRow } from './softmax';
import { told } from './told';

/** What a model of this task reads of a world, or why it cannot. */
export function readingFor(task: Manifest['task'], world: Trace): Reading | EncodingProblem {
  const reading = task.kind === 'monoid' ? ofState(task, world) : ofWord(task, world);
  if ('problem' in reading || reading.encoding.tokens.length > 0) return reading;
  return { problem: 'there is no step that it could read' };
}

function ofState(task: MonoidTask, world: Trace): Reading | EncodingProblem {
  const encoding = told(task, world);
  if ('problem' in encoding) return encoding;
  const truths = trueClasses(encoderOf(task), encoding);
  return 'problem' in truths ? truths : { encoding, truths, answer: readRow };
}

/** Of a language the answer is the set of the symbols that may come next, a bit for each in the order of the text's alphabet. */
function ofWord(task: LanguageTask, { formal, ...world }: Trace): Reading | EncodingProblem {
  if (!formal) return { problem: `it reads the language ${task.name}, not updates of a state` };
  const rule = ruleOf(task);
  if (!rule) return { problem: `it reads the language ${task.name}, of which no rule is known` };
  if (!isSameLanguage(formal, { alphabet: task.alphabet, rule }))
    return { problem: `it reads the language ${task.name}, and this is a word of ${formal.name}` };
  if (formal.alphabet.length > MOST_SYMBOLS)
    return {
      problem: `sets of more than ${MOST_SYMBOLS} symbols are not shown, and ${task.name} has ${formal.alphabet.length}`,
    };
  const order = placesIn(task, formal.alphabet) ?? [];
  const before = task.bos == null ? [] : [task.bos];
  const tokens = Int32Array.from([...before, ...formal.symbols.map((symbol) => order[symbol] ?? 0)]);
  const after = Int32Array.from(formal.symbols, (_, step) => before.length + step);
  const truths = Int32Array.from(nextSets({ ...world, formal }).slice(1), setOf);
  return { encoding: { tokens, after, products: [] }, truths, answer: setRow(order) };
}

/** A symbol may come next whose logit is above zero; each is sure of itself, and the set of all of them together. */
function setRow(order: readonly number[]): AnswerRow {
  return (logits, start, _, truth) => {
    let [predicted, confidence, probability] = [0, 1, 1];
    for (const [symbol, place] of order.entries()) {
      const logit = logits[start + place] ?? NaN;
      if (Number.isNaN(logit)) return undefined;
      const may = 1 / (1 + Math.exp(-logit));
      const isSaid = logit > 0;
      const isTrue = (truth & (1 << symbol)) !== 0;
      if (isSaid) predicted |= 1 << symbol;
      confidence *= isSaid ? may : 1 - may;
      probability *= isTrue ? may : 1 - may;
    }
    return { predicted: predicted >>> 0, confidence, probability };
  };
}
