import { Worker } from 'node:worker_threads';

/**
 * Looks every two seconds whether the parent is still there, and ten times a second how much memory this process takes.
 * The parent's id is asked for as well as compared, because on Windows a process keeps the id of a parent that is gone.
 * A text, since a function would carry the helpers of whatever compiled it.
 */
const WATCH = `
const { writeSync } = require('node:fs');
const { memory, words } = require('node:worker_threads').workerData;
const parent = process.ppid;
const end = () => process.kill(process.pid, 'SIGKILL');
setInterval(() => {
  let alive = process.ppid === parent;
  try {
    process.kill(parent, 0);
  } catch {
    alive = false;
  }
  if (!alive) end();
}, 2000);
setInterval(() => {
  if (process.memoryUsage.rss() <= memory) return;
  writeSync(2, words);
  end();
}, 100);
`;

const TOO_MUCH = 'takes too much memory: ';

/**
 * Ends this process when its parent has died, or when it takes more than `memory` bytes, also in the middle of a run, when
 * the main thread cannot notice it: a model may take hours, or loop for ever, and what the system ends when memory runs out
 * may be another program. A thread with nothing but timers does.
 */
export function watchOver(memory: number): void {
  const words = `\n${TOO_MUCH}more than ${(memory / 2 ** 30).toFixed(1)} GiB; a shorter text takes less\n`;
  new Worker(WATCH, { eval: true, execArgv: [], env: {}, workerData: { memory, words } }).unref();
}

/** What the last words of a process that was ended for its memory say of it; undefined for other words. */
export function memoryReason(lastWords: string): string | undefined {
  const at = lastWords.lastIndexOf(TOO_MUCH);
  return at < 0 ? undefined : lastWords.slice(at).split('\n')[0];
}
