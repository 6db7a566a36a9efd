import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What tests and packaging leave behind for a person to look at; not under version control. */
export const OUT = path.join(ROOT, '.test-out');

/**
 * Runs a program to its end, its output going to the terminal. Nothing goes through a shell.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, timeoutMs?: number, silenceMs?: number, output?: Output }} [options]
 *   `timeoutMs`: the program and its children are killed after this many milliseconds; `silenceMs`: after it has written
 *   nothing for so long
 * @returns {Promise<void>} rejects when the program cannot start, ends with another exit code than 0, or takes too long
 *
 * @typedef {'inherit' | 'stderr' | { label: string }} Output
 *   with a label, every line begins with it, so that programs that run side by side can be told apart
 */
export function run(command, args, { cwd = ROOT, env = process.env, timeoutMs, silenceMs, output = 'inherit' } = {}) {
  const own = process.platform !== 'win32' && (timeoutMs !== undefined || silenceMs !== undefined);
  const isLabelled = typeof output === 'object';
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: isLabelled ? ['ignore', 'pipe', 'pipe'] : ['ignore', output === 'stderr' ? 2 : 'inherit', 'inherit'],
      // A group of its own, so that a program that hangs can be ended together with what it started.
      detached: own,
    });
    const end = () => killGroup(child.pid, 'SIGKILL');
    // A group of its own does not get the terminal's Ctrl-C.
    const interrupted = () => {
      end();
      process.exit(130);
    };
    if (own) process.once('SIGINT', interrupted);
    /** @type {string | undefined} */
    let late;
    /** @param {string} why */
    const giveUp = (why) => {
      late = why;
      if (own) end();
      else child.kill('SIGKILL');
    };
    const timers = [
      timerOf(timeoutMs, () => giveUp(`ran for more than ${String(timeoutMs)} ms`)),
      timerOf(silenceMs, () => giveUp(`has said nothing for ${String(silenceMs)} ms`)),
    ];
    if (isLabelled) {
      for (const stream of [child.stdout, child.stderr]) {
        if (stream) createInterface(stream).on('line', (line) => say(`${output.label} │ ${line}`));
        stream?.on('data', () => timers[1]?.refresh());
      }
    }
    const settle = () => {
      timers.forEach(clearTimeout);
      process.removeListener('SIGINT', interrupted);
    };
    child.once('error', (error) => {
      settle();
      reject(error);
    });
    // What it leaves behind would keep its output open.
    if (own) child.once('exit', end);
    child.once('close', (code, signal) => {
      settle();
      if (code === 0) resolve();
      else if (late !== undefined) reject(new Error(`${command} ${late} and was ended`));
      else reject(new Error(`${path.basename(command)} ended with ${signal ?? `exit code ${String(code)}`}`));
    });
  });
}

/**
 * @param {number | undefined} ms
 * @param {() => void} act
 */
function timerOf(ms, act) {
  return ms === undefined ? undefined : setTimeout(act, ms);
}

/**
 * Ends a process and all it started, where it was spawned `detached`.
 *
 * @param {number | undefined} pid
 * @param {NodeJS.Signals} signal
 */
export function killGroup(pid, signal) {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}

/**
 * Runs npm by its JavaScript, since `npm.cmd` on Windows would need a shell.
 *
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function npm(args, cwd) {
  const cli = process.env['npm_execpath'];
  return cli?.endsWith('.js') ? run(process.execPath, [cli, ...args], { cwd }) : run('npm', args, { cwd });
}

/**
 * The full path of a program on the PATH.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function which(name) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  for (const folder of (process.env['PATH'] ?? '').split(path.delimiter)) {
    for (const ending of endings) {
      const file = path.join(folder, name + ending);
      if (folder !== '' && existsSync(file)) return file;
    }
  }
  return undefined;
}

/** @param {string} text */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * @param {number} start as of `performance.now()`
 * @returns {string} e.g. `3.2 s`
 */
export function since(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/**
 * Runs a script's main function: what it throws is said in a line and ends in exit code 1.
 *
 * @param {() => Promise<void>} main
 */
export async function runMain(main) {
  try {
    await main();
  } catch (error) {
    say(`error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
