import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../../../src/analysis/results';
import { distinct, inParallel, isLike, jobsOf } from '../../../src/sweeps/jobs';
import { sweepPage } from '../../../src/sweeps/page';
import { summaryOf } from '../../../src/sweeps/summary';
import { parseSweep, sweepJsonSchema } from '../../../src/sweeps/sweep-file';
import { wilson } from '../../../src/statistics/wilson';
import { useBrowser } from '../shared-browser';
import { violations } from '../webview/harness';
import { findChromium } from '../../../scripts/lib/install.mjs';

const SCHEMA = join(__dirname, '../../../docs/sweep.schema.json');

function row(overrides: Partial<Result> = {}): Result {
  const { full = 1, count = 100 } = overrides;
  const interval = wilson(full, count);
  return {
    ...{ format: 'state-probe/result@1', version: '1', id: 'a', name: 'A', digest: 'da', task: 'S5', provider: 'cpu' },
    ...{ seed: 7, count, length: 8, full, fullInterval: interval, steps: full, stepsInterval: interval },
    firstWrongMedian: null,
    ...overrides,
  };
}

describe('the file of a sweep', () => {
  it('says what is measured, with what it leaves out', () => {
    const sweep = parseSweep('sweep.json', '\uFEFF{"models": ["s5-*"], "lengths": [2, "51-100"]}');
    assert.deepEqual(sweep, {
      ...{ models: ['s5-*'], lengths: [2, '51-100'], seeds: [7], count: 1000 },
      ...{ provider: 'cpu', out: 'results.jsonl' },
      chat: { dresses: ['python', 'chess', 'narrative'], count: 20, reasoning: false },
    });
  });

  for (const [text, fault] of [
    ['{"models": ["a"],\n "lengths": [2,}', /^SourceError: x\.json:2:16: error: this is not JSON/],
    ['{"models": ["a"],\n "lenghts": [2]}', /^SourceError: x\.json:2:13: error: lenghts: /],
    ['{"models": [], "lengths": [2]}', /^SourceError: x\.json:1:12: error: models: /],
    ['{"models": ["a", "a"], "lengths": [2]}', /^SourceError: x\.json:1:12: error: models: the same name stands twice/],
    ['{"models": ["a"], "lengths": [0]}', /^SourceError: x\.json:1:31: error: lengths\[0\]: must be at least 1/],
    [
      '{"models": ["a"], "lengths": ["9-4"]}',
      /^SourceError: x\.json:1:31: error: lengths\[0\]: the longer length comes last/,
    ],
    ['{"models": ["a"], "lengths": [2], "densities": [0]}', /^SourceError: x\.json:1:49: error: densities\[0\]: /],
    [
      '{"models": ["a"], "lengths": [2], "densities": [1, 1.0]}',
      /^SourceError: x\.json:1:48: error: densities: the same density stands twice/,
    ],
    ['{"models": ["a"], "lengths": [2], "seeds": [-1]}', /^SourceError: x\.json:1:45: error: seeds\[0\]: /],
    ['{"models": ["a"], "lengths": [2], "provider": "gpu"}', /^SourceError: x\.json:1:47: error: provider: /],
    [
      '{"models": ["a"], "lengths": [2], "seeds": [4294967303]}',
      /^SourceError: x\.json:1:45: error: seeds\[0\]: must be at most 4294967295/,
    ],
    [
      '{"models": ["a"], "lengths": [2, "2-2"]}',
      /^SourceError: x\.json:1:34: error: lengths\[1\]: the same length stands twice/,
    ],
    [
      '{"models": ["lengths", "lengths"], "lengths": [2],\n "lengths": [3]}',
      /^SourceError: x\.json:2:2: error: the member "lengths" stands twice/,
    ],
    [
      '{"models": ["a"], "lengths": [2], "chat": {"lengths": [101]}}',
      /^SourceError: x\.json:1:56: error: chat\.lengths\[0\]: must be at most 100/,
    ],
    [
      '{"models": ["a"], "lengths": [2], "chat": {"dresses": ["opera"]}}',
      /^SourceError: x\.json:1:56: error: chat\.dresses\[0\]: /,
    ],
    ['[]', /^SourceError: x\.json:1:1: error: /],
    ['', /^SourceError: x\.json:1:1: error: this is not JSON/],
  ] as const)
    it(`is refused at the place of its fault: ${text.replaceAll('\n', ' ')}`, () => {
      assert.throws(() => parseSweep('x.json', text), fault);
    });

  it('names models by stars, of which many take no more time', () => {
    const names = ['s5-*', '*-1', 's5-gru-1', '*', 's*-*1', 's5-gru-1*', 's5-gru-1*1', '-*', `${'*'.repeat(900)}x`];
    assert.deepEqual(
      names.filter((name) => isLike('s5-gru-1', name)),
      names.slice(0, 6),
    );
  });

  it('is what docs/sweep.schema.json says (UPDATE_DOCS=1 rewrites it)', () => {
    const schema = `${JSON.stringify(sweepJsonSchema(), null, 2)}\n`;
    if (process.env['UPDATE_DOCS']) writeFileSync(SCHEMA, schema);
    assert.deepEqual(JSON.parse(readFileSync(SCHEMA, 'utf8')), JSON.parse(schema));
  });
});

