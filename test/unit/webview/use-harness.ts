import { findChromium } from '../../../scripts/lib/install.mjs';
import { Harness } from './harness';

/** One browser for all suites of a process that are still to come; Mocha may give files to several processes. */
let started: Promise<Harness> | undefined;
let suites = 0;

/** Registers the start of a browser before a suite, which is skipped on a machine without one. */
export function useHarness(): () => Harness {
  let harness: Harness | undefined;
  suites++;
  before(async function () {
    if (findChromium() === undefined) this.skip();
    else harness = await (started ??= Harness.start());
  });
  after(async () => {
    if (--suites > 0) return;
    const last = started;
    started = undefined;
    await (await last)?.stop();
  });
  return () => {
    if (!harness) throw new Error('the browser is started before the first test, not sooner');
    return harness;
  };
}
