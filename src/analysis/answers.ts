import { answerIn, type AnsweredQuestion } from '../trace/question';
import type { Trace } from '../trace/trace';
import { wholeState } from '../trace/views';
import type { ProbedModel } from './probe';

/** An answer to a question of the text, and the label of the option that says so (null when none does). */
export type ModelAnswer = Pick<AnsweredQuestion, 'answer' | 'right'>;

/**
 * What a model would answer to each question of a text, by the state that it believes in at the end; undefined where the text
 * asks nothing, or the model gave no state, or read five objects of a larger world and so believes nothing of the others.
 *
 * @param trace the whole world, of which the model may have read a view
 */
export function modelAnswers(
  trace: Trace,
  { view, run }: Pick<ProbedModel, 'view' | 'run'>,
): ModelAnswer[] | undefined {
  const believed = wholeState(view, trace, run.predictedFinal);
  return believed ? trace.questions?.map((question) => answerIn(question, trace, believed)) : undefined;
}
