import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

// How slow this machine is now.

/** What the calibrating run takes on two quiet cores of an AMD EPYC of 2024, in milliseconds. */
const QUIET_MS = 400;

/** Processes that calculate at once: as many as suites keep busy. */
const PROCESSES = 2;

/** Rounds of the calculation of one process. */
const ROUNDS = 300_000_000;

/** Suites run side by side, and what else the machine does may grow while they run. */
const ROOM = 2;

/**
 * How many times as long as on a quiet machine things may take, at least 1.
 *
 * @returns {Promise<number>}
 */
export async function measurePace() {
  const start = performance.now();
  const file = fileURLToPath(import.meta.url);
  await Promise.all(
    Array.from({ length: Math.min(PROCESSES, availableParallelism()) }, () => ended(fork(file, [String(ROUNDS)]))),
  );
  return Math.max(1, (ROOM * (performance.now() - start)) / QUIET_MS);
}

/** @param {import('node:child_process').ChildProcess} child */
function ended(child) {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

/**
 * Arithmetic that no compiler leaves out.
 *
 * @param {number} rounds
 */
function calculate(rounds) {
  let value = 1;
  for (let round = 0; round < rounds; round++) value = (Math.imul(value, 1_664_525) + 1_013_904_223) | 0;
  return value;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = calculate(Number(process.argv[2])) === 0.5 ? 1 : 0;
