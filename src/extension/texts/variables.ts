import type { Trace } from '../../trace/trace';

/** The variables of a trace's slots, lists as a whole, without constants: what `track` takes. */
export function variablesOf({ slots }: Pick<Trace, 'slots'>): string[] {
  const names = slots.filter((slot) => !slot.startsWith('const ')).map((slot) => slot.replace(/\[.*$/, ''));
  return [...new Set(names)];
}
