import type { Remark, Trace } from '../../trace/trace';

/** Code points of a statement that is told. */
const MOST_TOLD = 60;

export function short(text: string): string {
  const points = [...text];
  return points.length <= MOST_TOLD ? text : `${points.slice(0, MOST_TOLD).join('')}…`;
}

/** Places under indices of which nothing is known are taken to be different, as inputs are. */
export function saidOfPlaces({ slots }: Trace): Remark[] {
  const unknown = slots.filter((slot) => /\[[\p{L}_$][^\]'"]*\]$/u.test(slot));
  if (unknown.length === 0) return [];
  const lists = new Set(unknown.map((slot) => slot.slice(0, slot.lastIndexOf('['))));
  const places = slots.filter((slot) => lists.has(slot.slice(0, slot.lastIndexOf('['))));
  return places.length < 2 ? [] : [{ text: `${places.join(', ')} are taken to be different places` }];
}

/** What is taken for granted, told with a trace. */
export function assuming(trace: Trace, said: readonly Remark[]): Trace {
  return said.length === 0 ? trace : { ...trace, assumed: [...(trace.assumed ?? []), ...said] };
}
