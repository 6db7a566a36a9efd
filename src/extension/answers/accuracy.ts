import type { Handlers, LengthAccuracy, ModelAccuracy } from '../../../webview/messages';
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

function taskOf({ manifest }: Model): string {
  return `${manifest.task.kind} ${manifest.task.name}`;
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
