import type { Handlers } from '../../../protocol/messages';
import { accuracyAnswers } from './accuracy';
import { fileAnswers } from './files';
import { languageAnswers } from './languages';
import { likenessAnswers } from './likeness';
import { onTextAnswers } from './on-text';
import type { AnswerParts } from './parts';
import { probeAnswers } from './probes';
import { runAnswers } from './run';
import { tensorAnswers } from './tensors';

/** Requests whose answer does not depend on the page that asks. */
export type Answers = Omit<Handlers, 'command' | 'openStep' | 'openDocs' | 'stepCall' | 'follow'>;

/** One place joins the answers; each file has those of one kind. */
export function answersTo(parts: AnswerParts): Answers {
  const words = runAnswers(parts);
  return {
    ...words,
    ...languageAnswers(parts, words),
    ...accuracyAnswers(parts),
    ...likenessAnswers(parts),
    ...onTextAnswers(parts),
    ...probeAnswers(parts),
    ...fileAnswers(parts),
    ...tensorAnswers(parts),
  };
}
