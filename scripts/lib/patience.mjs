// Limits on time tell what hangs from what is slow, so they grow with how slow the machine is; no test asserts on time
// itself. This file is also part of the bundle that runs in the editor.

/** The environment variable that hands the pace (`pace.mjs`) to the processes of the tests. */
export const PACE = 'STATE_PROBE_PACE';

/**
 * A limit on time as this machine needs it.
 *
 * @param {number} ms on a quiet machine
 * @returns {number} milliseconds
 */
export function patience(ms) {
  const pace = Number(process.env[PACE] ?? 1);
  return Math.round(ms * (pace >= 1 ? pace : 1));
}
