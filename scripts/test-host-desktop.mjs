#!/usr/bin/env node
// Runs the suites of test/host in a desktop VS Code, on the development build (`npm run build` first).
//   node scripts/test-host-desktop.mjs [VERSION]    downloads that version (default: stable), or uses VSCODE_PATH
import { runTests } from '@vscode/test-electron';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { OUT, ROOT } from './lib/process.mjs';

const vscodeExecutablePath = process.env['VSCODE_PATH'];
const [version = 'stable'] = process.argv.slice(2);
const folder = await mkdtemp(path.join(tmpdir(), 'state-probe-'));
try {
  const workspace = path.join(folder, 'samples');
  await cp(path.join(ROOT, 'samples'), workspace, { recursive: true });
  process.exitCode = await runTests({
    ...(vscodeExecutablePath === undefined ? { version } : { vscodeExecutablePath }),
    extensionDevelopmentPath: ROOT,
    extensionTestsPath: path.join(OUT, 'host/index.js'),
    launchArgs: [workspace, '--disable-extensions', `--user-data-dir=${path.join(folder, 'user-data')}`],
  });
} finally {
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
