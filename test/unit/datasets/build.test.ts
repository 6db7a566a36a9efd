import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { build } from '../../../src/datasets/run/build';
import { partialOf } from '../../../src/datasets/run/place';
import { checkDataset } from '../../../src/datasets/splits/check';
import type { WordExample } from '../../../src/datasets/examples/example';
import { Folders } from '../../../src/datasets/run/folders';
import { Pool } from '../../../src/datasets/run/pool';
import { planLanguage } from '../../../src/datasets/plan/planning-languages';
import { languageNamed } from '../../../src/languages/definition';
import { builtCli, ROOT } from '../cli/run-cli';
import { contents, examplesIn, planFor, temporaryFolder, wordPlan } from './dataset';

const SPLITS = ['train', 'validation', 'test'];

describe('a data set on disk', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const words = join(folder, 'words');
  before(async () => {
    await build(await wordPlan(), words);
  });

  it('holds every example once, and none on two sides', async () => {
    const ids = SPLITS.flatMap((split) => examplesIn(words, split).map(({ id }) => id));
    assert.deepEqual(
      ids.toSorted((a, b) => a - b),
      Array.from({ length: 600 }, (_, id) => id),
    );
    const checked = await checkDataset(words);
    assert.deepEqual([checked.leakCount, checked.wrongCount], [0, 0]);
  });

  it('is made also where a thread has too little room for a task', async () => {
    const partial = join(folder, 'small.partial');
    mkdirSync(partial);
    const plan = await wordPlan();
    writeFileSync(new Folders(partial).plan, JSON.stringify(plan));
    // A thread that has so little does not even start.
    const pool = new Pool(partial, 2, [{ maxOldGenerationSizeMb: 8 }, { maxOldGenerationSizeMb: 8 }]);
    const tasks = [0, 1].map((chunk) => ({ do: 'generate', chunk, from: chunk * 100, to: chunk * 100 + 100 }) as const);
    let done = 0;
    try {
      await pool.run(tasks, () => done++);
    } finally {
      await pool.stop();
    }
    assert.equal(done, 2);
    for (const { chunk } of tasks) assert.ok(existsSync(join(new Folders(partial).chunk(chunk), 'facts.json')));
  });

  it('is read by a loader of the paper’s CSV format, which multiplies again', () => {
    // Everything below is written from the paper's own generator: ids are ranks of one-line forms, new[j] = acc[x[j]].
    const permutations = lexicographic([0, 1, 2, 3, 4]);
    const rank = new Map(permutations.map((permutation, id) => [permutation.join(), id]));
    let rows = 0;
    for (const split of SPLITS) {
      const [head, ...lines] = readFileSync(join(words, split, 'S5=16.csv'), 'utf8')
        .trimEnd()
        .split('\n');
      assert.equal(head, 'seed,input,target');
      for (const line of lines) {
        const [seed, input = '', target = ''] = line.split(',');
        assert.equal(seed, '20260101');
        let product = [0, 1, 2, 3, 4];
        const products = input.split(' ').map((id) => {
          const factor = permutations[Number(id)]!;
          product = factor.map((from) => product[from]!);
          return rank.get(product.join());
        });
        assert.equal(products.join(' '), target);
        rows++;
      }
    }
    assert.equal(rows, 600);
  });

  it('is the same in Parquet as in JSONL', async () => {
    for (const split of SPLITS) assert.deepEqual(await parquetRows(words, split), examplesIn(words, split));
    assert.ok(existsSync(join(words, 'data/train-00001-of-00002.parquet')), 'several files where there are many rows');
  });

  it('has a card that Hugging Face reads', () => {
    const [, yaml = ''] = readFileSync(join(words, 'README.md'), 'utf8').split('---\n');
    for (const split of SPLITS)
      assert.match(yaml, new RegExp(`- split: ${split}\n +path: "data/${split}-\\*.parquet"`));
    assert.match(yaml, /size_categories:\n {2}- n<1K/);
  });

  it('has a card from which no path breaks out', async () => {
    const out = join(folder, 'card');
    const command = "state-probe dataset 'a\n```\n# not a heading' --out DIR";
    await build(await wordPlan({ count: 20 }, { command }), out);
    assert.ok(readFileSync(join(out, 'README.md'), 'utf8').includes(`\n\`\`\`\`sh\n${command}\n\`\`\`\`\n`));
  });

  it('keeps lists of lists and 64-bit ids in Parquet', async () => {
    const language = join(folder, 'language');
    await build(planFor(planLanguage(languageNamed('shuffle-dyck-2'), '1-12', 120)), language);
    const wide = join(folder, 'wide');
    await build(await wordPlan({ group: 'S14', length: '3', count: 40 }), wide);
    for (const out of [language, wide]) {
      for (const split of SPLITS) assert.deepEqual(await parquetRows(out, split), examplesIn(out, split));
    }
    const finals = SPLITS.flatMap((split) => examplesIn(wide, split)).map((example) => (example as WordExample).final);
    assert.ok(
      finals.some((id) => id > 2 ** 31),
      'ids beyond 32 bits were tried',
    );
  });

  it('has the same bytes for the same seed, with any number of threads', async () => {
    const again = join(folder, 'again');
    await build(await wordPlan(), again, { threads: 1 });
    assert.deepEqual(contents(again), contents(words));
    const other = join(folder, 'other');
    await build(await wordPlan({}, { seed: 5 }), other);
    assert.notDeepEqual(contents(other)['train.jsonl'], contents(words)['train.jsonl']);
  });

  it('goes on after it was cancelled, and says how far it is', async () => {
    const out = join(folder, 'cancelled');
    const plan = await wordPlan();
    const abort = new AbortController();
    const cancelled = build(plan, out, { signal: abort.signal, onProgress: ({ done }) => done > 200 && abort.abort() });
    await assert.rejects(cancelled, { name: 'AbortError' });
    assert.ok(!existsSync(out) && existsSync(partialOf(out)));
    const first: number[] = [];
    await build(plan, out, { onProgress: ({ stage, done }) => stage === 'making' && first.push(done) });
    assert.ok((first[0] ?? 0) > 200, 'what was made is not made again');
    assert.deepEqual(contents(out), contents(words));
    assert.ok(!existsSync(partialOf(out)));
  });

  it('does not go on with another plan', async () => {
    const out = join(folder, 'mixed');
    const abort = new AbortController();
    const cancelled = build(await wordPlan(), out, {
      signal: abort.signal,
      onProgress: ({ done }) => done > 100 && abort.abort(),
    });
    await assert.rejects(cancelled);
    const other = await wordPlan({}, { seed: 4 });
    await assert.rejects(build(other, out), { name: 'UnfinishedError', message: /unfinished run of another command/ });
    await build(other, out, { anew: true });
    const alone = join(folder, 'alone');
    await build(other, alone);
    assert.deepEqual(contents(out), contents(alone));
  });

  it('replaces an older data set only when it is whole', async () => {
    const out = join(folder, 'replaced');
    await build(await wordPlan({ count: 50 }), out);
    const old = contents(out);
    const abort = new AbortController();
    const cancelled = build(await wordPlan(), out, {
      signal: abort.signal,
      onProgress: ({ stage }) => stage === 'writing' && abort.abort(),
    });
    await assert.rejects(cancelled);
    assert.deepEqual(contents(out), old);
    await build(await wordPlan(), out);
    assert.deepEqual(contents(out), contents(words));
  });

  it('never replaces anything else', async () => {
    const foreign = join(folder, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.tex'), 'years of work');
    await assert.rejects(build(await wordPlan(), foreign), /holds something else/);
    assert.deepEqual(Object.keys(contents(foreign)), ['thesis.tex']);
    await assert.rejects(build(await wordPlan(), join(foreign, 'thesis.tex', 'out')), /a part of its path is a file/);
  });

  it('is finished with the same bytes after kill −9 at any moment', async function () {
    this.timeout(120_000);
    const out = join(folder, 'killed');
    const args = ['dataset', '--group', 'S5', '--length', '16', '--count', '20000', '--seed', '20260101', '--out', out];
    for (const moment of [600, 1100, 1500]) await killedAfter(args, moment);
    const whole = join(folder, 'not-killed');
    await killedAfter(args, Infinity);
    await killedAfter([...args.slice(0, -1), whole], Infinity);
    assert.deepEqual(contents(out), contents(whole));
  });
});

