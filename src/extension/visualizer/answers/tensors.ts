import type { Handlers } from '../../../protocol/messages';
import { optionsOf } from './inside';
import { probedOf, type AnswerParts } from './parts';

/** Tensors that a person chose in the page of a file. */
export function tensorAnswers(parts: AnswerParts): Pick<Handlers, 'chosenTensor' | 'removeTensor'> {
  return {
    async chosenTensor({ probe, key }, call) {
      const probed = probedOf(parts, probe);
      const chosen = parts.tensors.of(probed).find((one) => one.key === key);
      const entry = chosen && probed.entries.get(chosen.modelId);
      if (!chosen || !entry) throw new Error('This tensor is not chosen any more.');
      const { pageTensor } = await import('../../../page/tensor');
      const { tokens, after } = entry.encoding;
      const client = await parts.inference.client();
      const shown = await client.tensor(chosen.path, { tensor: chosen.name, tokens }, optionsOf(call));
      return pageTensor(shown, after, tokens.length);
    },
    removeTensor({ probe, key }) {
      parts.tensors.remove(probedOf(parts, probe), key);
      return Promise.resolve(null);
    },
  };
}
