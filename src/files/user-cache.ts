import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where programs of this person keep what can be made anew: the editor's and the terminal's processes share it. */
export function userCache(platform: NodeJS.Platform = process.platform, env: NodeJS.ProcessEnv = process.env): string {
  const home = homedir();
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local');
  if (platform === 'darwin') return join(home, 'Library', 'Caches');
  // The XDG Base Directory Specification: a path that is not absolute is to be ignored.
  const named = env['XDG_CACHE_HOME'];
  return named?.startsWith('/') ? named : join(home, '.cache');
}
