import type { Handlers, LengthAccuracy } from '../../../webview/messages';
import { providersFor } from '../../inference/providers';
import { accuracyOf } from '../../page/accuracy';
import { readSettings } from '../configuration';
import { optionsOf } from './inside';
import { probedOf, type AnswerParts } from './parts';

/** How right models are on random words: as measured when they were made, and here and now. */
export function accuracyAnswers(parts: AnswerParts): Pick<Handlers, 'accuracy' | 'freshAccuracy'> {
  const { inference, library, log } = parts;
  return {
    async accuracy({ probe }) {
      const { models } = await library.catalogue();
      const { probe: shown } = probedOf(parts, probe);
      return accuracyOf(
        models,
        shown.models.map(({ id }) => id),
      );
    },
    async freshAccuracy({ model: id, lengths, count, seed }, call) {
      const model = (await library.catalogue()).models.find(({ manifest }) => manifest.id === id);
      if (!model) throw new Error('This model is not there any more.');
      const { evaluate } = await import('../../analysis/evaluation');
      const providers = providersFor(readSettings().provider);
      const options = { ...optionsOf(call), lengths, count, seed, providers };
      const results = await evaluate(model, options, await inference.background());
      const reasons = results.flatMap((result) => ('reason' in result ? [result] : []));
      for (const { length, reason } of reasons) log.warn(`${model.manifest.name}, length ${length}: ${reason}`);
      const measured = results.flatMap((result): LengthAccuracy[] =>
        'reason' in result
          ? []
          : [
              {
                length: result.length,
                sequences: result.sequences,
                full: result.full,
                fullInterval: result.fullInterval,
                steps: result.steps,
              },
            ],
      );
      if (measured.length === 0) throw new Error(reasons[0]?.reason ?? 'nothing was measured');
      return measured;
    },
  };
}
