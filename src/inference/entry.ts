import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { version } from '../../package.json';

/** How to start the inference process. */
export interface InferenceEntry {
  path: string;
  /** Arguments for Node; never those of this process, whose inspector port the child would try to take. */
  execArgv: string[];
  /** Where it keeps which models it has verified; it verifies all of them anew if undefined. */
  kept?: string;
}

/**
 * `inference.js` beside the bundle that this code is part of; `child.ts`, through tsx, where it runs from source
 * (tests and benchmarks).
 */
export function inferenceEntry(folder: string = __dirname): InferenceEntry {
  const bundled = join(folder, 'inference.js');
  return existsSync(bundled)
    ? { path: bundled, execArgv: [], kept: keptIn(userCache()) }
    : { path: join(folder, 'child.ts'), execArgv: ['--import', 'tsx'] };
}

/** Another version may verify more. */
function keptIn(cache: string): string {
  return join(cache, 'state-probe', `verified-${version}.txt`);
}

/** Where programs of this person keep what can be made anew: the editor's and the terminal's processes share it. */
function userCache(): string {
  if (process.platform === 'win32') return process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  const named = process.env['XDG_CACHE_HOME'];
  return named?.startsWith('/') ? named : join(homedir(), '.cache');
}
