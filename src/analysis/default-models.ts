import { isPermutation } from '../algebra/maps';
import { greatest, least } from '../lists/extremes';
import type { Model } from '../models/catalogue';
import { isMonoid } from '../models/manifest';
import { readersOf, type TextRead } from './suited';
import { sameTheoryAs } from './theory';

/**
 * The models that run when nobody has chosen any: few enough to be read at a glance, and one of each kind.
 *
 * Of the models whose tokens permute, those of the task with the most states (S5 holds every group on five things, so that
 * they fit most texts). A text that none of them reads, such as one with `a = b`, is given to those that read it, and a word of
 * a formal language to those of the language, where there are some.
 *
 * @param models in the order of lists, in which the result stands too
 */
export function defaultModels(models: readonly Model[], text?: TextRead): Model[] {
  const ofLanguage = text?.trace.formal
    ? readersOf(
        models.filter(({ manifest }) => !isMonoid(manifest)),
        text,
      )
    : [];
  if (ofLanguage.length > 0) return ofLanguage;
  const permuting = models.filter(({ manifest }) => isMonoid(manifest) && manifest.task.tokens.every(isPermutation));
  const most = greatest(permuting.map(statesOf), 0);
  const usual = oneOfEachKind(permuting.filter((model) => statesOf(model) === most));
  const suited = text && readersOf(usual, text).length === 0 ? suitedModels(models, text) : [];
  return suited.length > 0 ? suited : usual;
}

/** Models that read a text, one of each kind: those of the fewest states, as they were trained for worlds of its size. */
function suitedModels(models: readonly Model[], text: TextRead): Model[] {
  return oneOfEachKind(readersOf(models, text));
}

/** What to offer where none of the chosen models reads a text: others that do. */
export function offeredModels(chosen: readonly Model[], models: readonly Model[], text: TextRead): Model[] {
  return readersOf(chosen, text).length > 0 ? [] : suitedModels(models, text);
}

/**
 * The first one that is built from a theorem instead of trained, and of each kind of architecture the deepest, or the first of
 * several as deep, in each case of the smallest task. Architectures are of one kind when theory says the same of them, as of an
 * Elman RNN and an LSTM.
 */
function oneOfEachKind(models: readonly Model[]): Model[] {
  const kinds = new Map<string, Model[]>();
  // One that takes no long words does much for each of its tokens: it waits until somebody asks for it.
  for (const model of models.filter(({ manifest }) => manifest.sizes?.longest === undefined)) {
    const kind = isBuilt(model) ? 'built' : `trained ${sameTheoryAs(model.manifest)}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), model]);
  }
  const chosen = new Set([...kinds.values()].map(bestOf));
  return models.filter((model) => chosen.has(model));
}

function bestOf(models: readonly Model[]): Model | undefined {
  const fewest = least(models.map(statesOf));
  const smallest = models.filter((model) => statesOf(model) === fewest);
  const layers = greatest(smallest.map(({ manifest }) => manifest.layers));
  return smallest.find((model) => isBuilt(model) || model.manifest.layers === layers);
}

function isBuilt({ manifest }: Model): boolean {
  return manifest.training?.exact === true;
}

/** States of a world that the model tells apart; none for a model of a language. */
function statesOf({ manifest }: Model): number {
  return isMonoid(manifest) ? manifest.task.classes.length : 0;
}
