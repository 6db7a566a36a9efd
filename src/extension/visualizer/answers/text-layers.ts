import { isChat } from '../../../models/chat/model';
import type { Handlers } from '../../../protocol/messages';
import { ownText } from '../../probes/own-text';
import { optionsOf } from './inside';
import { probedOf, type AnswerParts } from './parts';

/** What is read on the layers of a language model, which reads the text itself. */
export function textLayerAnswers(parts: AnswerParts): Pick<Handlers, 'textLayers'> {
  return {
    async textLayers({ probe, model: id }, call) {
      const probed = probedOf(parts, probe);
      const { languages } = await parts.library.complete();
      const model = languages.find((language) => language.id === id);
      if (!model) throw new Error('This model is not in the list any more: add its folder again.');
      if (isChat(model)) throw new Error('A chat model is asked in words: nothing of its inside can be seen.');
      const { pageTextLayers } = await import('../../../page/text-layers');
      const [client, text] = [await parts.inference.background(), await ownText(probed)];
      return pageTextLayers(probed.timeline.trace, model, client, text, optionsOf(call));
    },
  };
}
