#!/usr/bin/env node
// Installs what the tests need, runs them and sums up. Says `N passed, N failed` last; exit code 1 on any failure.
//   node scripts/test.mjs [lint] [format] [types] [unit] [package] [host] [e2e]     default: all
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkNode, installChromium, installEditor, installPackages } from './lib/install.mjs';
import { OUT, ROOT, run, runMain, say, since } from './lib/process.mjs';

/** A suite that takes longer hangs; milliseconds. */
const LIMIT = 600_000;

const VSIX = path.join(OUT, 'state-probe.vsix');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<void>} work
 * @property {boolean} [setup] not a test itself: it counts only when it fails
 * @property {boolean} [mocha] its tests are counted one by one, from Mocha's report; otherwise the step is one test
 */

/**
 * @param {string} name
 * @param {readonly string[]} command arguments for Node
 * @returns {Step}
 */
const script = (name, command) => ({ name, work: () => run(process.execPath, command, { timeoutMs: LIMIT }) });

/**
 * A step whose tests run under Mocha, with the reporter that writes the results to a file.
 *
 * @param {string} name
 * @param {readonly string[]} command arguments for Node
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {Step}
 */
const suite = (name, command, more = {}) => {
  const env = { ...process.env, ...more, STATE_PROBE_TEST_REPORT: reportOf(name) };
  return { name, mocha: true, work: () => run(process.execPath, command, { env, timeoutMs: LIMIT }) };
};

/** @param {string} name */
const reportOf = (name) => path.join(OUT, `${name}.json`);
/** @param {string} name */
const tool = (name) => path.join(ROOT, 'node_modules', name);
const tsc = tool('typescript/bin/tsc');
/** @param {string} config */
const mocha = (config) => [
  ...[tool('mocha/bin/mocha.js'), '--config', config],
  ...['--reporter', 'scripts/lib/mocha-reporter.cjs', '--forbid-only'],
];

/** @type {Step} */
const editor = {
  name: 'editor',
  setup: true,
  work: async () => {
    await installEditor();
    await installChromium();
  },
};

/** What runs in the editor is the package, which therefore is made anew. */
const packed = [
  script('build', ['scripts/build.mjs', '--production']),
  script('package', ['scripts/package.mjs', '--out', VSIX]),
];

/** @type {Record<string, readonly Step[]>} */
const SUITES = {
  lint: [script('lint', [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0'])],
  format: [script('format', [tool('prettier/bin/prettier.cjs'), '--check', '.'])],
  types: [
    script('types', [tsc, '-p', 'tsconfig.json']),
    script('types-webview', [tsc, '-p', 'webview/tsconfig.json']),
    script('types-e2e', [tsc, '-p', 'test/e2e/tsconfig.json']),
    script('types-scripts', [tsc, '-p', 'scripts/tsconfig.json']),
  ],
  unit: [suite('unit', mocha('test/unit/.mocharc.json'))],
  package: packed,
  host: [
    ...packed,
    editor,
    { ...script('build-host-tests', ['scripts/build-host-tests.mjs']), setup: true },
    suite('host', ['scripts/test-host.mjs', VSIX]),
  ],
  e2e: [...packed, editor, suite('e2e', mocha('test/e2e/.mocharc.json'), { STATE_PROBE_VSIX: VSIX })],
};

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string | undefined} [why] something failed besides the tests that were counted
 */

/**
 * Counts from Mocha's own report. No report, no tests, or a bad end without a failed test is a failure of its own.
 *
 * @param {string} report
 * @param {string | undefined} why the process ended badly
 * @returns {Promise<Counts>}
 */
async function countTests(report, why) {
  /** @type {{ passes: number, failures: number } | undefined} */
  let stats;
  try {
    ({ stats } = JSON.parse(await readFile(report, 'utf8')));
  } catch {
    stats = undefined;
  }
  if (stats === undefined) return { passed: 0, failed: 1, why: why ?? 'it left no report' };
  const { passes: passed, failures: failed } = stats;
  if (failed > 0) return { passed, failed };
  if (why !== undefined) return { passed, failed: 1, why };
  if (passed === 0) return { passed, failed: 1, why: 'it ran no tests' };
  return { passed, failed };
}

/**
 * Runs one step and says how it went.
 *
 * @param {Step} step
 * @returns {Promise<Counts>}
 */
async function runStep({ name, work, setup = false, mocha: counted = false }) {
  const start = performance.now();
  say(`\n=== ${name}`);
  if (counted) await rm(reportOf(name), { force: true });
  const why = await work().then(
    () => undefined,
    (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error)),
  );
  const counts = counted
    ? await countTests(reportOf(name), why)
    : { passed: why !== undefined || setup ? 0 : 1, failed: why === undefined ? 0 : 1, why };
  const { passed, failed } = counts;
  say(`--- ${name}: ${passed} passed, ${failed} failed, ${since(start)}${counts.why ? ` (${counts.why})` : ''}`);
  return counts;
}

await runMain(async () => {
  const start = performance.now();
  checkNode();
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !Object.hasOwn(SUITES, name));
  if (unknown.length > 0) {
    say(`no such suite: ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
    process.exitCode = 2;
    return;
  }
  await mkdir(OUT, { recursive: true });
  await rm(VSIX, { force: true });

  // Steps that several suites need are run once.
  const steps = new Set([/** @type {Step} */ ({ name: 'packages', setup: true, work: installPackages })]);
  for (const [name, list] of Object.entries(SUITES)) {
    if (chosen.length === 0 || chosen.includes(name)) for (const step of list) steps.add(step);
  }
  let passed = 0;
  let failed = 0;
  for (const step of steps) {
    const counts = await runStep(step);
    passed += counts.passed;
    failed += counts.failed;
  }
  say(`\n${[...steps].map(({ name }) => name).join(', ')} in ${since(start)}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
});
