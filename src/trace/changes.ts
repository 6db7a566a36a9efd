import { isTable, type Step, type Trace } from './trace';

/** Whether each step changes nothing: a rest, as many steps of a large world are to the five objects that are followed. */
export function rests({ steps }: Pick<Trace, 'steps'>): boolean[] {
  const known = new Map<readonly number[], boolean>();
  return steps.map((step) => {
    const acts = actsOf(step);
    if (!acts) return false;
    let rest = known.get(acts);
    if (rest === undefined) known.set(acts, (rest = isRest(step)));
    return rest;
  });
}

/** The last step up to `at` that changes something, by index; null when none does. */
export function lastChange({ steps }: Pick<Trace, 'steps'>, at: number): number | null {
  for (let index = at; index >= 0; index--) {
    const step = steps[index];
    if (step && !isRest(step)) return index;
  }
  return null;
}

function actsOf(step: Step): readonly number[] | null {
  return isTable(step) ? step.table : step.map;
}

/** Of slots and of values alike: each is led to itself. A null step is no rest, for it leads out of the world. */
function isRest(step: Step): boolean {
  return actsOf(step)?.every((to, from) => to === from) ?? false;
}

/**
 * Where a model first errs, for people: `step 17`, and of a step that changes nothing also the last one that did, for
 * that is what the model did not follow. Steps count from zero.
 *
 * @param token number of the token, from one, after which the step's state counts; said where it is not that of the step
 */
export function errorPlace(firstWrong: number, lastChanged: number | null, token = 0): string {
  const notes = [
    token > 0 && token !== firstWrong + 1 && `token ${token.toLocaleString('en')}`,
    lastChanged === null
      ? 'nothing has changed yet'
      : lastChanged < firstWrong && `last change: step ${lastChanged + 1}`,
  ].filter(Boolean);
  return `step ${firstWrong + 1}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}
