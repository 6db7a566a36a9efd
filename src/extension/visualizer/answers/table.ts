import type { Handlers } from '../../../protocol/messages';
import { accuracyAnswers } from './accuracy';
import { fileAnswers } from './files';
import { insideAnswers } from './inside';
import type { AnswerParts } from './parts';
import { probeAnswers } from './probes';

/** Requests whose answer does not depend on the page that asks. */
export type Answers = Omit<Handlers, 'command' | 'openStep'>;

/** One place joins the answers; each file has those of one kind. */
export function answersTo(parts: AnswerParts): Answers {
  return {
    ...insideAnswers(parts),
    ...accuracyAnswers(parts),
    ...probeAnswers(parts),
    ...fileAnswers(parts),
  };
}
