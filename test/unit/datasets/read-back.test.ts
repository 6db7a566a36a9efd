import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from '../../../src/datasets/run/build';
import { columnNames } from '../../../src/datasets/tables/columns';
import type { WordExample } from '../../../src/datasets/examples/example';
import { findFiles } from '../../../src/datasets/files/find';
import { planWords } from '../../../src/datasets/plan/planning';
import { ROOT } from '../cli/run-cli';
import { examplesIn, planFor, temporaryFolder, WORDS } from './dataset';

/** A Python with `datasets`, pandas, Polars, DuckDB and NumPy, where there is one. */
const PYTHON = process.env['STATE_PROBE_PYTHON'] ?? 'python3';

describe('a data set read back by the libraries of others', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();

  it('holds the same words and types in every format, and traces of which some lack what others have', async function () {
    const probe = spawnSync(PYTHON, ['-c', 'import datasets, duckdb, numpy, pandas, polars'], { encoding: 'utf8' });
    if (probe.error || probe.status !== 0) {
      console.log(`      ${PYTHON} lacks datasets, duckdb, numpy, pandas or polars (STATE_PROBE_PYTHON names another)`);
      this.skip();
    }
    const source = await planWords({ ...WORDS, length: '6', count: 300, unique: true });
    for (const format of ['jsonl', 'csv', 'parquet', 'npy'])
      await build(planFor(source, { formats: [format], columns: columnNames(source, '') }), join(folder, format));
    const found = await findFiles({
      root: ROOT,
      paths: ['samples/opera-game.pgn', 'samples/castling-illegal.uci', 'samples/s5.word'],
    });
    const files = { kind: 'trace', root: ROOT, ...found, window: null, minSteps: 1, splitBy: 'game' } as const;
    for (const format of ['jsonl', 'parquet'])
      await build(planFor(files, { formats: [format], fractions: [0.5, 0.5, 0] }), join(folder, `files-${format}`));

    const { status, stdout, stderr } = spawnSync(PYTHON, [join(__dirname, 'read_back.py'), folder], {
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    assert.doesNotMatch(stderr, /Ignoring part of dataset_info/);
    const read = JSON.parse(stdout) as Record<string, unknown>;
    const own = examplesIn(join(folder, 'jsonl'), 'train') as WordExample[];
    const expected = own.map(({ tokens, states }) => [tokens, states]);
    const { traces, ...words } = read;
    assert.deepEqual(traces, { types: true, rows: true, examples: (traces as { examples: number }).examples });
    for (const [how, what] of Object.entries(words)) {
      if (how.startsWith('types of')) assert.match(String(what), /'tokens': [^']*'uint8'[^']*length=6/);
      else if (/, (arrays|torch)$/.test(how))
        assert.deepEqual(
          what,
          own.map(({ tokens }) => tokens),
          how,
        );
      else assert.deepEqual(what, expected, how);
    }
    assert.ok(Object.keys(words).length >= 14);
  });
});
