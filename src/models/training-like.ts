import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { readCatalogue, type Model } from './catalogue';
import { OVER_TRAINING, trainingsOf, type Training } from './checkpoints';
import { isRemote } from './remote/address';

/**
 * A training of the architecture and the task of a model, among those that are kept where it lies: its own, if it is a moment of one,
 * or else one of as many layers before others. None for a model on a server.
 */
export async function trainingLike(model: Model): Promise<Training | undefined> {
  if (isRemote(model.path)) return undefined;
  const folder = dirname(model.path);
  const apart = join(folder, OVER_TRAINING);
  const { models } = await readCatalogue([existsSync(apart) ? apart : folder]);
  const { architecture, negative, task, layers, checkpoint } = model.manifest;
  const alike = trainingsOf(models).filter(({ moments: [first] }) => {
    const other = first?.manifest;
    return (
      other?.architecture === architecture &&
      Boolean(other.negative) === Boolean(negative) &&
      isDeepStrictEqual(other.task, task)
    );
  });
  return (
    alike.find(({ id }) => id === checkpoint?.of) ??
    alike.find(({ moments: [first] }) => first?.manifest.layers === layers) ??
    alike[0]
  );
}
