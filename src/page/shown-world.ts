import { isNextWorld } from '../trace/formal';
import type { State, Trace } from '../trace/trace';

/** A world as the page shows it. */
export interface ShownWorld {
  slots: readonly string[];
  objects: readonly string[];
  /** What stands in these slots in a state of the world. */
  row: (state: NonNullable<State>) => readonly number[];
}

/** What is told of a symbol that may not come next. */
const NONE = '·';

/** Symbols that may come next stand for themselves, and what they are overwritten from is left out. */
export function shownWorld(trace: Pick<Trace, 'formal' | 'cells' | 'slots' | 'objects'>): ShownWorld {
  const { formal, slots, objects } = trace;
  if (!formal || !isNextWorld(trace)) return { slots, objects, row: (state) => state };
  const { alphabet } = formal;
  return {
    slots: slots.slice(0, alphabet.length),
    objects: [NONE, ...alphabet],
    row: (state) => alphabet.map((_, symbol) => (state[symbol] === 1 ? symbol + 1 : 0)),
  };
}
