import { SAMPLE_SEED } from '../../../analysis/sample-seed';
import { providersFor } from '../../../inference/providers';
import type { Handlers } from '../../../protocol/messages';
import { readSettings } from '../../workbench/configuration';
import { insideOf, optionsOf } from './inside';
import type { AnswerParts } from './parts';

/** What is measured of models over random words: how alike two are, and how many bits one needs. */
export function likenessAnswers(parts: AnswerParts): Pick<Handlers, 'likeness' | 'precision'> {
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
    async precision(key, call) {
      const { entry } = await insideOf(parts, key, 'background');
      const { precision } = await import('../../../analysis/precision');
      return precision(entry.model, await parts.inference.background(), { ...optionsOf(call), seed: SAMPLE_SEED });
    },
  };
}
