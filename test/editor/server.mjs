import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { patience } from '../../scripts/lib/patience.mjs';
import { killGroup, run } from '../../scripts/lib/process.mjs';
import { chosenEdition } from './editions.mjs';
import { KEYBINDINGS } from './keybindings.mjs';

const EDITION = chosenEdition();

/** How long the server may take until it listens. */
const START_MS = patience(60_000);
/** How long it may take to end after it was asked to. */
const STOP_MS = patience(8_000);

/** No welcome pages, no updates, no telemetry; what is left is what a person sees who has settled in. */
const SETTINGS = {
  // A test may turn it on: then a window begins restricted, and nothing asks.
  'security.workspace.trust.enabled': false,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  // The focus comes and goes by itself on a busy machine, and would take a list away before it is answered.
  'workbench.quickOpen.closeOnFocusLost': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.colorTheme': 'Dark Modern',
  'window.autoDetectColorScheme': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  // Types of packages would be fetched from the registry.
  'js/ts.tsserver.automaticTypeAcquisition.enabled': false,
  // Who formats JavaScript needs its syntax alone, not all types of its libraries.
  'js/ts.tsserver.useSyntaxServer': 'always',
  'javascript.validate.enable': false,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
  'editor.minimap.enabled': false,
  // Every frame is drawn by the processor.
  'editor.cursorBlinking': 'solid',
  'workbench.reduceMotion': 'on',
  // On by default in the browser, not on the desktop; it would rewrite what a test only meant to type.
  'files.autoSave': 'off',
};

/**
 * A VS Code of one's own in one temporary folder: settings, extensions, home.
 *
 * @typedef {object} Profile
 * @property {string} folder
 * @property {string} home
 * @property {string} userData
 * @property {string} extensions
 * @property {string} config of code-server
 */

/**
 * @param {Readonly<Record<string, unknown>>} [settings] on top of the quiet ones
 * @returns {Promise<Profile>}
 */
export async function makeProfile(settings = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'state-probe-'));
  const profile = {
    folder,
    home: path.join(folder, 'home'),
    userData: path.join(folder, 'data'),
    extensions: path.join(folder, 'extensions'),
    config: path.join(folder, 'config.yaml'),
  };
  await Promise.all(
    [profile.home, profile.extensions, ...['User', 'Machine'].map((name) => path.join(profile.userData, name))].map(
      (made) => mkdir(made, { recursive: true }),
    ),
  );
  await writeFile(profile.config, 'auth: none\ncert: false\n');
  await writeFile(path.join(profile.userData, 'User/keybindings.json'), JSON.stringify(KEYBINDINGS, null, 2));
  await writeSettings(profile, settings);
  return profile;
}

/**
 * Writes the user's settings. The editor takes them from two files: those of the server's machine, which hold against the
 * others, are followed by windows that are open.
 *
 * @param {Profile} profile
 * @param {Readonly<Record<string, unknown>>} settings on top of the quiet ones
 * @param {string} [title] of every window that follows them
 */
export async function writeSettings({ userData }, settings, title) {
  await writeFile(path.join(userData, 'User/settings.json'), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
  // The walkthrough would take the text away that a test has opened.
  const quiet = { 'workbench.welcomePage.walkthroughs.openOnInstall': false };
  const machine = { ...quiet, ...settings, ...(title !== undefined && { 'window.title': title }) };
  await writeFile(path.join(userData, 'Machine/settings.json'), JSON.stringify(machine, null, 2));
}

/** @param {Profile} profile */
export function removeProfile(profile) {
  return rm(profile.folder, { recursive: true, force: true, maxRetries: 5 });
}

/**
 * @param {Profile} profile
 * @param {...string} files
 */
export function installExtension(profile, ...files) {
  const named = files.flatMap((vsix) => ['--install-extension', path.resolve(vsix)]);
  const args = [...EDITION.common(profile), ...named, '--force'];
  return run(EDITION.node, args, { env: environment(profile, {}), output: 'stderr', timeoutMs: patience(120_000) });
}

/**
 * @typedef {object} Server
 * @property {string} authority host and port
 * @property {() => Promise<void>} stop
 */

/**
 * Serves the editor on a free port of this machine alone, to whoever asks there: it is meant for one person's machine
 * or a test's container.
 *
 * @param {Profile} profile
 * @param {{ automation?: boolean, port?: number, env?: NodeJS.ProcessEnv }} [options]
 *   `automation`: lets the page report the result of tests inside the extension host; `env`: for the extension host
 * @returns {Promise<Server>}
 */
export async function serve(profile, { automation = false, port = 0, env = {} } = {}) {
  const args = [...EDITION.common(profile), ...EDITION.serve(port, automation)];
  const child = spawn(EDITION.node, args, {
    env: environment(profile, env),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let log = '';
  const authority = await new Promise((resolve, reject) => {
    /** @param {string} why */
    const fail = (why) => {
      clearTimeout(timer);
      killGroup(child.pid, 'SIGKILL');
      reject(new Error(`VS Code in the browser did not start: ${why}\n${log}`));
    };
    const timer = setTimeout(() => fail(`no answer after ${String(START_MS)} ms`), START_MS);
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      log += chunk.toString();
      const found = EDITION.listening.exec(log)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      // Nobody reads on, yet a full pipe would stop the server.
      for (const stream of [child.stdout, child.stderr]) stream.removeAllListeners('data').resume();
      resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code) => fail(`exit code ${String(code)}`));
  });
  return { authority, stop: () => stop(child) };
}

/**
 * The address of a window of the editor.
 *
 * @param {string} authority of the server
 * @param {string} folder to open
 * @param {Readonly<Record<string, string>>} [payload] the workbench's own parameters
 */
export function windowUrl(authority, folder, payload = {}) {
  const query = new URLSearchParams({ folder });
  const entries = Object.entries(payload);
  if (entries.length > 0) query.set('payload', JSON.stringify(entries));
  return `http://${authority}/?${query.toString()}`;
}

/**
 * This process's environment, without what would lead the server to another editor's files or to another port.
 *
 * @param {Profile} profile
 * @param {NodeJS.ProcessEnv} more
 * @returns {NodeJS.ProcessEnv}
 */
function environment({ home }, more) {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(VSCODE_|ELECTRON_|npm_)/.test(name) &&
      !['PASSWORD', 'HASHED_PASSWORD', 'PORT', 'NODE_OPTIONS'].includes(name),
  );
  const folders = {
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_HOME: path.join(home, '.local/share'),
    XDG_CACHE_HOME: path.join(home, '.cache'),
  };
  return { ...Object.fromEntries(kept), ...folders, ...more };
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    killGroup(child.pid, 'SIGTERM');
    const timer = setTimeout(() => killGroup(child.pid, 'SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }
  // The extension host may outlive the server by a moment.
  killGroup(child.pid, 'SIGKILL');
}
