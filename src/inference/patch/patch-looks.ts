import type { LookName, LookRequest } from '../looks';

/** Looks that change what a model computes, for which a view of its graph is made. */
const CHANGING = ['patched', 'lens', 'causes'] as const;

export type ChangingLook = (typeof CHANGING)[number];
/** Those that only watch it. */
export type PlainLook = Exclude<LookName, ChangingLook>;

export function isChanging(request: LookRequest): request is LookRequest<ChangingLook> {
  return CHANGING.some((name) => name === request.look);
}
