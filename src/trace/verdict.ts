import type { SlotMap } from '../algebra/maps';
import { verdict, type Verdict } from '../algebra/verdict';
import type { Trace } from './trace';

/** How hard the steps of a trace are to track. Illegal chess moves, which have no map, are left out. */
export function verdictOf({ steps }: Pick<Trace, 'steps'>): Verdict {
  return verdict(steps.flatMap(({ map }): SlotMap[] => (map ? [map] : [])));
}

/** The trace with its verdict. */
export function withVerdict(trace: Trace): Trace {
  return { ...trace, verdict: verdictOf(trace) };
}
