import type { ModelAccuracy, Probe } from '../protocol/messages';
import { wilson } from '../statistics/wilson';
import type { Model } from '../models/catalogue';

/** What was measured of every model that has a task in common with those of the probe. */
export function accuracyOf(models: readonly Model[], probe: Pick<Probe, 'models'>): ModelAccuracy[] {
  const ids = new Set(probe.models.map(({ id }) => id));
  const tasks = new Set(models.filter(({ manifest }) => ids.has(manifest.id)).map(taskOf));
  return models.filter((model) => tasks.has(taskOf(model))).map(published);
}

function taskOf({ manifest }: Model): string {
  return `${manifest.task.kind} ${manifest.task.name}`;
}

/** What a manifest says of its model. */
function published({ manifest }: Model): ModelAccuracy {
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
