import { findChromium } from '../../../scripts/lib/install.mjs';
import { useBrowser } from '../shared-browser';
import { Harness } from './harness';

/** One for each browser: suites of a process have the same. */
let started: { browser: unknown; harness: Promise<Harness> } | undefined;

/** Registers the start of a browser before a suite, which is skipped on a machine without one. */
export function useHarness(): () => Harness {
  const open = useBrowser();
  let harness: Harness | undefined;
  before(async function () {
    if (findChromium() === undefined) this.skip();
    const browser = await open();
    if (started?.browser !== browser) started = { browser, harness: Harness.start(browser) };
    harness = await started.harness;
  });
  return () => {
    if (!harness) throw new Error('the browser is started before the first test, not sooner');
    return harness;
  };
}
