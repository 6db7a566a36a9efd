import type { LookName, LookRequest } from '../looks';
import type { ViewOf } from '../view-of';

/** Looks that change what a model computes, for which a view of its graph is made. */
const CHANGING = ['patched', 'lens', 'causes', 'ablated', 'eigenvalues'] as const;

export type ChangingLook = (typeof CHANGING)[number];
/** Those that only watch it. */
export type PlainLook = Exclude<LookName, ChangingLook>;

export function isChanging(request: LookRequest): request is LookRequest<ChangingLook> {
  return CHANGING.some((name) => name === request.look);
}

/** The untrained twin that a look is over; undefined for the model as it is. */
export function twinOf(request: LookRequest<PlainLook>): ViewOf | undefined {
  if (request.look !== 'probes' && request.look !== 'memory') return undefined;
  if (request.ask.untrained === undefined) return undefined;
  return { outputs: request.ask.outputs, layers: [], states: [], untrained: request.ask.untrained };
}