describe('the measurements of a sweep', () => {
  const swept = (model: string, digest: string) => ({ model, digest, provider: 'cpu' });

  it('are of each file once, the longest first, and none that stands there', () => {
    const models = distinct([swept('a', 'da'), swept('copy of a', 'da'), swept('b', 'db')]);
    const asked = { lengths: [2, '4-8', 100], seeds: [1, 2], count: 10 };
    const rows = [row({ seed: 1, count: 10, length: 8, shortest: 4 }), row({ seed: 2, count: 11, length: 2 })];
    const { jobs, known } = jobsOf(asked, models, rows, '1');
    assert.equal(known, 1);
    assert.deepEqual(
      jobs.map(({ model, seed, length: { from, to } }) => `${model} ${seed} ${from}-${to}`),
      [
        ...['a 1 100-100', 'a 2 100-100', 'b 1 100-100', 'b 2 100-100'],
        ...['a 2 4-8', 'b 1 4-8', 'b 2 4-8', 'a 1 2-2', 'a 2 2-2', 'b 1 2-2', 'b 2 2-2'],
      ],
    );
  });

  it('are of each density, and rows of another density stand for none', () => {
    const asked = { lengths: [4], densities: [1, 0.1], seeds: [7], count: 10 };
    const rows = [row({ count: 10, length: 4 }), row({ count: 10, length: 4, density: 0.1 })];
    const { jobs, known } = jobsOf(asked, [swept('a', 'da')], rows, '1');
    assert.deepEqual([known, jobs.map(({ density }) => density)], [1, [1]]);
  });

  it('are done by as many workers as there are, each one at a time', async () => {
    const busy = new Set<string>();
    const done: number[] = [];
    await inParallel([1, 2, 3, 4, 5], ['x', 'y'], async (job, worker) => {
      assert.ok(!busy.has(worker));
      busy.add(worker);
      await new Promise(setImmediate);
      busy.delete(worker);
      done.push(job);
    });
    assert.deepEqual(done.sort(), [1, 2, 3, 4, 5]);
    await assert.rejects(
      inParallel([1, 2], ['x'], () => Promise.reject(new Error('no'))),
      /no/,
    );
  });
});

