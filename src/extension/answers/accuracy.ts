import type { FreshAccuracy, Handlers, LengthAccuracy, ModelAccuracy } from '../../../webview/messages';
import type { Measurement, NotMeasured } from '../../analysis/evaluation';
import { wilson } from '../../analysis/wilson';
import { providersFor } from '../../inference/providers';
import type { Model } from '../../models/catalogue';
import { readSettings } from '../configuration';
import { optionsOf } from './inside';
import { probedOf, type AnswerParts } from './parts';

/** How right models are on random words: as measured when they were made, and here and now. */
export function accuracyAnswers(parts: AnswerParts): Pick<Handlers, 'accuracy' | 'freshAccuracy'> {
  const { inference, library, log } = parts;
  return {
    async accuracy({ probe }) {
      const { models } = await library.catalogue();
      const asked = new Set(probedOf(parts, probe).probe.models.map(({ id }) => id));
      const tasks = new Set(models.filter(({ manifest }) => asked.has(manifest.id)).map(taskOf));
      return models.filter((model) => tasks.has(taskOf(model))).map(published);
    },
    async freshAccuracy({ model: id, lengths, count, seed }, call) {
      const model = (await library.catalogue()).models.find(({ manifest }) => manifest.id === id);
      if (!model) throw new Error('This model is not there any more.');
      const { evaluate } = await import('../../analysis/evaluation');
      const providers = providersFor(readSettings().provider);
      const options = { ...optionsOf(call), lengths, count, seed, providers };
      const results = await evaluate(model, options, await inference.background());
      const fresh = freshAccuracy(results);
      for (const { length, reason } of fresh.missing) log.warn(`${model.manifest.name}, length ${length}: ${reason}`);
      return fresh;
    },
  };
}

function taskOf({ manifest }: Model): string {
  return `${manifest.task.kind} ${manifest.task.name}`;
}

/** An evaluation as the page has it: figures, and what there are none of. */
export function freshAccuracy(results: readonly (Measurement | NotMeasured)[]): FreshAccuracy {
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

/** What a manifest says of its model. */
export function published({ manifest }: Pick<Model, 'manifest'>): ModelAccuracy {
  const { id, name, architecture, layers, task, metrics = [] } = manifest;
  return {
    model: id,
    name,
    architecture,
    depth: layers,
    task: task.name,
    published: metrics
      .filter(({ sequences }) => sequences > 0)
      .map(({ length, sequences, full, steps }) => ({
        ...{ length, sequences, full, steps },
        fullInterval: wilson(full, sequences),
      })),
  };
}
