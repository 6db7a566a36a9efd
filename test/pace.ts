import { patience } from '../scripts/lib/patience.mjs';

/** What Mocha keeps of a suite; its types leave out the hooks. */
interface Timed {
  timeout(): number;
  timeout(ms: number): unknown;
}
type Hooks = Record<'_beforeAll' | '_beforeEach' | '_afterEach' | '_afterAll', Timed[]>;

/** Mocha's root hooks, which every `.mocharc.json` requires: tests and their hooks get the time that this machine needs. */
export const mochaHooks = {
  beforeAll(this: Mocha.Context): void {
    // This hook itself belongs to the root suite, and is listed in it.
    const root = this.test?.parent;
    if (root) stretch(root);
  },
};

function stretch(suite: Mocha.Suite): void {
  const { _beforeAll, _beforeEach, _afterEach, _afterAll } = suite as unknown as Hooks;
  for (const timed of [...suite.tests, ..._beforeAll, ..._beforeEach, ..._afterEach, ..._afterAll])
    timed.timeout(patience(timed.timeout()));
  suite.suites.forEach(stretch);
}
