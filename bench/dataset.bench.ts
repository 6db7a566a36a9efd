import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from './result';

const LENGTH = 16;
/** Up to `STATE_PROBE_WORDS`; 10⁷ of them take a minute of two cores, and NumPy some minutes and 7 GB. */
const COUNTS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000].filter(
  (count) => count <= Number(process.env['STATE_PROBE_WORDS'] ?? 1_000_000),
);
/** NumPy keeps all words: more than these it is not asked for. */
const MOST_NUMPY = 1_000_000;

const CLI = join(__dirname, '../dist/cli.js');
const PYTHON = process.env['STATE_PROBE_PYTHON'] ?? 'python3';

/** Tells what a process has used when it ends, threads included. */
const REPORT = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs';
process.on('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  writeSync(2, 'used ' + (userCPUTime + systemCPUTime) / 1e6 + ' ' + maxRSS);
});`)}`;

interface Measured {
  wall: number;
  /** Processor time, in seconds. */
  processor: number;
  /** Peak resident memory in MB. */
  memory: number;
}

function measure(command: string, args: readonly string[]): Measured | undefined {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  const wall = (performance.now() - start) / 1000;
  // It is not installed, or NumPy is not.
  if (error || /No module named/.test(stderr)) return undefined;
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  const [, processor, memory] = /(?:used |^)([\d.]+) (\d+)\s*$/m.exec(stdout + stderr) ?? [];
  return { wall, processor: Number(processor), memory: Number(memory) / 1024 };
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}

/** Unique words of S5 with the product of every prefix: `state-probe dataset` beside NumPy and a plain writer of CSV. */
export default function dataset(): Promise<Result[]> {
  const results: Result[] = [];
  if (!existsSync(CLI)) {
    console.error('dataset.bench.ts: nothing is built (npm run build)');
    return Promise.resolve(results);
  }
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-bench-'));
  try {
    for (const count of COUNTS) {
      const csv = join(folder, 'numpy.csv');
      const numpy =
        count > MOST_NUMPY
          ? undefined
          : measure(PYTHON, [join(__dirname, 'words_numpy.py'), String(count), String(LENGTH), csv]);
      if (!numpy && count <= MOST_NUMPY)
        console.error(`dataset.bench.ts: ${PYTHON} has no NumPy to compare with (STATE_PROBE_PYTHON names another)`);
      for (const format of ['csv', 'jsonl', 'parquet', 'npy', 'jsonl,csv,parquet,npy']) {
        const out = join(folder, 'ours');
        const ours = measure(process.execPath, [
          ...[
            '--import',
            REPORT,
            CLI,
            'dataset',
            '--group',
            'S5',
            '--length',
            String(LENGTH),
            '--count',
            String(count),
          ],
          ...['--unique', '--seed', '7', '--format', format, '--out', out],
        ]);
        const bytes = sizeOf(out);
        rmSync(out, { recursive: true });
        if (!ours) continue;
        const what = `${count} words of ${LENGTH}, ${format}`;
        const against = (value: number) => ({ against: { what: 'NumPy, CSV', value } });
        results.push(
          {
            ...{ what: `${what}: words by second of processor`, value: count / ours.processor, unit: '/s' },
            ...(numpy && against(count / numpy.processor)),
          },
          {
            ...{ what: `${what}: words by second`, value: count / ours.wall, unit: '/s' },
            ...(numpy && against(count / numpy.wall)),
          },
          { what: `${what}: size`, value: bytes / count, unit: 'B', ...(numpy && against(statSync(csv).size / count)) },
          {
            ...{ what: `${what}: peak memory`, value: ours.memory, unit: 'MB' },
            ...(numpy && against(numpy.memory)),
          },
        );
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return Promise.resolve(results);
}
