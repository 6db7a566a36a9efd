import { SAMPLE_SEED } from '../../../analysis/sample-seed';
import { providersFor } from '../../../inference/providers';
import type { Handlers } from '../../../protocol/messages';
import { readSettings } from '../../workbench/configuration';
import { insideOf, optionsOf } from './inside';
import type { AnswerParts } from './parts';

/** How alike the layers of two models are that read the same text. */
export function likenessAnswers(parts: AnswerParts): Pick<Handlers, 'likeness'> {
  return {
    async likeness({ probe, model, other }, call) {
      const [first, second] = [
        await insideOf(parts, { probe, model }, 'background'),
        await insideOf(parts, { probe, model: other }, 'background'),
      ];
      const { similarModels } = await import('../../../analysis/similar-models');
      const client = await parts.inference.background();
      const providers = providersFor(readSettings().provider);
      const options = { ...optionsOf(call), tokens: first.inside.tokensOfWords, seed: SAMPLE_SEED, providers };
      return similarModels(first.entry.model, second.entry.model, client, options);
    },
  };
}
