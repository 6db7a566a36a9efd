import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shareLengths } from '../../../src/datasets/plan/lengths';
import { randomFor } from '../../../src/datasets/words/random';
import { digits, shuffled, shuffledWords } from '../../../src/datasets/words/shuffle';

const RUNS = { seed: 20260101, numRuns: 100 };

describe('numbers in random order', () => {
  it('are each there once', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 3000 }), (key, size) => {
        const order = shuffled(key, size);
        const seen = new Set(Array.from({ length: size }, (_, index) => order(index)));
        assert.equal(seen.size, size);
        assert.ok([...seen].every((value) => value >= 0 && value < size));
      }),
      RUNS,
    );
  });

  it('come in an order that depends on the key, and not in their own', () => {
    const order = (key: number) => Array.from({ length: 100 }, (_, index) => shuffled(key, 100)(index));
    assert.notDeepEqual(order(1), order(2));
    const fixed = order(1).filter((value, index) => value === index).length;
    assert.ok(fixed < 10, `${fixed} of 100 stayed in place`);
  });

  it('reach up to 2⁵²', () => {
    const order = shuffled(5, 2 ** 52);
    const values = Array.from({ length: 1000 }, (_, index) => order(index));
    assert.equal(new Set(values).size, 1000);
    const mean = values.reduce((sum, value) => sum + value / 2 ** 52, 0) / 1000;
    assert.ok(Math.abs(mean - 0.5) < 0.05, `mean ${mean}`);
  });
});

describe('words in random order', () => {
  it('are each there once', () => {
    const space = fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 5 }));
    fc.assert(
      fc.property(fc.integer(), space, (key, [letters, length]) => {
        const size = letters ** length;
        const permute = shuffledWords(key, letters);
        const seen = new Set(Array.from({ length: size }, (_, rank) => permute(digits(rank, letters, length)).join()));
        assert.equal(seen.size, size);
      }),
      RUNS,
    );
  });

  it('have letters of equal frequency, at every place, though they come from 0, 1, 2, …', () => {
    const [letters, length, count] = [11, 32, 2000];
    const permute = shuffledWords(3, letters);
    const tally = Array.from({ length }, () => new Array<number>(letters).fill(0));
    for (let rank = 0; rank < count; rank++) {
      permute(digits(rank, letters, length)).forEach((letter, place) => tally[place]![letter]!++);
    }
    const expected = count / letters;
    for (const [place, counts] of tally.entries()) {
      const square = counts.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
      // χ² with 10 degrees of freedom is above 35.6 once in 10,000 times, and the seed is fixed.
      assert.ok(square < 35.6, `place ${place}: ${counts.join(' ')}`);
    }
  });
});

describe('lengths', () => {
  it('are shared out evenly, as far as there are words', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 1, max: 120 }),
        (least, more, count) => {
          const most = least + more;
          const room = (length: number) => 2 ** length;
          const total = Array.from({ length: more + 1 }, (_, k) => room(least + k)).reduce((a, b) => a + b);
          if (total < count) {
            assert.throws(() => shareLengths({ least, most }, count, 7, room), RangeError);
            return;
          }
          const place = shareLengths({ least, most }, count, 7, room);
          const places = Array.from({ length: count }, (_, index) => place(index));
          assert.equal(new Set(places.map(({ length, rank }) => `${length} ${rank}`)).size, count);
          const tally = new Map<number, number>();
          for (const { length, rank } of places) {
            assert.ok(length >= least && length <= most && rank < room(length));
            tally.set(length, (tally.get(length) ?? 0) + 1);
          }
          // Only a length that has given all its words may have fewer than another one, but for a rest of one.
          for (let length = least; length <= most; length++) {
            const own = tally.get(length) ?? 0;
            assert.ok(
              own === room(length) || [...tally.values()].every((other) => own >= other - 1),
              `${length}: ${own}`,
            );
          }
        },
      ),
      RUNS,
    );
  });
});

describe('random numbers of an example', () => {
  it('depend on seed, purpose and index, and on nothing else', () => {
    const draw = (seed: number, stream: number, index: number) => randomFor(seed, stream, index).next();
    assert.equal(draw(1, 2, 3), draw(1, 2, 3));
    const all = new Set<number>();
    for (const seed of [0, 1, 2 ** 32, 2 ** 32 + 1])
      for (const stream of [1, 2]) for (let index = 0; index < 500; index++) all.add(draw(seed, stream, index));
    assert.ok(all.size >= 3998, `${4000 - all.size} of 4000 first numbers are equal`);
  });
});
