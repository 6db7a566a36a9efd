import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/**
 * Runs a file once with each list of arguments, as many side by side as there are processors. What one of them prints
 * comes together. Returns whether all went well.
 */
export async function sideBySide(file: string, runs: readonly (readonly string[])[]): Promise<boolean> {
  const left = [...runs];
  let good = true;
  const work = async (): Promise<void> => {
    for (let args = left.shift(); args; args = left.shift()) good = (await ran(file, args)) && good;
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return good;
}

function ran(file: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, file, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.on('error', reject);
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(parts));
      resolve(code === 0);
    });
  });
}