describe('the check of splits', function () {
  this.timeout(60_000);
  it('finds a word on two sides, and a wrong state', async () => {
    const out = join(temporaryFolder(), 'spoilt');
    await build(await wordPlan({ count: 100 }), out);
    const [first = ''] = readFileSync(join(out, 'train.jsonl'), 'utf8').split('\n');
    const stolen = JSON.parse(first) as WordExample;
    const wrong = { ...stolen, tokens: stolen.tokens.toReversed() };
    writeFileSync(join(out, 'test.jsonl'), `${JSON.stringify({ ...stolen, id: 1000 })}\n${JSON.stringify(wrong)}\n`);
    const found = await checkDataset(out);
    assert.deepEqual([found.leakCount, found.wrongCount], [1, 1]);
    assert.deepEqual(found.leaks[0], {
      what: 'word',
      first: { split: 'train', id: stolen.id },
      second: { split: 'test', id: 1000 },
    });
  });
});

/** Runs the terminal front and kills it after some milliseconds; a run that ends before must end well. */
async function killedAfter(args: readonly string[], moment: number): Promise<void> {
  const child = spawn(process.execPath, [await builtCli(), ...args], { cwd: ROOT, stdio: 'ignore' });
  const timer = Number.isFinite(moment) ? setTimeout(() => child.kill('SIGKILL'), moment) : undefined;
  return new Promise((resolve, reject) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL' || code === 0) resolve();
      else reject(new Error(`ended with ${code ?? signal ?? ''}`));
    });
  });
}

async function parquetRows(folder: string, split: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  const names = Object.keys(contents(join(folder, 'data'))).filter((name) => name.startsWith(`${split}-`));
  for (const name of names) {
    rows.push(...(await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, 'data', name)) })));
  }
  return rows.map((row) => plain(row) as Record<string, unknown>);
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function lexicographic(items: readonly number[]): number[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item) => lexicographic(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
