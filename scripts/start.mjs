#!/usr/bin/env node
// From a fresh clone to a probe: installs and builds, prints the probe of a sample, and opens samples/ in VS Code with
// the extension installed: the desktop's if `code` is on the path, otherwise one in the browser.
//   --no-open    stop after the probe in the terminal
//   --browser    in the browser even if `code` is there
//   --port N     of the editor in the browser; default: any that is free
import path from 'node:path';
import { parseArgs } from 'node:util';
import { checkNode, installEditor, installPackages } from './lib/install.mjs';
import { OUT, ROOT, run, runMain, say, since, which } from './lib/process.mjs';

const SAMPLES = path.join(ROOT, 'samples');
const SAMPLE = 'samples/shuffle.py';
const VSIX = path.join(OUT, 'state-probe.vsix');

/** @param {string} vsix */
async function openOnDesktop(vsix) {
  // On Windows `code` is a .cmd, which only a shell runs.
  const code = (/** @type {string[]} */ ...args) =>
    process.platform === 'win32' ? run('cmd.exe', ['/d', '/s', '/c', 'code', ...args]) : run('code', args);
  await code('--install-extension', vsix, '--force');
  await code(SAMPLES);
}

/**
 * @param {string} vsix
 * @param {number} port
 */
async function openInBrowser(vsix, port) {
  await installEditor();
  const { installExtension, makeProfile, removeProfile, serve, windowUrl } = await import('../test/editor/server.mjs');
  const profile = await makeProfile();
  try {
    await installExtension(profile, vsix);
    const server = await serve(profile, { port });
    say(`\nVS Code with State Probe: ${windowUrl(server.authority, SAMPLES)}`);
    say('Open a sample, select lines, and run “State Probe: Probe Selection” (F1). Ctrl-C ends it.');
    await new Promise((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
    });
    await server.stop();
  } finally {
    await removeProfile(profile);
  }
}

await runMain(async () => {
  const start = performance.now();
  const { values } = parseArgs({
    options: {
      open: { type: 'boolean', default: true },
      browser: { type: 'boolean' },
      port: { type: 'string', default: '0' },
    },
    allowNegative: true,
  });
  checkNode();
  await installPackages();
  await run(process.execPath, ['scripts/build.mjs', '--production']);
  say(`\nnode dist/cli.js run ${SAMPLE}\n`);
  await run(process.execPath, ['dist/cli.js', 'run', SAMPLE]);
  say(`\nReady after ${since(start)}.`);
  if (values.open) {
    await run(process.execPath, ['scripts/package.mjs', '--out', VSIX]);
    const desktop = values.browser !== true && which('code') !== undefined;
    await (desktop ? openOnDesktop(VSIX) : openInBrowser(VSIX, Number(values.port)));
  }
});
