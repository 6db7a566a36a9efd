import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namedGroup } from '../../../src/algebra/groups';
import { verdict } from '../../../src/algebra/verdict';
import type { WordExample } from '../../../src/datasets/examples/example';
import { generatorIds } from '../../../src/datasets/plan/generators';
import { GroupTable } from '../../../src/datasets/words/group-table';
import type { WordsPlan } from '../../../src/datasets/plan/plan';
import { planWords } from '../../../src/datasets/plan/planning';
import { traceOfExample } from '../../../src/datasets/examples/trace-of-example';
import { Renamings } from '../../../src/datasets/words/renaming';
import { wordExamples } from '../../../src/datasets/words/words';
import { readText } from '../../../src/readers';

const GROUPS = ['S5', 'A5', 'A4xZ5', 'Z60', 'S3', 'A4', 'S6'];

async function examples(plan: WordsPlan, seed = 7): Promise<WordExample[]> {
  const make = wordExamples(plan, { seed, fractions: [1, 0, 0] });
  return Promise.resolve(Array.from({ length: plan.count }, (_, index) => make(index).example as WordExample));
}

describe('words of a group', () => {
  for (const group of GROUPS) {
    it(`${group}: states are what the word reader makes of the text`, async () => {
      const plan = await planWords({ group, generators: 'all', length: '1-12', count: 30, unique: false, as: 'word' });
      for (const example of await examples(plan)) {
        const text = `# group: ${example.group}\n${example.text}`;
        const trace = await readText({ uri: 'test', language: 'word', text }, {});
        assert.deepEqual(traceOfExample(example).final, trace.final);
        const own = namedGroup(example.group)!;
        assert.equal(BigInt(example.final), own.idOf([...trace.final!]));
        const { class: kind, order } = verdict(trace.steps.map(({ map }) => map!));
        assert.deepEqual([example.verdict?.class, example.verdict?.order], [kind, order ?? null]);
      }
    });
  }

  for (const as of ['chess', 'python', 'javascript', 'narrative'] as const) {
    it(`told as ${as} move what the word says`, async () => {
      const plan = await planWords({ group: 'S5', generators: 'all', length: '3', count: 8, unique: false, as });
      for (const example of await examples(plan)) {
        const trace = await readText({ uri: 'test', language: as, text: example.text }, {});
        const expected = traceOfExample(example).final!;
        const moved =
          as === 'chess'
            ? chessOrder(trace.objects, trace.slots, trace.final!)
            : trace
                .final!.map((object) => trace.initial.indexOf(object))
                .filter((place) => place < 5)
                .slice(0, 5);
        assert.deepEqual(moved, expected, example.text);
      }
    });
  }

  it('are unique when they are to be', async () => {
    const all = await planWords({
      group: 'S3',
      generators: 'all',
      length: '1-4',
      count: 6 + 36 + 216 + 1296,
      unique: true,
      as: 'word',
    });
    const words = (await examples(all)).map(({ tokens }) => tokens.join());
    assert.equal(new Set(words).size, all.count);
    await assert.rejects(
      planWords({ group: 'S3', generators: 'all', length: '1-4', count: all.count + 1, unique: true, as: 'word' }),
      /only 1554 different words/,
    );
    const long = await planWords({
      group: 'S5',
      generators: 'all',
      length: '40',
      count: 3000,
      unique: true,
      as: 'word',
    });
    assert.equal(new Set((await examples(long)).map(({ tokens }) => tokens.join())).size, 3000);
  });

  it('are made one by one, in any order', async () => {
    const plan = await planWords({
      group: 'A5',
      generators: 'all',
      length: '2-9',
      count: 50,
      unique: true,
      as: 'word',
    });
    const inOrder = await examples(plan);
    for (const index of [49, 3, 17, 0])
      assert.deepEqual(wordExamples(plan, { seed: 7, fractions: [1, 0, 0] })(index).example, inOrder[index]);
    assert.notDeepEqual(await examples(plan, 8), inOrder);
  });

  it('are drawn uniformly from the generators', async () => {
    const plan = await planWords({
      group: 'S5',
      generators: '(1 2),(1 2 3 4 5)',
      length: '50',
      count: 200,
      unique: false,
      as: 'word',
    });
    const tally = new Map<number, number>();
    for (const { tokens } of await examples(plan)) for (const id of tokens) tally.set(id, (tally.get(id) ?? 0) + 1);
    assert.equal(tally.size, 2);
    for (const count of tally.values()) assert.ok(Math.abs(count - 5000) < 200, String(count));
  });
});

/** Where the five pieces that start on a8–e8 stand now, by their columns. */
function chessOrder(objects: readonly string[], slots: readonly string[], final: readonly number[]): number[] {
  return ['a8', 'b8', 'c8', 'd8', 'e8'].map((square) => {
    const name = objects[final[slots.indexOf(square)] ?? -1] ?? '';
    return 'abcde'.indexOf(/ ([a-e])8$/.exec(name)?.[1] ?? '?');
  });
}

describe('generators of a group', () => {
  const count = async (group: string, generators: string) =>
    (await generatorIds(namedGroup(group)!, generators))?.length;

  it('are counted right', async () => {
    assert.equal(await count('S5', 'all'), 120);
    assert.equal(await count('S5', 'transpositions'), 10);
    assert.equal(await count('S5', 'adjacent'), 4);
    assert.equal(await count('S5', '3-cycles'), 20);
    assert.equal(await count('A5', '3-cycles'), 20);
    assert.equal(await count('S5', '(1 2), (1 2 3 4 5) (1 2)'), 2);
  });

  it('must be elements of it', async () => {
    await assert.rejects(generatorIds(namedGroup('A5')!, 'transpositions'), RangeError);
    await assert.rejects(generatorIds(namedGroup('A5')!, '(1 2)'), /not in A5/);
    await assert.rejects(generatorIds(namedGroup('S5')!, '(1 2'), /never closed/);
  });
});

describe('the least renaming of a word', () => {
  it('is the same for all its renamings, and for no other word', () => {
    const table = new GroupTable(namedGroup('S4')!);
    const renamings = new Renamings(table);
    const id = fc.integer({ min: 0, max: 23 });
    const renamed = (word: number[], p: number) => {
      const inverse = Array.from({ length: 24 }, (_, q) => q).find((q) => table.product(p, q) === 0)!;
      return word.map((element) => table.product(table.product(inverse, element), p));
    };
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 5 }), id, (word, p) => {
        const least = renamings.least(word);
        assert.deepEqual(renamings.least(renamed(word, p)), least);
        assert.ok(Array.from({ length: 24 }, (_, q) => renamed(word, q)).some((one) => one.join() === least.join()));
      }),
      { seed: 20260101, numRuns: 200 },
    );
  });
});
