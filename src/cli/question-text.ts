import { printable } from '../text/printable';
import type { AnsweredQuestion } from '../trace/question';
import type { Trace } from '../trace/trace';

/** What the text asks, with the answer of its true state. */
export function questionLines({ questions = [] }: Pick<Trace, 'questions'>): string[] {
  return questions.map((question) => `asked: ${printable(question.text)} → ${answerText(question)}`);
}

/** `white balloon (A)` */
export function answerText({ answer, right }: Pick<AnsweredQuestion, 'answer' | 'right'>): string {
  const option = right === undefined ? '' : right === null ? ' (none of the options)' : ` (${right})`;
  return `${printable(answer)}${option}`;
}
