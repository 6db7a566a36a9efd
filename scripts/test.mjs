#!/usr/bin/env node
// Installs what the tests need, runs them and sums up. Says `N passed, N failed` last; exit code 1 on any failure.
//   node scripts/test.mjs [lint] [format] [types] [unit] [package] [host] [e2e]     default: all
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkNode, installChromium, installEditor, installPackages } from './lib/install.mjs';
import { OUT, ROOT, run, say, since } from './lib/process.mjs';

/** A suite that takes longer hangs; milliseconds. */
const LIMIT = 600_000;

const VSIX = path.join(OUT, 'state-probe.vsix');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} command arguments for Node
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [mocha] its tests are counted one by one; otherwise the step is one test
 */

/** @param {string} name */
const tool = (name) => path.join(ROOT, 'node_modules', name);
const tsc = tool('typescript/bin/tsc');
/** @param {string} config */
const mocha = (config) => [
  tool('mocha/bin/mocha.js'),
  '--config',
  config,
  '--reporter',
  'scripts/lib/mocha-reporter.cjs',
];

/** @type {Record<string, readonly Step[]>} */
const SUITES = {
  lint: [{ name: 'lint', command: [tool('eslint/bin/eslint.js'), '.', '--max-warnings', '0'] }],
  format: [{ name: 'format', command: [tool('prettier/bin/prettier.cjs'), '--check', '.'] }],
  types: [
    { name: 'types', command: [tsc, '-p', 'tsconfig.json'] },
    { name: 'types-webview', command: [tsc, '-p', 'webview/tsconfig.json'] },
    { name: 'types-scripts', command: [tsc, '-p', 'scripts/tsconfig.json'] },
  ],
  unit: [{ name: 'unit', command: mocha('test/unit/.mocharc.json'), mocha: true }],
  package: [
    { name: 'build', command: ['scripts/build.mjs', '--production'] },
    { name: 'package', command: ['scripts/package.mjs', '--out', VSIX] },
  ],
  host: [
    { name: 'build-host-tests', command: ['scripts/build-host-tests.mjs'] },
    { name: 'host', command: ['scripts/test-host.mjs', VSIX], mocha: true },
  ],
  e2e: [{ name: 'e2e', command: mocha('test/e2e/.mocharc.json'), env: { STATE_PROBE_VSIX: VSIX }, mocha: true }],
};

/** Runs one step and prints how it went. @param {Step} step @returns {Promise<Counts>} */
async function runStep({ name, command, env = {}, mocha: counted = false }) {
  const start = performance.now();
  say(`\n=== ${name}`);
  const report = path.join(OUT, `${name}.json`);
  await rm(report, { force: true });
  /** @type {Error | undefined} */
  let error;
  try {
    const reporting = counted ? { STATE_PROBE_TEST_REPORT: report } : {};
    await run(process.execPath, command, { env: { ...process.env, ...env, ...reporting }, timeoutMs: LIMIT });
  } catch (thrown) {
    error = thrown instanceof Error ? thrown : new Error(String(thrown));
  }
  const counts = counted
    ? await countTests(report, error)
    : { passed: error ? 0 : 1, failed: error ? 1 : 0, why: error?.message };
  say(
    `--- ${name}: ${counts.passed} passed, ${counts.failed} failed, ${since(start)}${counts.why ? ` (${counts.why})` : ''}`,
  );
  return counts;
}

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
 * @param {Error | undefined} error of the process
 * @returns {Promise<Counts>}
 */
async function countTests(report, error) {
  /** @type {{ passes: number, failures: number } | undefined} */
  let stats;
  try {
    ({ stats } = JSON.parse(await readFile(report, 'utf8')));
  } catch {
    stats = undefined;
  }
  if (stats === undefined) return { passed: 0, failed: 1, why: error?.message ?? 'it left no report' };
  const { passes: passed, failures: failed } = stats;
  if (failed > 0) return { passed, failed };
  if (error !== undefined) return { passed, failed: 1, why: error.message };
  if (passed === 0) return { passed, failed: 1, why: 'it ran no tests' };
  return { passed, failed };
}

const start = performance.now();
checkNode();
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) {
  say(`no such suite: ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
  process.exit(2);
}
const wanted = new Set(chosen.length > 0 ? chosen : Object.keys(SUITES));
const inEditor = wanted.has('host') || wanted.has('e2e');
// What runs in the editor is the package, which therefore is made anew.
if (inEditor) wanted.add('package');

await installPackages();
if (inEditor) {
  await installEditor();
  await installChromium();
}
await mkdir(OUT, { recursive: true });
if (wanted.has('package')) await rm(VSIX, { force: true });

let passed = 0;
let failed = 0;
const steps = Object.entries(SUITES).flatMap(([suite, list]) => (wanted.has(suite) ? list : []));
for (const step of steps) {
  const counts = await runStep(step);
  passed += counts.passed;
  failed += counts.failed;
}
say(`\n${steps.map(({ name }) => name).join(', ')} in ${since(start)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
