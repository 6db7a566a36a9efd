import { Worker } from 'node:worker_threads';

/**
 * Looks every two seconds whether the parent is still there. Its id is asked for as well as compared, because on Windows
 * a process keeps the id of a parent that is gone. A text, since a function would carry the helpers of whatever
 * compiled it.
 */
const WATCH = `
const parent = process.ppid;
setInterval(() => {
  let alive = process.ppid === parent;
  try {
    process.kill(parent, 0);
  } catch {
    alive = false;
  }
  if (!alive) process.kill(process.pid, 'SIGKILL');
}, 2000);
`;

/**
 * Ends this process when its parent has died, also in the middle of a run, when the main thread cannot notice it: a
 * model may take hours, or loop for ever. A thread with nothing but a timer does.
 */
export function endWithParent(): void {
  new Worker(WATCH, { eval: true, execArgv: [], env: {} }).unref();
}
