import assert from 'node:assert/strict';
import vm from 'node:vm';
import fc from 'fast-check';
import { compose, identity, type SlotMap } from '../../../../src/algebra/maps';
import { DRESSES, reduce, sideBySide, type Dress } from '../../../../src/reductions';
import { wordOf } from '../../../../src/reductions/read-back';
import { permutation, runs } from '../../arbitraries';

const seed = 20260101;

const word = (degree: number, maxLength: number) => fc.array(permutation(degree), { minLength: 1, maxLength });
const back = (to: Dress, text: string) => wordOf({ uri: 'back', language: to, text });

describe('a word in another dress', () => {
  for (const to of DRESSES) {
    it(`is the same word when ${to} is read back`, async () => {
      const sizes = to === 'chess' ? fc.constant(5) : fc.integer({ min: 2, max: 9 });
      await fc.assert(
        fc.asyncProperty(
          sizes.chain((n) => word(n, 12)),
          fc.nat(),
          async (elements, dice) => {
            const { text } = reduce(elements, to, { seed: dice });
            assert.deepEqual(await back(to, text), elements);
          },
        ),
        { seed, numRuns: runs(to === 'chess' ? 10 : 40) },
      );
    });

    it(`is the same word in S5 at lengths from 1 to 200 as ${to}`, async () => {
      const [all] = fc.sample(fc.array(permutation(5), { minLength: 200, maxLength: 200 }), { seed, numRuns: 1 });
      for (const length of [1, 2, 3, 10, 50, 121, 200]) {
        const elements = all!.slice(0, length);
        assert.deepEqual(await back(to, reduce(elements, to, { seed: length }).text), elements);
      }
    });

    it(`of all of S5, one by one, as ${to}`, async () => {
      const elements = permutations(identity(5));
      assert.equal(elements.length, 120);
      for (let dice = 0; dice < (to === 'chess' ? 1 : 5); dice++) {
        assert.deepEqual(await back(to, reduce(elements, to, { seed: dice }).text), elements);
      }
    });

    it(`is the same text for the same seed as ${to}`, () => {
      const elements = permutations(identity(5)).slice(0, 40);
      assert.deepEqual(reduce(elements, to, { seed: 7 }), reduce(elements, to, { seed: 7 }));
      if (to !== 'chess')
        assert.notEqual(reduce(elements, to, { seed: 7 }).text, reduce(elements, to, { seed: 8 }).text);
    });
  }

  it('as JavaScript does in a JavaScript engine what the word says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 9 }).chain((n) => word(n, 40)),
        fc.nat(),
        (elements, dice) => {
          const { text, head } = reduce(elements, 'javascript', { seed: dice });
          const name = /const (\w+) = \[/.exec(head)![1]!;
          const run = (code: string) => vm.runInNewContext(`${code}\nJSON.stringify(${name})`) as string;
          const [before, after] = [head, text].map((code) => JSON.parse(run(code)) as string[]);
          const product = elements.reduce<number[]>(compose, identity(elements[0]!.length));
          assert.deepEqual(after, compose(before!, product));
        },
      ),
      { seed, numRuns: 100 },
    );
  });

  it('uses every idiom of a language under some seed', () => {
    const python = Array.from(
      { length: 60 },
      (_, dice) =>
        reduce(
          [
            [4, 3, 2, 1, 0],
            [1, 2, 3, 4, 0],
          ],
          'python',
          { seed: dice },
        ).text,
    ).join('\n');
    for (const idiom of [
      'tmp = ',
      'swap(',
      'for i, j in ',
      '.reverse()',
      '[::-1]',
      '.append(',
      'reversed(',
      '.insert(',
    ]) {
      assert.ok(python.includes(idiom), idiom);
    }
    const story = Array.from(
      { length: 60 },
      (_, dice) =>
        reduce(
          [
            [2, 1, 0, 3, 4],
            [1, 2, 0, 4, 3],
          ],
          'narrative',
          { seed: dice },
        ).text,
    ).join('\n');
    for (const idiom of [
      ' trade ',
      ' swaps with ',
      ' in exchange for ',
      ' and takes ',
      ', who ',
      ', who gives ',
      ' while ',
    ]) {
      assert.ok(story.includes(idiom), idiom);
    }
  });

  it('fits or is refused', () => {
    assert.throws(() => reduce([], 'python'), RangeError);
    assert.throws(() => reduce([[0, 0]], 'python'), RangeError);
    assert.throws(() => reduce([[0]], 'python'), RangeError);
    assert.throws(
      () =>
        reduce(
          [
            [1, 0],
            [1, 0, 2],
          ],
          'javascript',
        ),
      RangeError,
    );
    assert.throws(() => reduce([[1, 0]], 'chess'), RangeError);
    assert.throws(() => reduce([identity(23)], 'narrative'), RangeError);
  });

  it('stands side by side as in Figure 1', () => {
    const elements: SlotMap[] = [
      [2, 1, 0, 3, 4],
      [0, 4, 2, 3, 1],
    ];
    const views = (['chess', 'python', 'narrative'] as const).map((to) => reduce(elements, to, { seed: 3 }));
    const page = sideBySide(views, 100);
    assert.ok(page.split('\n').every((line) => line.length <= 100));
    assert.equal(page.split('\n').filter((line) => line.startsWith('─')).length, 3);
    for (const part of ['Chess', 'Python', 'Story', '(a8, a7)', '# (1 3)', '# (2 5)', 'Alice'])
      assert.ok(page.includes(part), part);
  });
});

describe('a program read back', () => {
  it('is its steps where no comments name elements', async () => {
    assert.deepEqual(await back('python', 'x = [1, 2, 3]\nx[0], x[1] = x[1], x[0]\nx.reverse()\n'), [
      [1, 0, 2],
      [2, 1, 0],
    ]);
  });

  it('must do what its comments say', async () => {
    const head = 'x = [1, 2, 3]\n';
    const swap = 'x[0], x[1] = x[1], x[0]\n';
    await assert.rejects(back('python', `${head}# (1 3)\n${swap}`), {
      message: 'back:2:1: error: what follows never amounts to (1 3); all of it is (1 2)',
    });
    await assert.rejects(back('python', `${head}# (1 2)\n${swap}${swap}`), {
      message: 'back:4:1: error: this step comes after all that the comments name, the last of them (1 2)',
    });
    await assert.rejects(back('python', `${head}x[0] = x[1]\n`), /overwrites something/);
  });
});

function permutations(rest: number[]): number[][] {
  if (rest.length === 0) return [[]];
  return rest.flatMap((first) => permutations(rest.filter((other) => other !== first)).map((tail) => [first, ...tail]));
}
