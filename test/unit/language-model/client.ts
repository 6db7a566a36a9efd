import type { LanguageClient } from '../../../src/analysis/language-model/client';
import { askLanguageModel } from '../../../src/inference/language-model/ask';
import type { LanguageAsk, LanguageAsks } from '../../../src/inference/language-model/asks';

/** As the inference process answers, without one. */
export const client: LanguageClient = {
  async language(of, what, ask) {
    const said: unknown = await askLanguageModel(of, { what, ask } as LanguageAsk, () => undefined);
    return said as LanguageAsks[typeof what]['answer'];
  },
};
