/**
 * Differential runs: generated programs, read by the code reader and run by the real interpreter, every step compared.
 *
 *     npm run fuzz                          10,000 Python programs against CPython, 10,000 JavaScript against node:vm
 *     npm run fuzz -- --count 500 --seed 7 --language python
 *     npm run fuzz -- --record 150          writes CPython's answers for `npm test`
 */
import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { check } from './check';
import { javascriptProgram } from './javascript-programs';
import type { Program, Run } from './program';
import { pythonProgram } from './python-programs';
import { runInVm } from './vm';

type Oracle = (program: Program) => Promise<Run>;

/** One CPython process for all programs; answers come in the order of the questions. */
function cpython(): { run: Oracle; end: () => void } {
  const child = spawn('python3', [path.join(__dirname, 'cpython.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    run: async ({ source, roots }) => {
      child.stdin.write(JSON.stringify({ source, roots }) + '\n');
      const answer = await answers.next();
      if (answer.done) throw new Error('python3 ended');
      return JSON.parse(answer.value) as Run;
    },
    end: () => child.stdin.end(),
  };
}

interface Tally {
  same: number;
  unmoved: number;
  failed: number;
  steps: number;
}

async function fuzz(
  language: string,
  make: (seed: number) => Program,
  oracle: Oracle,
  seed: number,
  count: number,
): Promise<boolean> {
  const tally: Tally = { same: 0, unmoved: 0, failed: 0, steps: 0 };
  const start = Date.now();
  for (let next = seed; next < seed + count; next++) {
    const program = make(next);
    const { wrong, steps } = await check(program, language, await oracle(program));
    if (wrong !== undefined) {
      tally.failed++;
      if (tally.failed <= 5) console.log(`seed ${next}: ${wrong}\n${program.source}`);
    } else if (steps === 0) tally.unmoved++;
    else tally.same++;
    tally.steps += steps;
  }
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  console.log(
    `${language}: seeds ${seed}…${seed + count - 1}: ${tally.same} programs with ${tally.steps} steps agree, ` +
      `${tally.unmoved} move nothing, ${tally.failed} differ (${seconds} s)`,
  );
  return tally.failed === 0;
}

async function record(count: number, seed: number): Promise<void> {
  const python = cpython();
  const programs: { program: Program; run: Run }[] = [];
  for (let next = seed; next < seed + count; next++) {
    const program = pythonProgram(next);
    programs.push({ program, run: await python.run(program) });
  }
  python.end();
  const folder = path.join(__dirname, '../unit/readers/code/recorded');
  await mkdir(folder, { recursive: true });
  const lines = programs.map((one) => JSON.stringify(one)).join(',\n');
  await writeFile(path.join(folder, 'cpython.json'), `[\n${lines}\n]\n`);
  console.log(`recorded ${count} programs from seed ${seed}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '10000' },
      seed: { type: 'string', default: '20260101' },
      language: { type: 'string' },
      record: { type: 'string' },
    },
  });
  const seed = Number(values.seed);
  const count = Number(values.count);
  if (values.record !== undefined) return record(Number(values.record), seed);
  let good = true;
  if (values.language !== 'javascript') {
    const python = cpython();
    good = await fuzz('python', pythonProgram, python.run, seed, count);
    python.end();
  }
  if (values.language !== 'python')
    good =
      (await fuzz('javascript', javascriptProgram, (program) => Promise.resolve(runInVm(program)), seed, count)) &&
      good;
  if (!good) process.exitCode = 1;
}

if (require.main === module) void main();
