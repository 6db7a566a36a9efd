import { FIVE_SLOTS, fiveObjects } from './five-objects';
import { nextWorld } from './formal';
import { inWhole, movingSlots, movingWorld } from './moving-slots';
import type { State, Trace } from './trace';

/**
 * How a model reads a world: as it is, through the slots that move in it, through five of its objects, or as which symbols may
 * come next in a word of a formal language.
 */
export const VIEWS = ['whole', 'moving-slots', 'five-objects', 'next-symbols'] as const;
export type View = (typeof VIEWS)[number];

/**
 * How a model of so many slots reads a world. One that is too large for it is read through the slots that move, where these
 * are not too many, for nothing of the state is lost then; else through its five-object view. Of chess pieces are followed,
 * not squares; and objects that somebody has chosen are, by models that have room for no more.
 */
export function viewFor(trace: Trace, degree: number, chosen?: readonly string[]): View {
  if (trace.cells || degree >= trace.slots.length) return 'whole';
  const isFollowed = trace.domain === 'chess' || (chosen !== undefined && degree <= FIVE_SLOTS.length);
  const moving = isFollowed ? 0 : movingSlots(trace).length;
  if (moving > 0 && moving <= Math.max(degree, FIVE_SLOTS.length) && moving < trace.slots.length) return 'moving-slots';
  return hasFive(trace) ? 'five-objects' : 'whole';
}

/** The view of models of five slots, of which most are. */
export function usualView(trace: Trace, chosen?: readonly string[]): View {
  return viewFor(trace, FIVE_SLOTS.length, chosen);
}

/** @throws RangeError when `chosen` are not five objects of the world */
export function seenIn(view: View, trace: Trace, chosen?: readonly string[]): Trace {
  if (view === 'whole') return trace;
  if (view === 'next-symbols') return nextWorld(trace);
  return view === 'moving-slots' ? movingWorld(trace) : fiveObjects(trace, chosen);
}

/** What a state of a view means in the whole world; null where the view does not tell. */
export function wholeState(view: View, trace: Trace, state: State): State {
  if (view === 'five-objects' || view === 'next-symbols') return null;
  return view === 'whole' ? state : inWhole(trace, state);
}

function hasFive({ slots, objects }: Trace): boolean {
  return slots.length > FIVE_SLOTS.length && objects.length >= FIVE_SLOTS.length;
}
