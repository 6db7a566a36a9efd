import type { Model, Probe } from '../../protocol/messages';
import { errorPlace } from '../../trace/changes';
import { clip } from '../workbench/markdown';
import { briefNames } from './brief-names';

/** A step at which models first go wrong. */
export interface FirstError {
  step: number;
  /** The last step up to it that changed something in what they read, which is what they did not follow. */
  changed: number | null;
  /** The models in the order of their lanes. */
  who: Model[];
  /** Names of the models, and the same without what need not be said. */
  models: string[];
  brief: string[];
  /** For each model the step and, where that is another number, the token; and what its file says of lengths. */
  places: string[];
  beside: (string | undefined)[];
}

export function firstErrors({ models }: Probe): FirstError[] {
  const brief = briefNames(models.map(({ name }) => name));
  const byStep = new Map<string, FirstError>();
  models.forEach((model, index) => {
    const { name, state, beside } = model;
    if (state.kind !== 'done' || state.run.firstWrong === null) return;
    const { firstWrong: step, lastChange: changed = step, tokens } = state.run;
    // Models of one text may read different worlds, in which different steps change something.
    const key = `${step} ${changed}`;
    const error = byStep.get(key) ?? { step, changed, who: [], models: [], brief: [], places: [], beside: [] };
    error.who.push(model);
    error.models.push(clip(name, MOST_OF_A_NAME));
    error.brief.push(brief[index] ?? '');
    error.places.push(errorPlace(step, changed, tokens?.[step]));
    error.beside.push(beside);
    byStep.set(key, error);
  });
  return [...byStep.values()].sort((a, b) => a.step - b.step);
}

/** UTF-16 code units of a model's name. */
const MOST_OF_A_NAME = 120;
