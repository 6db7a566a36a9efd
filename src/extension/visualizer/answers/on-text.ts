import { providersFor } from '../../../inference/providers';
import type { Handlers } from '../../../protocol/messages';
import { readSettings } from '../../workbench/configuration';
import { optionsOf } from './inside';
import { probedOf, type AnswerParts } from './parts';

/** Models on the text that was probed, chosen or not. */
export function onTextAnswers(parts: AnswerParts): Pick<Handlers, 'runOnText'> {
  const { inference, library } = parts;
  return {
    async runOnText({ probe: id, model: wanted }, call) {
      const probed = probedOf(parts, id);
      const [{ isProbed, probe, tokensOf }, { laneOf }] = await Promise.all([
        import('../../../analysis/probe'),
        import('../../../page/run'),
      ]);
      const run = async () => {
        const model = (await library.catalogue()).models.find(({ manifest }) => manifest.id === wanted);
        if (!model) throw new Error('This model is not there any more.');
        const { timeline, objects } = probed;
        const options = { ...optionsOf(call), providers: providersFor(readSettings().provider), objects };
        return (await probe(timeline.trace, [model], await inference.background(), options)).entries[0];
      };
      const entry = probed.entries.get(wanted) ?? (await run());
      if (!entry || !isProbed(entry)) throw new Error(entry?.reason ?? 'It did not run.');
      const { outcome, firstWrong, accuracy, rightAtEnd } = laneOf(entry);
      return { outcome, firstWrong, accuracy, rightAtEnd, tokens: tokensOf(entry) };
    },
  };
}
