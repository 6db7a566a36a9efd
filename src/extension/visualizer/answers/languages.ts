import { isChat } from '../../../models/chat/model';
import type { LanguageModel } from '../../../models/language-model/folder';
import type { Call, Handlers, RunKey } from '../../../protocol/messages';
import { ownText } from '../../probes/own-text';
import { optionsOf } from './inside';
import { probedOf, type AnswerParts } from './parts';

/**
 * What is asked of the inside of a language model, which reads the text itself.
 *
 * @param words answers of models that read words
 */
export function languageAnswers(
  parts: AnswerParts,
  words: Pick<Handlers, 'patched' | 'causes'>,
): Pick<Handlers, 'textLayers' | 'patched' | 'causes'> {
  const looked = async (key: RunKey, call: Call) => {
    const probed = probedOf(parts, key.probe);
    const model = await languageOf(parts, key.model);
    const [client, text] = [await parts.inference.background(), await ownText(probed)];
    return { trace: probed.timeline.trace, model, client, text, options: optionsOf(call) };
  };
  const readsText = ({ probe, model }: RunKey): boolean =>
    probedOf(parts, probe).probe.models.some(({ id, readsText: reads }) => id === model && reads === true);
  return {
    async causes(key, call) {
      if (!readsText(key)) return words.causes(key, call);
      const { trace, model, client, options } = await looked(key, call);
      const { pageLanguageCauses } = await import('../../../page/causes-language');
      return pageLanguageCauses(trace, model, client, options);
    },
    async textLayers(key, call) {
      const { trace, model, client, text, options } = await looked(key, call);
      const { pageTextLayers } = await import('../../../page/text-layers');
      return pageTextLayers(trace, model, client, text, options);
    },
    async patched({ patches, ...key }, call) {
      if (!readsText(key)) return words.patched({ patches, ...key }, call);
      const { trace, model, client, text, options } = await looked(key, call);
      const { pagePatchedLanguage } = await import('../../../page/patched-language');
      const other = async (id: string) => {
        const probed = parts.store.byId(id);
        return probed && { trace: probed.timeline.trace, text: await ownText(probed) };
      };
      return pagePatchedLanguage(trace, model, client, { text, patches, other }, options);
    },
  };
}

/** @throws Error for one that is gone, or is only asked in words */
async function languageOf({ library }: AnswerParts, id: string): Promise<LanguageModel> {
  const { languages } = await library.complete();
  const model = languages.find((language) => language.id === id);
  if (!model) throw new Error('This model is not in the list any more: add its folder again.');
  if (isChat(model)) throw new Error('A chat model is asked in words: nothing of its inside can be seen.');
  return model;
}