describe('the report of a sweep', () => {
  const browser = useBrowser();
  const rows = [
    row({ seed: 1, length: 8, full: 0.1 }),
    // Measured anew.
    row({ seed: 1, length: 8, full: 1, architecture: 'rnn', layers: 1 }),
    row({ seed: 2, length: 8, full: 0.9, count: 300, architecture: 'rnn', layers: 1 }),
    row({ seed: 1, length: 64, full: 0.5, firstWrongMedian: 60, architecture: 'rnn', layers: 1 }),
    row({ id: 'b', name: '<b>"B"', digest: 'db', length: 8, full: 1, architecture: 'ssm', layers: 2 }),
    row({ id: 'b', name: '<b>"B"', digest: 'db', length: 64, full: 1, architecture: 'ssm', layers: 2 }),
    row({ id: 'c', name: 'C', digest: 'dc', task: 'T3', length: 100, shortest: 51 }),
  ];

  it('pools seeds, tells how far a model is right, and how far behind the best it is', () => {
    const [s5, t3] = summaryOf(rows);
    assert.ok(s5 && t3);
    assert.deepEqual([s5.task, s5.columns.map(({ name }) => name)], ['S5', ['8', '64']]);
    const [a, b] = s5.models;
    const pooled = a?.cells.get('8');
    assert.deepEqual([pooled?.words, pooled?.seeds], [400, 2]);
    assert.ok(Math.abs((pooled?.full ?? 0) - (100 + 270) / 400) < 1e-12);
    assert.deepEqual([a?.reach, a?.horizon, a?.layers], [8, 60, 1]);
    assert.deepEqual([b?.reach, b?.horizon, b?.cells.get('64')?.behind], [64, undefined, undefined]);
    const behind = a?.cells.get('64')?.behind;
    assert.ok(behind?.change === -0.5 && behind.interval[1] < 0, JSON.stringify(behind));
    assert.deepEqual(
      t3.columns.map(({ name }) => name),
      ['51–100'],
    );
  });

  it('keeps apart what a model was told in several dresses, and parts of one data set', () => {
    const told = { digest: 'chat', provider: 'server', count: 20, length: 4 };
    const rows = [
      row({ ...told, task: 'swaps, told as python', told: 'python', full: 1 }),
      row({ ...told, task: 'swaps, told as chess', told: 'chess', full: 0 }),
      row({ ...told, task: 'a.jsonl', told: 'python', data: 'first', full: 1 }),
      row({ ...told, task: 'a.jsonl', told: 'python', data: 'second', full: 0 }),
    ];
    const found = summaryOf(rows).map(({ task, models: [model] }) => {
      const cell = model?.cells.get('4');
      return [task, cell?.words, cell?.full, cell?.seeds];
    });
    assert.deepEqual(found, [
      ['a.jsonl', 40, 0.5, 1],
      ['swaps, told as chess', 20, 0, 1],
      ['swaps, told as python', 20, 1, 1],
    ]);
  });

  it('has a table for each density of a task, and one of how far models go at each', () => {
    const dense = [
      row({ length: 8 }),
      row({ length: 8, density: 0.1 }),
      row({ length: 64, full: 0.2, density: 0.5 }),
      row({ length: 8, density: 0.5 }),
    ];
    const tables = summaryOf(dense);
    assert.deepEqual(
      tables.map(({ density, columns }) => [density, columns.length]),
      [
        [undefined, 1],
        [0.5, 2],
        [0.1, 1],
      ],
    );
    const text = sweepPage(tables, { title: 'Densities', version: '1', nonce: 'abc' });
    assert.match(text, /<h2>S5, density 0\.5<\/h2>/);
    const table = text.slice(text.indexOf('<h2>S5: by density</h2>'));
    assert.match(table, /as the task draws.*density 0\.5.*density 0\.1/);
    assert.deepEqual(
      [...table.matchAll(/data-by="(\d+)"/g)].map(([, reach]) => Number(reach)),
      [8, 8, 8],
    );
  });

  const page = sweepPage(summaryOf(rows), { title: 'Rows <of> mine', version: '1', nonce: 'abc' });

  it('is a page that loads nothing, and shows names as text', () => {
    assert.match(page, /default-src &#39;none&#39;; script-src &#39;nonce-abc&#39;; style-src &#39;nonce-abc&#39;/);
    assert.ok(!page.includes('<b>') && page.includes('&#60;b&#62;&#34;B&#34;'));
    assert.ok(!/https?:|src=|@import|url\(/.test(page));
    assert.match(page, /<small>96\.\d–100\.0<\/small>/);
  });

  it('is sorted by the column that is pressed, the largest first, and what is not known last', async function () {
    this.timeout(30_000);
    if (findChromium() === undefined) this.skip();
    const shown = await (await browser()).newPage();
    try {
      const complaints: string[] = [];
      shown.on('console', (message) => complaints.push(message.text()));
      await shown.setContent(page);
      const table = shown.getByRole('table', { name: /S5: accuracy by length/ });
      const ids = () => table.locator('tbody td:nth-child(2)').allTextContents();
      assert.deepEqual(await ids(), ['a', 'b']);
      const head = table.getByRole('columnheader', { name: '64' });
      await head.getByRole('button').click();
      assert.deepEqual([await ids(), await head.getAttribute('aria-sort')], [['b', 'a'], 'descending']);
      await head.getByRole('button').press('Enter');
      assert.deepEqual([await ids(), await head.getAttribute('aria-sort')], [['a', 'b'], 'ascending']);
      // Who is never half wrong goes furthest.
      await table.getByRole('button', { name: 'half wrong by step' }).click();
      assert.deepEqual(await ids(), ['b', 'a']);
      assert.deepEqual(complaints, []);
      // Beside every share its interval, which no pointer is needed for.
      await table.getByRole('rowheader', { name: '<b>"B"' }).waitFor();
      await table.getByRole('cell', { name: /^92\.5% 89\.\d–94\.\d$/ }).waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await shown.emulateMedia({ colorScheme });
        assert.deepEqual(await violations(shown), [], colorScheme);
      }
      await shown.setViewportSize({ width: 300, height: 900 });
      assert.ok(await shown.evaluate('document.documentElement.scrollWidth <= 300'));
    } finally {
      await shown.close();
    }
  });
});
