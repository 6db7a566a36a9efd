import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ddmin, type Judge } from '../../../../src/analysis/failures/ddmin';
import { shortest } from '../../../../src/analysis/failures/shortest';
import { subWords } from '../../../../src/analysis/failures/sub-words';
import { generatorFor } from '../../../../src/models/random-words';

type Fails = (word: readonly number[]) => boolean;

/** As a model is judged: the shortest beginning that fails. */
const judging =
  (fails: Fails, asked: (readonly number[])[] = []): Judge<number> =>
  (words) =>
    Promise.resolve(
      words.map((word) => {
        asked.push(word);
        const at = Array.from(word.keys()).find((end) => fails(word.slice(0, end + 1)));
        return at === undefined ? null : at + 1;
      }),
    );

/** Whether some beginning fails. */
const failsSomewhere = (fails: Fails, word: readonly number[]): boolean =>
  word.some((_, end) => fails(word.slice(0, end + 1)));

function isMinimal(fails: Fails, word: readonly number[]): boolean {
  const less = word.map((_, out) => word.filter((__, at) => at !== out));
  return failsSomewhere(fails, word) && less.every((one) => !failsSomewhere(fails, one));
}

/** Fails with all of some elements, as a monotone property does. */
const monotone = fc.uniqueArray(fc.nat(29), { minLength: 1, maxLength: 8 }).map(
  (needed): Fails =>
    (word) =>
      needed.every((one) => word.includes(one)),
);

/** Fails by a sum of arbitrary weights: to leave something out may mend, break or mend again. */
const jumpy = fc
  .tuple(fc.array(fc.nat(6), { minLength: 30, maxLength: 30 }), fc.integer({ min: 2, max: 7 }), fc.nat(6))
  .map(([weights, modulus, rest]): Fails => {
    return (word) =>
      word.length > 2 &&
      word.reduce((sum, one, at) => sum + (weights[one] ?? 0) * (at + 1), 0) % modulus === rest % modulus;
  });

/** Fails of a hash of the word: there is no order in it at all. */
const hashed = fc.tuple(fc.integer(), fc.integer({ min: 3, max: 40 })).map(([salt, one]): Fails => {
  return (word) => word.reduce((hash, element) => Math.imul(hash ^ element, 0x01000193) >>> 0, salt >>> 0) % one === 0;
});

describe('the shortest failing sub-word', () => {
  const whole = Array.from({ length: 30 }, (_, at) => at);

  for (const [what, predicates] of [
    ['monotone', monotone],
    ['not monotone', jumpy],
    ['of no order', hashed],
  ] as const) {
    it(`is 1-minimal where failing is ${what}`, async () => {
      await fc.assert(
        fc.asyncProperty(predicates, async (fails) => {
          if (!failsSomewhere(fails, whole)) return;
          const asked: (readonly number[])[] = [];
          const word = await ddmin(whole, judging(fails, asked));
          assert.ok(isMinimal(fails, word), word.join());
          assert.ok(asked.every((one) => one.length > 0));
          const first = whole.findIndex((_, end) => fails(whole.slice(0, end + 1))) + 1;
          const found = await shortest({ of: 30, first }, judging(fails), generatorFor(1, 30));
          assert.ok(isMinimal(fails, found.word), found.word.join());
          assert.ok(found.word.length <= first);
        }),
        { seed: 20, numRuns: 300 },
      );
    });
  }

  it('is all that is needed, and nothing else, where failing is monotone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(29), { minLength: 1, maxLength: 9 }), async (needed) => {
        const word = await ddmin(
          whole,
          judging((one) => needed.every((element) => one.includes(element))),
        );
        assert.deepEqual(
          [...word].sort((a, b) => a - b),
          [...needed].sort((a, b) => a - b),
        );
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  it('is the shortest there is where all shorter ones are tried', async () => {
    await fc.assert(
      fc.asyncProperty(hashed, async (fails) => {
        const of = 9;
        const first = whole.slice(0, of).findIndex((_, end) => fails(whole.slice(0, end + 1))) + 1;
        if (first === 0) return;
        const { word, vain } = await shortest({ of, first }, judging(fails), generatorFor(1, of));
        if (!vain.all) return;
        for (let bits = 1; bits < 2 ** of; bits++) {
          const other = whole.slice(0, of).filter((at) => (bits >> at) & 1);
          if (other.length < word.length)
            assert.ok(!failsSomewhere(fails, other), `${word.join()} and ${other.join()}`);
        }
      }),
      { seed: 22, numRuns: 200 },
    );
  });

  it('tells of every shorter word that fails, each shorter than the one before', async () => {
    const told: number[] = [];
    const fails: Fails = (word) => [3, 11, 25].every((one) => word.includes(one));
    await ddmin(whole, judging(fails), (word) => {
      assert.ok(failsSomewhere(fails, word));
      told.push(word.length);
    });
    assert.ok(told.every((length, at) => at === 0 || length < told[at - 1]!));
    assert.equal(told.at(-1), 3);
  });
});

describe('sub-words to try', () => {
  it('are all that are as long at most, each once, where there are few', () => {
    const { words, all } = subWords(7, 3, 256, generatorFor(1, 7));
    assert.ok(all);
    assert.equal(words.length, 7 + 21 + 35);
    assert.equal(new Set(words.map((word) => word.join())).size, words.length);
  });

  it('are of the one length, in order and without a place twice, where there are many', () => {
    const { words, all } = subWords(60, 9, 200, generatorFor(1, 60));
    assert.ok(!all && words.length > 190);
    for (const word of words) {
      assert.equal(word.length, 9);
      assert.ok(word.every((place, at) => place < 60 && (at === 0 || place > word[at - 1]!)));
    }
    const counts = words
      .flat()
      .reduce((sum, place) => sum.set(place, (sum.get(place) ?? 0) + 1), new Map<number, number>());
    assert.equal(counts.size, 60, 'every place has its chance');
  });
});
