import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser.mjs';

/** One browser for all suites of a process, which starts with the first that asks for it. */
let started: Promise<Browser> | undefined;
let suites = 0;

/** Mocha gives files to its workers one by one, so that nobody knows which is the last: the browser ends with the process. */
const isWorker = process.env['MOCHA_WORKER_ID'] !== undefined;

/**
 * Registers a suite that needs a browser.
 *
 * @returns starts the browser, where it does not run already; it throws an `Error` on a machine without one
 */
export function useBrowser(): () => Promise<Browser> {
  suites++;
  after(async () => {
    if (--suites > 0 || isWorker) return;
    const last = started;
    started = undefined;
    await (await last)?.close();
  });
  return () => (started ??= launchBrowser());
}
