#!/usr/bin/env node
// Installs what the tests need, runs them and sums up. Says `N passed, N failed` last; exit code 1 on any failure.
// Two at a time; every line of output says whose it is.
//   node scripts/test.mjs [lint] [format] [types] [unit] [python] [package] [host] [e2e]     default: all
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkNode, installChromium, installEditor, installPackages } from './lib/install.mjs';
import { measurePace } from './lib/pace.mjs';
import { PACE, patience } from './lib/patience.mjs';
import { OUT, ROOT, run, runMain, say, since } from './lib/process.mjs';

/** A suite that says nothing for so long hangs; milliseconds on a quiet machine. */
const SILENCE = 300_000;

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
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {Step}
 */
const script = (name, command, more = {}) => ({
  name,
  work: () => runNode(name, command, { ...process.env, ...more }),
});

/**
 * @param {string} label
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} [env]
 */
const runNode = (label, command, env = process.env) =>
  run(process.execPath, command, { env, silenceMs: patience(SILENCE), output: { label } });

/**
 * A step whose tests run under Mocha, with the reporter that writes the results to a file.
 *
 * @param {string} name
 * @param {readonly string[]} command arguments for Node
 * @param {NodeJS.ProcessEnv} [more]
 * @returns {Step}
 */
const suite = (name, command, more = {}) => {
  const env = { ...more, STATE_PROBE_TEST_REPORT: reportOf(name) };
  return { name, mocha: true, work: () => runNode(name, command, { ...process.env, ...env }) };
};

/** @param {string} name */
const reportOf = (name) => path.join(OUT, `${name}.json`);
/** @param {string} name */
const tool = (name) => path.join(ROOT, 'node_modules', name);
const LINT = ['-c', 'oxlint.config.mjs', '--type-aware', '--deny-warnings'];
/** What checks types is written in Go, which clears up its memory at every doubling: a third of the processor time goes there. */
const RARELY = { GOGC: '400' };
/** @param {string} config */
const tsc = (config) => [tool('typescript/bin/tsc'), '--singleThreaded', '-p', config];
/** @param {string} config */
const mocha = (config) => [
  ...[tool('mocha/bin/mocha.js'), '--config', config],
  ...['--reporter', 'scripts/lib/mocha-reporter.cjs', '--forbid-only'],
];

/** @type {Step} */
const packages = { name: 'packages', setup: true, work: installPackages };
/** @type {Step} */
const browser = { name: 'browser', setup: true, work: installChromium };
/** @type {Step} */
const editor = { name: 'editor', setup: true, work: installEditor };

/** What runs in the terminal and in the editor is what is shipped, which therefore is made anew. */
const built = script('build', ['scripts/build.mjs', '--production']);
const packed = [built, script('package', ['scripts/package.mjs', '--quick', '--out', VSIX])];

/** @type {Record<string, readonly Step[]>} */
const SUITES = {
  lint: [
    script('lint', [tool('oxlint/bin/oxlint'), ...LINT, '.'], RARELY),
    script('unused', [tool('knip/bin/knip.js'), '--no-progress', '--treat-config-hints-as-errors']),
  ],
  format: [script('format', [tool('oxfmt/bin/oxfmt'), '--check'])],
  types: [
    script('types', tsc('tsconfig.json'), RARELY),
    script('types-webview', tsc('webview/tsconfig.json'), RARELY),
    script('types-e2e', tsc('test/e2e/tsconfig.json'), RARELY),
    script('types-scripts', tsc('scripts/tsconfig.json'), RARELY),
  ],
  unit: [built, browser, suite('unit', mocha('test/unit/.mocharc.json'), { STATE_PROBE_BUILT: '1' })],
  python: [script('python', ['scripts/test-python.mjs'])],
  package: packed,
  host: [
    ...packed,
    browser,
    editor,
    { ...script('build-host-tests', ['scripts/build-host-tests.mjs']), setup: true },
    suite('host', ['scripts/test-host.mjs', VSIX]),
  ],
  e2e: [...packed, browser, editor, suite('e2e', mocha('test/e2e/.mocharc.json'), { STATE_PROBE_VSIX: VSIX })],
};

