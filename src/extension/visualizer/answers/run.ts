import { RUN_ANSWERS, type RunAnswer } from '../../../page/run-answers';
import type { Handlers, RunKey } from '../../../protocol/messages';
import { insideOf, optionsOf } from './inside';
import type { AnswerParts } from './parts';

/** Questions about a model that ran, each by the process that is for it. */
export function runAnswers(parts: AnswerParts): Pick<Handlers, keyof typeof RUN_ANSWERS> {
  const handled = Object.entries<RunAnswer<never, unknown>>(RUN_ANSWERS).map(([name, { slow, answer }]) => {
    const handler = async (ask: RunKey, call: Parameters<typeof optionsOf>[0]): Promise<unknown> => {
      // The table's type ties a name to what is asked and answered.
      const asked = ask as never;
      const model = await insideOf(parts, ask, slow?.(asked) ? 'background' : 'client');
      return answer(model, asked, optionsOf(call));
    };
    return [name, handler];
  });
  return Object.fromEntries(handled) as Pick<Handlers, keyof typeof RUN_ANSWERS>;
}
