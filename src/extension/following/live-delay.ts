/** The wait after the last key is at least this many times as long as the last probe took… */
const SHARE = 2;
/** …and at most this long, in milliseconds. */
const MOST_MS = 5000;

/**
 * Milliseconds of quiet after the last key before a text is probed: what the person set, and longer for texts that take
 * long, so that most of the time is left to other work.
 */
export function liveDelay(set: number, lastTook: number): number {
  return Math.max(set, Math.min(MOST_MS, SHARE * lastTook));
}
