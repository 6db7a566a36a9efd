import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadingThread } from '../src/readers/thread/reading-thread';
import { median, type Result } from './result';

const SWAPS = `a = [10, 20, 30, 40, 50]
for i in range(1024):
    a[0], a[1] = a[1], a[0]
    a[1], a[2] = a[2], a[1]
    a[2], a[3] = a[3], a[2]
    a[3], a[4] = a[4], a[3]
`;
const swapsOf = (slots: number, rounds: number): string => `a = list(range(${slots}))
for i in range(${rounds}):
    a[i % ${slots}], a[(i * 7 + 1) % ${slots}] = a[(i * 7 + 1) % ${slots}], a[i % ${slots}]
`;

const TEXTS: readonly { what: string; text: string }[] = [
  { what: '4,096 steps, 5 slots', text: SWAPS },
  { what: '4,096 steps, 1,000 slots', text: swapsOf(1000, 4096) },
  { what: '49,000 steps, 5 slots', text: swapsOf(5, 49_000) },
  { what: '49,000 steps, 1,000 slots', text: swapsOf(1000, 49_000) },
];

/** Steps that a probe asks for unless a setting says otherwise. */
const MOST = 4096;
const REPEATS = 5;

/** Milliseconds of CPython for the same text, under `sys.settrace`; undefined where there is no Python. */
function python(text: string, folder: string): number | undefined {
  const path = join(folder, 'text.py');
  writeFileSync(path, text);
  const { status, stdout, stderr, error } = spawnSync('python3', [join(__dirname, 'settrace.py'), path], {
    encoding: 'utf8',
  });
  if (error) return undefined; // It is not installed.
  if (status !== 0) throw new Error(`python3: ${stderr}`);
  return Number(stdout);
}

/**
 * Reading a text: how long it takes, beside CPython that runs the same text and looks at its list after every line, and
 * for how long it keeps the thread busy that asks, which in the editor is the extension host's.
 */
export default async function reading(): Promise<Result[]> {
  const results: Result[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-bench-'));
  const thread = new ReadingThread();
  try {
    for (const { what, text } of TEXTS) {
      const source = { uri: 'bench.py', language: 'python', text };
      let busy = 0;
      const took = await median(REPEATS, async () => {
        const before = performance.eventLoopUtilization();
        await thread.read(source, { most: MOST });
        busy = performance.eventLoopUtilization(before).active;
      });
      const peer = python(text, folder);
      results.push(
        {
          what: `${what}: read`,
          value: took,
          unit: 'ms',
          ...(peer !== undefined && { against: { what: 'CPython, settrace', value: peer } }),
        },
        { what: `${what}: the caller is busy`, value: busy, unit: 'ms', against: { what: 'reading', value: took } },
      );
    }
  } finally {
    thread.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
  return results;
}
