import type { Range } from './source';

/** A question about the state after the last step: what is in a slot, or where an object is. */
export interface AskedQuestion {
  text: string;
  range: Range;
  /** Asks what is in this slot; */
  slot?: number;
  /** or in which slot this object is. */
  object?: number;
  /** What may be chosen, as the text writes it. */
  options?: readonly { label: string; text: string }[];
}

export interface AnsweredQuestion extends AskedQuestion {
  /** Name of the object, or of the slot. */
  answer: string;
  /** Label of the option that says so; null when none does, or more than one. */
  right?: string | null;
}

/** Names of the places and of the things in them. */
interface Names {
  slots: readonly string[];
  objects: readonly string[];
}

/** `[slot]`: index of the object; null after an illegal move. */
type Arrangement = readonly number[] | null;

/** The question with its answer from the true state. */
export function answered(question: AskedQuestion, trace: Names & { final: Arrangement }): AnsweredQuestion {
  return { ...question, ...answerIn(question, trace, trace.final) };
}

/** The answer that a state gives. */
export function answerIn(
  { slot, object, options }: Pick<AskedQuestion, 'slot' | 'object' | 'options'>,
  { slots, objects }: Names,
  state: Arrangement,
): { answer: string; right?: string | null } {
  const found = slot !== undefined ? objects[state?.[slot] ?? -1] : slots[state?.indexOf(object ?? -1) ?? -1];
  const answer = found ?? '';
  return { answer, ...(options && { right: optionThatSays(answer, options) }) };
}

function optionThatSays(answer: string, options: NonNullable<AskedQuestion['options']>): string | null {
  const wanted = bare(answer);
  const same = options.filter(({ text }) => bare(text) === wanted);
  const [only, another] = same;
  return only && !another ? only.label : null;
}

/** Without articles, capital letters and marks: `The green ball.` says `green ball`. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
    .replace(/^(?:the|an?) /, '');
}
