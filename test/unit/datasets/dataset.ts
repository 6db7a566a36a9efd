import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { columnNames } from '../../../src/datasets/tables/columns';
import { Completion } from '../../../src/datasets/examples/complete';
import type { Example } from '../../../src/datasets/examples/example';
import type { Plan } from '../../../src/datasets/plan/plan';
import { PLAN_FORMAT } from '../../../src/datasets/plan/plan-format';
import { planWords, type WordOptions } from '../../../src/datasets/plan/planning';

export const WORDS: WordOptions = {
  group: 'S5',
  generators: 'all',
  length: '16',
  count: 600,
  unique: false,
  as: 'word',
};

/** A plan for words; small pieces, so that there are several. */
export async function wordPlan(words: Partial<WordOptions> = {}, more: Partial<Plan> = {}): Promise<Plan> {
  return planFor(await planWords({ ...WORDS, ...words }), more);
}

export function planFor(source: Plan['source'], more: Partial<Plan> = {}): Plan {
  return {
    format: PLAN_FORMAT,
    source,
    seed: 20260101,
    formats: ['jsonl', 'csv', 'parquet'],
    columns: columnNames(source, 'all'),
    fractions: [0.8, 0.1, 0.1],
    chunk: 100,
    shard: 250,
    command: 'state-probe dataset',
    ...more,
  };
}

/** A folder for one test file, deleted after it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'state-probe-dataset-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every file below a folder with the hash of its bytes. */
export function contents(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, entry);
    if (statSync(path).isFile())
      found[relative(folder, path)] = createHash('sha256').update(readFileSync(path)).digest('hex');
  }
  return found;
}

export function examplesIn(folder: string, split: string): Example[] {
  const path = join(folder, `${split}.jsonl`);
  const completion = new Completion(path);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line, at) => completion.of(JSON.parse(line), at).data as Example);
}
