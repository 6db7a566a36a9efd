#!/usr/bin/env node
// Runs the suites of test/host inside the extension host of a real VS Code, with the packed extension installed.
//   node scripts/test-host.mjs FILE.vsix
// The results are printed, and written as Mocha's JSON to the file that STATE_PROBE_TEST_REPORT names.
import { cp, readFile } from 'node:fs/promises';
import path from 'node:path';
import { format } from 'node:util';
import { launchBrowser } from '../test/browser.mjs';
import { installExtension, makeProfile, removeProfile, serve, windowUrl } from '../test/editor/server.mjs';
import { HOLD_STILL } from '../test/editor/still.mjs';
import { patience } from './lib/patience.mjs';
import { OUT, ROOT, say } from './lib/process.mjs';

/** How long all suites together may take, in milliseconds. */
const limit = patience(300_000);

/**
 * @param {string} vsix
 * @param {string} report
 */
async function runSuites(vsix, report) {
  /** @type {string[]} what the workbench and the extension host write to their consoles, mixed */
  const log = [];
  const profile = await makeProfile();
  try {
    await installExtension(profile, vsix);
    const workspace = path.join(profile.folder, 'samples');
    await cp(path.join(ROOT, 'samples'), workspace, { recursive: true });
    const server = await serve(profile, { automation: true, env: { STATE_PROBE_TEST_REPORT: report } });
    const browser = await launchBrowser({ home: profile.home });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' });
      await page.addInitScript({ content: HOLD_STILL });
      const ended = new Promise((resolve, reject) => {
        void page.exposeFunction('codeAutomationExit', resolve);
        setTimeout(() => reject(new Error(`The suites ran for more than ${limit} ms`)), limit).unref();
      });
      await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _, /** @type {unknown[]} */ args) => {
        log.push(format(...args));
      });
      /** @param {string} file */
      const uri = (file) => `vscode-remote://${server.authority}${file}`;
      const parameters = {
        extensionDevelopmentPath: uri(path.join(ROOT, 'test/host/empty-extension')),
        extensionTestsPath: uri(path.join(OUT, 'host/index.js')),
        skipWelcome: 'true',
        skipReleaseNotes: 'true',
      };
      await page.goto(windowUrl(server.authority, workspace, parameters));
      await ended;
    } finally {
      await browser.close();
      await server.stop();
    }
    return JSON.parse(await readFile(report, 'utf8'));
  } catch (error) {
    say(log.join('\n'));
    throw error;
  } finally {
    await removeProfile(profile);
  }
}

const [vsix] = process.argv.slice(2);
if (vsix === undefined) {
  say('usage: node scripts/test-host.mjs FILE.vsix');
  process.exit(2);
}
const report = process.env['STATE_PROBE_TEST_REPORT'] ?? path.join(OUT, 'host.json');
const { passes, pending, failures } = await runSuites(vsix, report);
for (const { fullTitle, duration } of passes) console.log(`  ✔ ${fullTitle} (${duration} ms)`);
for (const { fullTitle } of pending) console.log(`  - ${fullTitle}`);
for (const { fullTitle, err } of failures) console.log(`  ✖ ${fullTitle}\n${err.stack ?? err.message}`);
process.exitCode = failures.length === 0 ? 0 : 1;
