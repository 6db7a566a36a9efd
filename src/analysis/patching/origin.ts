import type { Origin } from './patch-run';

/** What can be put in without anything but the text and its model, in words: `step 3`, `state pea=cup 3`, `zero`. */
export const ORIGINS = 'step N, word, state STATE, zero, mean';

/** {@link ORIGINS} as a person tells it; undefined for anything else. */
export function originIn(told: string): Origin | undefined {
  const [, kind = '', rest = ''] = /^\s*(\S*)\s*(.*?)\s*$/s.exec(told) ?? [];
  if ((kind === 'zero' || kind === 'mean' || kind === 'word') && rest === '') return { kind };
  if (kind === 'step' && /^[1-9]\d{0,8}$/.test(rest)) return { kind, step: Number(rest) - 1 };
  if (kind === 'state' && rest !== '') return { kind, state: rest };
  return undefined;
}
