import type { Asked } from '../../reader';
import type { Unknown } from './values';

/** Five values that differ, in no order. */
export const LIST_SUGGESTED = '[3, 1, 5, 2, 4]';

/** The variable whose value is asked for: of a cell, the one that holds it. */
export function asking({ name, entries }: Unknown, suggested?: string): Asked | undefined {
  const [variable, of] = /^([\p{L}_$][\p{L}\p{N}_$]*)(\[.*| [-+] \d+)?$/u.exec(name)?.slice(1) ?? [];
  if (variable === undefined) return undefined;
  const isList = suggested !== undefined || of?.startsWith('[') === true || entries.size > 0;
  return { kind: 'value', name: variable, suggested: suggested ?? (isList ? LIST_SUGGESTED : '2') };
}