/** What begins when, the longest first. Suites of one line run one after the other: they have an editor. */
const ORDER = [['package', 'host', 'e2e'], ['unit'], ['lint'], ['types'], ['format'], ['python']];
/** Lines that run side by side: as many as a small machine has cores. */
const LANES = 2;

/**
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {string | undefined} [why] something failed besides the tests that were counted
 * @property {readonly string[]} [tests] those that failed, with the first line of what was wrong
 * @property {readonly string[]} [again] those that failed first and passed when they were tried again: no failure, and not quite well
 */

/**
 * What is read of Mocha's JSON report.
 *
 * @typedef {object} Report
 * @property {{ passes: number, failures: number }} stats
 * @property {readonly { fullTitle: string, err: { message?: string } }[]} failures
 * @property {readonly { fullTitle: string, currentRetry?: number }[]} passes
 */

/**
 * Counts from Mocha's own report. No report, no tests, or a bad end without a failed test is a failure of its own.
 *
 * @param {string} report
 * @param {string | undefined} why the process ended badly
 * @returns {Promise<Counts>}
 */
async function countTests(report, why) {
  /** @type {Report | undefined} */
  let results;
  try {
    results = JSON.parse(await readFile(report, 'utf8'));
  } catch {
    results = undefined;
  }
  if (results === undefined) return { passed: 0, failed: 1, why: why ?? 'it left no report' };
  const { passes: passed, failures: failed } = results.stats;
  const tests = results.failures.map(({ fullTitle, err }) => `${fullTitle}: ${(err.message ?? '').split('\n', 1)[0]}`);
  const again = results.passes.flatMap(({ fullTitle, currentRetry = 0 }) => (currentRetry > 0 ? [fullTitle] : []));
  if (failed > 0) return { passed, failed, tests, again };
  if (why !== undefined) return { passed, failed: 1, why, again };
  if (passed === 0) return { passed, failed: 1, why: 'it ran no tests' };
  return { passed, failed, again };
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

/**
 * Runs every step once, however many lines need it.
 *
 * @param {Iterable<Step>} steps of one line
 * @param {Map<Step, Promise<Counts>>} begun
 */
async function runLine(steps, begun) {
  for (const step of steps) {
    const run = begun.get(step) ?? runStep(step);
    begun.set(step, run);
    await run;
  }
}

await runMain(async () => {
  const start = performance.now();
  checkNode();
  const chosen = process.argv.slice(2);
  const names = ORDER.flat();
  const unknown = chosen.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    say(`no such suite: ${unknown.join(', ')}; there are ${names.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  await mkdir(OUT, { recursive: true });
  await rm(VSIX, { force: true });
  const pace = await measurePace();
  process.env[PACE] = String(pace);
  say(`Limits on time are ${pace.toFixed(1)} times those of a quiet machine.`);

  /** @type {Map<Step, Promise<Counts>>} */
  const begun = new Map();
  await runLine([packages], begun);
  const isChosen = (/** @type {string} */ name) => chosen.length === 0 || chosen.includes(name);
  const lines = ORDER.map((line) => line.filter(isChosen).flatMap((name) => SUITES[name] ?? []));
  const takeLines = async () => {
    for (let line = lines.shift(); line; line = lines.shift()) await runLine(line, begun);
  };
  await Promise.all(Array.from({ length: LANES }, takeLines));
  const counts = await Promise.all(begun.values());
  const passed = counts.reduce((sum, each) => sum + each.passed, 0);
  const failed = counts.reduce((sum, each) => sum + each.failed, 0);
  // Said again at the end: between suites that talk at once, a failure is thousands of lines up.
  [...begun.keys()].forEach(({ name }, step) => {
    const { failed: some, why, tests = [], again = [] } = counts[step] ?? { failed: 0 };
    if (again.length > 0) say([`\nPassed when tried again in ${name}:`, ...again].join('\n  '));
    if (some > 0) say([`\nFailed in ${name}:`, ...tests, ...(why ? [why] : [])].join('\n  '));
  });
  say(`\n${[...begun.keys()].map(({ name }) => name).join(', ')} in ${since(start)}, limits ${pace.toFixed(1)}`);
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
});
