import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Result } from './result';

const LENGTH = 16;
const COUNTS = [1_000, 10_000, 100_000, 1_000_000];

const CLI = join(__dirname, '../dist/cli.js');

/** Reports the largest memory of a process, threads included, when it ends. */
const REPORT = `data:text/javascript,${encodeURIComponent(`
import { writeSync } from 'node:fs';
process.on('exit', () => writeSync(2, 'peak ' + process.resourceUsage().maxRSS));`)}`;

interface Measured {
  seconds: number;
  /** Peak resident memory in MB. */
  memory: number;
}

function measure(command: string, args: readonly string[], peak: RegExp): Measured | undefined {
  const start = performance.now();
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (error) return undefined; // It is not installed.
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  return { seconds, memory: Number(peak.exec(stdout + stderr)?.[1]) / 1024 };
}

/** Unique words of S5 with the product of every prefix: `state-probe dataset` beside a plain Python script. */
export default function dataset(): Promise<Result[]> {
  const results: Result[] = [];
  if (!existsSync(CLI)) {
    console.error('dataset.bench.ts: nothing is built (npm run build)');
    return Promise.resolve(results);
  }
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-bench-'));
  try {
    for (const count of COUNTS) {
      const python = measure(
        'python3',
        [join(__dirname, 'words.py'), String(count), String(LENGTH), join(folder, 'python.jsonl')],
        /^(\d+)$/m,
      );
      if (!python) console.error('dataset.bench.ts: there is no python3 here to compare with');
      for (const format of ['jsonl', 'jsonl,csv,parquet']) {
        const out = join(folder, 'ours');
        const args = [
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
          '--unique',
          '--seed',
          '7',
          '--format',
          format,
          '--out',
          out,
        ];
        const ours = measure(process.execPath, args, /peak (\d+)/);
        rmSync(out, { recursive: true });
        if (!ours) continue;
        const against = (value: number) => ({ against: { what: 'Python, JSONL', value } });
        const what = `${count} words of ${LENGTH}, ${format}`;
        results.push({
          what: `${what}: speed`,
          value: count / ours.seconds,
          unit: '/s',
          ...(python && against(count / python.seconds)),
        });
        results.push({
          what: `${what}: peak memory`,
          value: ours.memory,
          unit: 'MB',
          ...(python && against(python.memory)),
        });
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return Promise.resolve(results);
}
