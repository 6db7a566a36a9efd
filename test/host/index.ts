import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { patience } from '../../scripts/lib/patience.mjs';
import Reporter from '../../scripts/lib/mocha-reporter.cjs';

/** How long a test may take, in milliseconds: the first one waits for the extension to start. */
const TIMEOUT = 60_000;

/** Called by the editor (`extensionTestsPath`) inside its extension host: runs every suite beside this bundle, or those that are named. */
export async function run(): Promise<void> {
  // As in test/e2e: a whole editor is waited for, on machines that may be busy.
  const retries = 1;
  const mocha = new Mocha({ ui: 'bdd', timeout: patience(TIMEOUT), retries, forbidOnly: true, reporter: Reporter });
  const only = process.env['STATE_PROBE_SUITES']?.split(',');
  const suites = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.test.js') && (only?.includes(path.basename(file, '.test.js')) ?? true),
  );
  for (const suite of suites) mocha.addFile(path.join(__dirname, suite));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} tests failed`);
}
