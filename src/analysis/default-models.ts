import type { Model } from '../models/catalogue';
import { isMonoid } from '../models/manifest';
import { sameTheoryAs } from './theory';
import { greatest } from '../lists/extremes';

/**
 * The models that run when nobody has chosen any: few enough to be read at a glance, and one of each kind.
 *
 * Of the models that follow a world's state, those of the task with the most states (S5 holds every group on five
 * things, so that they fit most texts); of these the first one that is built from a theorem instead of trained, and of
 * each kind of architecture the deepest, or the first of several as deep. Architectures are of one kind when theory says
 * the same of them, as of an Elman RNN and an LSTM.
 *
 * @param models in the order of lists, in which the result stands too
 */
export function defaultModels(models: readonly Model[]): Model[] {
  const most = greatest(models.map(statesOf), 0);
  const byKind = new Map<string, Model>();
  for (const model of models) {
    if (statesOf(model) < most || most === 0) continue;
    const { training, layers } = model.manifest;
    const kind = training?.exact === true ? 'built' : `trained ${sameTheoryAs(model.manifest)}`;
    const other = byKind.get(kind);
    if (!other || (kind !== 'built' && layers > other.manifest.layers)) byKind.set(kind, model);
  }
  const chosen = new Set(byKind.values());
  return models.filter((model) => chosen.has(model));
}

/** States of a world that the model tells apart; none for a model of a language. */
function statesOf({ manifest }: Model): number {
  return isMonoid(manifest) ? manifest.task.classes.length : 0;
}
