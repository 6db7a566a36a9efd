import path from 'node:path';
import { EDITOR, OLDEST_EDITOR } from '../../scripts/lib/install.mjs';

/**
 * A VS Code for tests, by how it is started.
 *
 * @typedef {object} Edition
 * @property {string} node what runs it
 * @property {(profile: import('./server.mjs').Profile) => string[]} common arguments of every start
 * @property {(port: number, automation: boolean) => string[]} serve those of a server
 * @property {RegExp} listening host and port in what it says once it serves
 */

/** @type {Edition} */
const newest = {
  node: path.join(EDITOR, `node_modules/node-${process.platform}-${process.arch}/bin/node`),
  common: ({ config, userData, extensions }) => [
    path.join(EDITOR, 'node_modules/code-server/out/node/entry.js'),
    ...['--config', config, '--user-data-dir', userData, '--extensions-dir', extensions],
  ],
  serve: (port, automation) => [
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${String(port)}`, '--ignore-last-opened'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(automation ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ],
  listening: /HTTP server listening on http:\/\/([^\s/]+)/,
};

/**
 * The oldest that the extension admits: the server of VS Code 1.100 itself. What code-server of that time puts around it needs a
 * compiled module, and passes no options on.
 *
 * @type {Edition}
 */
const oldest = {
  node: process.execPath,
  common: ({ folder, extensions }) => [
    path.join(OLDEST_EDITOR, 'node_modules/code-server/lib/vscode/out/server-main.js'),
    ...['--accept-server-license-terms', '--server-data-dir', folder, '--extensions-dir', extensions],
  ],
  serve: (port, automation) => [
    ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'],
    ...(automation ? ['--enable-smoke-test-driver'] : []),
  ],
  listening: /Server bound to (127\.0\.0\.1:\d+)/,
};

/** The one that STATE_PROBE_EDITOR names: `newest`, if nothing, or `oldest`. */
export function chosenEdition() {
  return process.env['STATE_PROBE_EDITOR'] === 'oldest' ? oldest : newest;
}
