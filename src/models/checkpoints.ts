import type { Catalogue, Model } from './catalogue';

/** Below the folder of the bundled models: their trainings, moment by moment. */
export const OVER_TRAINING = 'over-training';

/** One training: the same model at several moments of it. */
export interface Training {
  /** Id of the model that came of it. */
  id: string;
  /** Without the moment, such as `Small LSTM, 1 layer`. */
  name: string;
  /** From the earliest to the end. */
  moments: Model[];
}

/** Models that are moments of a training, by the training; others are left out. In order of their first moments. */
export function trainingsOf(models: readonly Model[]): Training[] {
  const byId = new Map<string, Model[]>();
  for (const model of models) {
    const of = model.manifest.checkpoint?.of;
    if (of !== undefined) byId.set(of, [...(byId.get(of) ?? []), model]);
  }
  return Array.from(byId, ([id, moments]) => {
    moments.sort((a, b) => stepOf(a) - stepOf(b));
    return { id, name: (moments[0]?.manifest.name ?? id).replace(/, after \d+ steps$/, ''), moments };
  });
}

/** Steps of training after which the weights were kept; 0 for a model of which that is not known. */
export function stepOf({ manifest }: Model): number {
  return manifest.checkpoint?.step ?? 0;
}

/**
 * A catalogue in whose list a training stands once: as the model that came of it, where that is there, or else as its last
 * moment.
 */
export function grouped(catalogue: Catalogue): Catalogue {
  const { models } = catalogue;
  const trainings = trainingsOf(models);
  if (trainings.length === 0) return catalogue;
  const ids = new Set(models.map(({ manifest }) => manifest.id));
  const moments = new Set(trainings.flatMap((one) => (ids.has(one.id) ? one.moments : one.moments.slice(0, -1))));
  return { ...catalogue, models: models.filter((model) => !moments.has(model)), moments: [...moments] };
}
