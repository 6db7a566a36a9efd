import { isMap } from '../algebra/maps';
import type { JsonPath } from './json-place';
import type { Range } from './source';
import { makeTrace, type Trace } from './trace';

/** What data from outside does not keep of what it promises: at which field, and why. */
export interface Fault {
  path: JsonPath;
  reason: string;
}

/**
 * The first promise that a trace breaks, of those that its types do not say: every index is in range, maps are null
 * exactly from an illegal move on, and `final` is what the steps lead to. (Its verdict may be about more than its steps:
 * a trace that is cut keeps the one of the whole.)
 */
export function traceFault(trace: Trace): Fault | undefined {
  const { slots, objects, initial, steps, illegal } = trace;
  if (!isArrangement(initial, trace))
    return {
      path: ['initial'],
      reason: `must give one of the ${objects.length} objects for each of the ${slots.length} slots`,
    };
  if (illegal && trace.domain !== 'chess') return { path: ['illegal'], reason: 'only chess has illegal moves' };
  if (illegal && illegal.step >= steps.length)
    return { path: ['illegal', 'step'], reason: `there are only ${steps.length} steps` };
  const nulls = illegal?.step ?? steps.length;
  for (const [at, { map, range }] of steps.entries()) {
    if (map === null ? at < nulls : at >= nulls)
      return { path: ['steps', at, 'map'], reason: 'is null exactly from the illegal step on' };
    if (map && !isMap(map, slots.length))
      return {
        path: ['steps', at, 'map'],
        reason: `must give one of the ${slots.length} slots for each of them`,
      };
    const fault = range && rangeFault(range);
    if (fault) return { path: ['steps', at, 'range', ...fault.path], reason: fault.reason };
  }
  const { final } = makeTrace(trace);
  if (JSON.stringify(final) !== JSON.stringify(trace.final))
    return { path: ['final'], reason: `is not what the steps lead to, ${JSON.stringify(final)}` };
  return undefined;
}

export function rangeFault({ start, end }: Range): Fault | undefined {
  const isForward = start.line < end.line || (start.line === end.line && start.character <= end.character);
  return isForward ? undefined : { path: ['end'], reason: 'stands before the start' };
}

function isArrangement(state: readonly number[], { slots, objects }: Pick<Trace, 'slots' | 'objects'>): boolean {
  return state.length === slots.length && state.every((object) => object < objects.length);
}
