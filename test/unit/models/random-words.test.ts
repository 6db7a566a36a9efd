import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chanceOf,
  generatorFor,
  independentWord,
  LanguageWalk,
  uniformWord,
  wordOfDensity,
} from '../../../src/models/random-words';
import { wilson } from '../../../src/statistics/wilson';
import type { Dfa } from '../../../src/models/language';

describe('random words', () => {
  it('are the same for a seed and a length, and differ between them', () => {
    const word = (seed: number, length: number): string => uniformWord(generatorFor(seed, length), 11, length).join();
    assert.equal(word(7, 64), word(7, 64));
    assert.notEqual(word(7, 64), word(8, 64));
    assert.ok(!word(7, 64).startsWith(word(7, 32)));
    // Known answer: figures that were published with a seed must stay what they are.
    assert.equal(word(1, 12), '3,0,3,6,3,0,2,4,4,0,2,7');
  });

  it('use every token about equally often', () => {
    const counts = new Array<number>(11).fill(0);
    for (const token of uniformWord(generatorFor(3, 110_000), 11, 110_000)) counts[token]!++;
    // Five standard deviations of a binomial count, sqrt(110000 · 1/11 · 10/11) = 95.
    for (const count of counts) assert.ok(Math.abs(count - 10_000) < 5 * 95);
  });
});

describe('words of a task with weights', () => {
  const tokens = Array.from({ length: 4 }, () => [0]);
  const weighted = { tokens, weights: [1, 0, 6, 3] };

  it('use each token as often as its weight says', () => {
    const counts = [0, 0, 0, 0];
    for (const token of independentWord(generatorFor(3, 50_000), weighted, 50_000)) counts[token]!++;
    assert.equal(counts[1], 0);
    assert.deepEqual(chanceOf(weighted), [0.1, 0, 0.6, 0.3]);
    for (const [token, chance] of chanceOf(weighted).entries())
      assert.ok(
        Math.abs(counts[token]! - 50_000 * chance) <= 5 * Math.sqrt(50_000 * chance * (1 - chance)),
        `${token}`,
      );
  });

  it('without weights are those that they always were', () => {
    const word = (draw: typeof uniformWord): Int32Array => draw(generatorFor(7, 64), 4, 64);
    assert.deepEqual(independentWord(generatorFor(7, 64), { tokens }, 64), word(uniformWord));
    assert.deepEqual(chanceOf({ tokens }), [0.25, 0.25, 0.25, 0.25]);
  });
});

describe('words of a density', () => {
  const tokens = [
    [1, 0, 2],
    [0, 1, 2],
    [0, 2, 1],
  ];
  const words = 40_000;

  for (const density of [0.03, 0.5, 1])
    it(`have ${density} of their tokens change something, as often as the task draws these beside each other`, () => {
      const counts = [0, 0, 0];
      for (const token of wordOfDensity(generatorFor(5, words), { tokens, weights: [3, 5, 1] }, words, density))
        counts[token]!++;
      for (const [token, share] of [0.75 * density, 1 - density, 0.25 * density].entries()) {
        const deviation = Math.sqrt(words * share * (1 - share));
        assert.ok(Math.abs(counts[token]! - words * share) <= 5 * deviation, `${token}: ${counts.join()}`);
      }
    });

  it('are none where no token changes nothing, or none changes something', () => {
    const draw = (of: number[][], density: number) => () =>
      wordOfDensity(generatorFor(1, 9), { tokens: of }, 9, density);
    assert.throws(draw([[1, 0]], 0.5), /no token of its task changes nothing/);
    assert.deepEqual([...draw([[1, 0]], 1)()], new Array(9).fill(0));
    assert.throws(draw([[0, 1]], 1), /no token of its task changes anything/);
  });
});

describe('words of a language', () => {
  const ab: Dfa = {
    kind: 'dfa',
    start: 0,
    transitions: [
      [1, null],
      [null, 0],
    ],
    next: [[0], [1]],
  };

  it('are walks that the automaton allows, of the length asked for', () => {
    const dfa = fc.integer({ min: 1, max: 5 }).chain((states) =>
      fc.record({
        kind: fc.constant('dfa' as const),
        start: fc.nat(states - 1),
        transitions: fc.array(fc.array(fc.option(fc.nat(states - 1)), { minLength: 2, maxLength: 2 }), {
          minLength: states,
          maxLength: states,
        }),
        next: fc.array(fc.subarray([0, 1]), { minLength: states, maxLength: states }),
      }),
    );
    /** Longest walk of at most `bound` steps, by trying all of them. */
    const longest = ({ transitions, next }: Dfa, state: number, bound: number): number =>
      bound === 0
        ? 0
        : Math.max(
            0,
            ...next[state]!.map((s) => transitions[state]![s] ?? null).map((to) =>
              to === null ? 0 : 1 + longest({ transitions, next } as Dfa, to, bound - 1),
            ),
          );
    fc.assert(
      fc.property(dfa, fc.integer({ min: 1, max: 6 }), fc.integer(), (rule, length, seed) => {
        const walk = new LanguageWalk(rule);
        const possible = longest(rule, rule.start, length) >= length;
        assert.equal(walk.longest >= length, possible);
        if (!possible) {
          assert.throws(() => walk.word(generatorFor(seed, length), length), RangeError);
          return;
        }
        let state = rule.start;
        const word = walk.word(generatorFor(seed, length), length);
        assert.equal(word.length, length);
        for (const symbol of word) {
          assert.ok(rule.next[state]!.includes(symbol));
          state = rule.transitions[state]![symbol]!;
        }
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });

  it('go on forever where there is a cycle, and avoid the symbol that ends a word', () => {
    const ending: Dfa = {
      ...ab,
      transitions: [
        [1, null, null],
        [null, 0, null],
      ],
      next: [[0, 2], [1]],
    };
    const walk = new LanguageWalk(ending);
    assert.equal(walk.longest, Infinity);
    assert.equal(walk.word(generatorFor(1, 1000), 1000).join(''), '01'.repeat(500));
  });

  it('are found at once also in a long chain of states', () => {
    const states = 10_000;
    const transitions = Array.from({ length: states }, (_, state) => [state + 1 < states ? state + 1 : null]);
    const walk = new LanguageWalk({ kind: 'dfa', start: 0, transitions, next: transitions.map(() => [0]) });
    assert.equal(walk.longest, states - 1);
  });
});

describe('the interval of Wilson', () => {
  it('agrees with published values', () => {
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81/263, 15/148, 0/20, 1/29.
    for (const [right, trials, low, high] of [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const) {
      const [l, h] = wilson(right / trials, trials);
      assert.ok(Math.abs(l - low) < 5e-5 && Math.abs(h - high) < 5e-5, `${right}/${trials}: ${l} ${h}`);
    }
  });

  it('holds the share, within 0 and 1, and shrinks with more trials', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 1e6 }), (share, trials) => {
        const [low, high] = wilson(share, trials);
        assert.ok(0 <= low && low <= share + 1e-12 && share - 1e-12 <= high && high <= 1);
        const [closer, closest] = wilson(share, 4 * trials);
        assert.ok(closest - closer <= high - low);
      }),
      { seed: 20260101, numRuns: 500 },
    );
  });
});
