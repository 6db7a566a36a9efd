import { findChromium } from '../../../scripts/lib/install.mjs';
import { Harness } from './harness';

/** One browser for all suites. */
let started: Promise<Harness> | undefined;

/** Registers the start of a browser before a suite, which is skipped on a machine without one. */
export function useHarness(): () => Harness {
  let harness: Harness | undefined;
  before(async function () {
    if (findChromium() === undefined) this.skip();
    else harness = await (started ??= Harness.start());
  });
  return () => {
    if (!harness) throw new Error('the browser is started before the first test, not sooner');
    return harness;
  };
}

// Of all suites: Mocha reads this file outside of any.
after(async () => (await started)?.stop());
