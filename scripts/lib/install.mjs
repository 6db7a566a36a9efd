import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { npm, ROOT, run, say, which } from './process.mjs';

// This file runs on a fresh clone: it may use only what comes with Node.

const MIN_NODE = [20, 19];

/** @throws {Error} when this Node is too old */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [minMajor = 0, minMinor = 0] = MIN_NODE;
  if (major < minMajor || (major === minMajor && minor < minMinor)) {
    throw new Error(`Node ${MIN_NODE.join('.')} or newer is needed; this is ${process.versions.node}`);
  }
}

/** Installs the project's packages by the lock file, unless they are there. */
export async function installPackages() {
  if (hasLockedPackages()) return;
  say('Installing packages …');
  await npm(['ci'], ROOT);
}

/** True when npm's own record of what it installed holds every package of the lock file that this platform needs. */
function hasLockedPackages() {
  const record = path.join(ROOT, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(path.join(ROOT, 'package-lock.json')))
    .filter(([folder, { optional }]) => folder !== '' && optional !== true)
    .every(([folder, { integrity }]) => installed[folder]?.integrity === integrity);
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { integrity?: string, optional?: boolean }>} by folder
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/** The folder with the VS Code for tests: its own lock file and its own Node. */
export const EDITOR = path.join(ROOT, 'test/editor');
/** The folder with the oldest one that the extension admits, which runs on the Node that runs this. */
export const OLDEST_EDITOR = path.join(EDITOR, 'oldest');

/**
 * Installs code-server (VS Code in the browser) in its folder, with a Node 24 of its own in `test/editor`.
 *
 * Its own postinstall is not used: it compiles two packages, so that compilers would be needed. The server runs without
 * `@vscode/native-watchdog`, and `spdlog.cjs` takes the place of `@vscode/spdlog`. What else it does is done here.
 *
 * @param {string} [folder]
 */
export async function installEditor(folder = EDITOR) {
  const hash = createHash('sha256');
  const spdlog = path.join(EDITOR, 'spdlog.cjs');
  for (const source of [path.join(folder, 'package-lock.json'), spdlog, path.join(ROOT, 'scripts/lib/install.mjs')]) {
    hash.update(readFileSync(source));
  }
  const digest = hash.digest('hex');
  const modules = path.join(folder, 'node_modules');
  const stamp = path.join(modules, '.complete');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  say('Installing VS Code for the browser …');
  // Only the server runs on its own Node; npm's warnings about the version of this one would mislead.
  await npm(['ci', '--loglevel=error'], folder);
  const code = path.join(modules, 'code-server/lib/vscode');
  // Not `npm ci`: the shrinkwrap that code-server ships does not agree with its package.json.
  const flags = ['--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await npm(['install', ...flags], code);
  await npm(['install', ...flags], path.join(code, 'extensions'));
  copyFileSync(spdlog, path.join(code, 'node_modules/@vscode/spdlog/index.js'));
  writeFileSync(stamp, digest);
}

/** Chromium without windows: the same pages for less than half of the processor's time. */
const SHELL = 'chromium-headless-shell';

/** The browser for tests. Set CHROMIUM to use another. */
export function findChromium() {
  const chosen = process.env['CHROMIUM'];
  if (chosen !== undefined) return chosen;
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  const names = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
  return names.map(which).find((file) => file !== undefined) ?? (existsSync(mac) ? mac : undefined);
}

/**
 * Installs Chromium and a font with Debian's package manager, where there is none and it can be done.
 *
 * @throws {Error} saying what to install, when it cannot
 */
export async function installChromium() {
  if (findChromium() !== undefined) return;
  const font = 'fonts-dejavu-core';
  const root = process.getuid?.() === 0;
  if (!root || which('apt-get') === undefined) {
    throw new Error(`The tests in the editor need Chromium or Chrome. Install one and ${font}, or set CHROMIUM.`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  /** @param {string} browser */
  const install = (browser) => {
    say(`Installing ${browser} and ${font} …`);
    return run('apt-get', ['install', '-y', '-q', '--no-install-recommends', browser, font], { env, output: 'stderr' });
  };
  await run('apt-get', ['update', '-q'], { env, output: 'stderr' });
  // Not every kin of Debian has the first.
  await install(SHELL).catch(() => install('chromium'));
}
