import { readTextSync } from '../../files/read';

const MOST_BYTES = 4096;
/** Of `/proc/PID/stat`, counted from what follows the name in parentheses, which may hold anything (proc(5)). */
const START_TIME = 19;

/**
 * When a process was started, as a text that no other process with its id has, also after a restart of the machine;
 * undefined where the system does not tell.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      const fields = readTextSync(`/proc/${pid}/stat`, MOST_BYTES)
        .replace(/^.*\) /s, '')
        .split(' ');
      const boot = readTextSync('/proc/sys/kernel/random/boot_id', MOST_BYTES).trim();
      return fields[START_TIME] === undefined ? undefined : `${boot} ${fields[START_TIME]}`;
    }
    if (process.platform === 'win32') return undefined;
    // Loading it takes a hundredth of a second, and only some systems are asked this way.
    const { execFileSync } = await import('node:child_process');
    const told = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
    return told === '' ? undefined : told;
  } catch {
    return undefined;
  }
}
