import type { FreshAccuracy, Handlers, LengthAccuracy } from '../../../protocol/messages';
import type { Measurement, NotMeasured } from '../../../analysis/evaluation';
import { providersFor } from '../../../inference/providers';
import { accuracyOf } from '../../../page/accuracy';
import { readSettings } from '../../workbench/configuration';
import { optionsOf } from './inside';
import { probedOf, type AnswerParts } from './parts';

/** How right models are on random words: as measured when they were made, and here and now. */
export function accuracyAnswers(parts: AnswerParts): Pick<Handlers, 'accuracy' | 'freshAccuracy'> {
  const { inference, library, log } = parts;
  return {
    async accuracy({ probe }) {
      const { models } = await library.catalogue();
      return accuracyOf(models, probedOf(parts, probe).probe);
    },
    async freshAccuracy({ model: id, lengths, count, seed }, call) {
      const model = (await library.catalogue()).models.find(({ manifest }) => manifest.id === id);
      if (!model) throw new Error('This model is not there any more.');
      const { evaluate } = await import('../../../analysis/evaluation');
      const providers = providersFor(readSettings().provider);
      const options = { ...optionsOf(call), lengths, count, seed, providers };
      const results = await evaluate(model, options, await inference.background());
      const fresh = freshAccuracy(results);
      for (const { length, reason } of fresh.missing) log.warn(`${model.manifest.name}, length ${length}: ${reason}`);
      return fresh;
    },
  };
}

/** An evaluation as the page has it: figures, and what there are none of. */
function freshAccuracy(results: readonly (Measurement | NotMeasured)[]): FreshAccuracy {
  const fresh = { measured: [] as LengthAccuracy[], missing: [] as { length: number; reason: string }[] };
  for (const result of results) {
    const { length } = result;
    if ('reason' in result) {
      fresh.missing.push({ length, reason: result.reason });
      continue;
    }
    const { sequences, full, fullInterval, steps } = result;
    fresh.measured.push({ length, sequences, full, fullInterval, steps });
  }
  return fresh;
}
