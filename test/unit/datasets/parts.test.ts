import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from '../../../src/datasets/run/build';
import { checkDataset } from '../../../src/datasets/splits/check';
import { columnNames } from '../../../src/datasets/tables/columns';
import { merge } from '../../../src/datasets/run/merge';
import { parsePart } from '../../../src/datasets/plan/parts';
import type { Plan } from '../../../src/datasets/plan/plan';
import { planWords, type WordOptions } from '../../../src/datasets/plan/planning';
import { planLanguage } from '../../../src/datasets/plan/planning-languages';
import { WordSet } from '../../../src/datasets/words/word-set';
import { languageNamed } from '../../../src/languages/definition';
import { contents, planFor, temporaryFolder, WORDS } from './dataset';

const COMMAND = 'state-probe dataset --seed 1 --out DIR';

describe('parts of a data set', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();

  async function words(options: Partial<WordOptions>, more: Partial<Plan> = {}): Promise<Plan> {
    const source = await planWords({ ...WORDS, ...options });
    const columns = columnNames(source, '');
    return planFor(source, { formats: ['jsonl', 'csv', 'parquet', 'npy'], columns, command: COMMAND, ...more });
  }

  async function inParts(plan: Plan, of: number, name: string): Promise<string[]> {
    const folders = Array.from({ length: of }, (_, index) => join(folder, `${name}-${index}`));
    for (const [index, out] of folders.entries())
      await build(
        { ...plan, part: { index, of }, command: COMMAND.replace(' --out', ` --shard ${index + 1}/${of} --out`) },
        out,
        { threads: 1 },
      );
    return folders;
  }

  it('of words are put together to the bytes of one run, in every format', async () => {
    const plan = await words({ count: 1050, length: '3-5', unique: true });
    await build(plan, join(folder, 'whole'));
    const parts = await inParts(plan, 4, 'part');
    const { proof } = await merge(parts.toReversed(), join(folder, 'merged'), {});
    assert.deepEqual(proof, { words: 1050, leaks: 0, repeated: 0 });
    assert.deepEqual(contents(join(folder, 'merged')), contents(join(folder, 'whole')));
    assert.deepEqual(
      Object.keys(contents(parts[1]!)).filter((name) => name.startsWith('t') || name.startsWith('data/t')),
      [
        ...['test', 'train'].map((split) => `data/${split}-00001-of-00004.parquet`),
        'test-00001-of-00004.jsonl',
        ...['S5=3', 'S5=4', 'S5=5', 'lengths', 'states', 'tokens'].map(
          (name) => `test/${name}-00001-of-00004.${name.startsWith('S5') ? 'csv' : 'npy'}`,
        ),
        'train-00001-of-00004.jsonl',
        ...['S5=3', 'S5=4', 'S5=5', 'lengths', 'states', 'tokens'].map(
          (name) => `train/${name}-00001-of-00004.${name.startsWith('S5') ? 'csv' : 'npy'}`,
        ),
      ],
    );
    const checked = await checkDataset(parts[1]!);
    assert.deepEqual([checked.leakCount, checked.wrongCount, checked.miscounted], [0, 0, []]);
  });

  it('are proven in each format alone', async () => {
    for (const format of ['jsonl', 'csv', 'parquet', 'npy']) {
      const parts = await inParts(await words({ count: 300, length: '4' }, { formats: [format] }), 2, `only-${format}`);
      const { proof } = await merge(parts, join(folder, `only-${format}`), {});
      assert.equal(proof.words, 300, format);
    }
  });

  it('of a language, which is made example by example, are so too', async () => {
    const plan = planFor(planLanguage(languageNamed('shuffle-dyck-2'), '2-6', 220), { command: COMMAND });
    await build(plan, join(folder, 'language'), { threads: 1 });
    await merge(await inParts(plan, 2, 'part-language'), join(folder, 'merged-language'), {});
    assert.deepEqual(contents(join(folder, 'merged-language')), contents(join(folder, 'language')));
  });

  it('are refused where one is missing, there twice, or of something else, and where a word is on two sides', async () => {
    const plan = await words({ count: 200, length: '4' }, { formats: ['jsonl'] });
    const [first = '', second = ''] = await inParts(plan, 2, 'refused');
    const [, other = ''] = await inParts({ ...plan, seed: 3 }, 2, 'other');
    const out = join(folder, 'refused');
    await assert.rejects(merge([first], out, {}), /part 2 of 2 is missing/);
    await assert.rejects(merge([first, second, second], out, {}), /part 2 of 2 is there twice/);
    await assert.rejects(merge([first, other], out, {}), /is a part of another data set/);
    await assert.rejects(merge([folder], out, {}), /is no data set of State Probe/);
    const [stolen = ''] = readFileSync(join(first, 'train-00000-of-00002.jsonl'), 'utf8').split('\n');
    const test = join(second, 'test-00001-of-00002.jsonl');
    writeFileSync(test, readFileSync(test, 'utf8').replace(/^.*\n/, `${stolen}\n`));
    await assert.rejects(merge([first, second], out, {}), /1 words are on two sides/);
  });

  it('are told as one of several, and are no more than there are pieces', async () => {
    assert.deepEqual(parsePart('2/4'), { index: 1, of: 4 });
    for (const text of ['0/4', '5/4', '1/1', '1', 'a/b']) assert.throws(() => parsePart(text), RangeError, text);
    mkdirSync(join(folder, 'few'));
    const few = { ...(await words({ count: 150, length: '4' })), part: { index: 0, of: 3 } };
    await assert.rejects(build(few, join(folder, 'few', 'out')), /there are no 3 parts of them/);
  });
});

describe('a set of words', () => {
  it('knows each, and on which side it is', () => {
    const known = new WordSet(4);
    for (let n = 0; n < 5000; n++) assert.equal(known.add([n % 7, n, n * 3], n % 3), undefined);
    for (let n = 0; n < 5000; n++) assert.equal(known.add([n % 7, n, n * 3], 2), n % 3);
    assert.equal(known.add([0, 0], 0), undefined);
  });
});
