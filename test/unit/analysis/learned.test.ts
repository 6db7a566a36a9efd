import assert from 'node:assert/strict';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { blocksOf, numbered, type Partition } from '../../../src/algebra/congruences';
import type { Kept, Tracked } from '../../../src/analysis/tracked';
import type { MonoidTask } from '../../../src/models/manifest';
import { generatorFor } from '../../../src/models/random-words';
import { guessing, keeping, keepingLabels, S5, tracked, type Believer } from './believers';

/** The true state up to so many tokens, then something else. */
function knowing(to: number, then: Believer): Believer {
  return (truth, tokens, random) => (tokens <= to ? truth : then(truth, tokens, random));
}

/** States dealt at random into groups of these sizes: no step respects them. */
function dealt(sizes: readonly number[], seed: number): Int32Array {
  const random = generatorFor(seed, 0);
  const labels = sizes.flatMap((size, group) => Array.from({ length: size }, () => group));
  for (let at = labels.length - 1; at > 0; at--) {
    const other = uniformInt(random, 0, at);
    [labels[at], labels[other]] = [labels[other] ?? 0, labels[at] ?? 0];
  }
  return Int32Array.from(labels);
}

function shown(kept: readonly Kept[]): [string, number][] {
  return kept.map(({ name, to }) => [name, to]);
}

/** As a partition, whichever the order of its groups. */
function found({ learned }: Tracked, states: number): Partition {
  const of = new Map(learned?.groups.flatMap((group, index) => group.map((id) => [id, index] as const)));
  return numbered({ length: states }, (id) => of.get(id) ?? -1);
}

/** Cyclic group of sixty, of which token `k` adds `k`. */
const Z60: MonoidTask = (() => {
  const turn = (by: number): number[] => Array.from({ length: 60 }, (_, slot) => (slot + by) % 60);
  const classes = Array.from({ length: 60 }, (_, by) => turn(by));
  return { kind: 'monoid', name: 'Z60', degree: 60, tokens: classes, classes };
})();

describe('groups of states that are learned from what a model mixes up', () => {
  for (const [sizes, words] of [
    [[40, 40, 40], 400],
    [[60, 40, 15, 5], 400],
    [Array.from({ length: 12 }, () => 10), 400],
    [Array.from({ length: 40 }, () => 3), 400],
  ] as const)
    it(`are found where no step respects them: ${sizes.length} of ${[...new Set(sizes)].join(', ')} states`, () => {
      for (const seed of [1, 2, 3]) {
        const labels = dealt(sizes, seed);
        const result = tracked(knowing(6, keepingLabels(labels)), { words, seed });
        assert.deepEqual(
          [seed, shown(result.kept)],
          [
            seed,
            [
              ['the whole state', 6],
              [`${sizes.length} groups of states`, 40],
            ],
          ],
        );
        assert.deepEqual(
          found(result, 120),
          numbered(labels, (state) => labels[state] ?? -1),
        );
        assert.deepEqual(
          result.learned?.groups.map(({ length }) => length),
          [...sizes].sort((a, b) => b - a),
        );
      }
    });

  it('are said plainly, with what they were learned from', () => {
    const { sentence, learned, kept } = tracked(knowing(6, keepingLabels(dealt([40, 40, 40], 7))), { words: 800 });
    assert.equal(
      sentence,
      'keeps apart 3 groups of states to all 40 tokens, the whole state to 6 ' +
        '(no error in at least 90% of 400 random words of 40 tokens)',
    );
    assert.deepEqual([learned?.fitted, learned?.chosen, learned?.measured], [200, 200, 400]);
    assert.ok((learned?.among ?? 0) >= 1);
    const { whenLost } = kept[1] ?? {};
    assert.ok(whenLost?.right === 1 && whenLost.chance > 1 / 3 && whenLost.chance < 0.36);
  });

  it('have the name of a slot where they are just what it holds', () => {
    const labels = Int32Array.from(S5.classes, (map) => map[2] ?? -1);
    const { kept, sentence } = tracked(knowing(6, keepingLabels(labels)));
    assert.deepEqual(shown(kept), [
      ['the whole state', 6],
      ['5 groups of states (by what slot 3 holds)', 40],
    ]);
    assert.match(
      sentence,
      /^keeps apart 5 groups of states \(by what slot 3 holds\) to all 40 tokens, the whole state to 6 /,
    );
  });

  it('are followed to where they end, in noise that comes later', () => {
    const labels = dealt([40, 40, 40], 5);
    const groups = keepingLabels(labels);
    const result = tracked(
      knowing(5, (truth, tokens, random) => (tokens <= 20 ? groups : guessing)(truth, tokens, random)),
      { words: 1000 },
    );
    assert.deepEqual(shown(result.kept), [
      ['the whole state', 5],
      ['3 groups of states', 20],
    ]);
    assert.deepEqual(
      found(result, 120),
      numbered(labels, (state) => labels[state] ?? -1),
    );
  });

  it('are found in another group, whose words and groups are its own', () => {
    // 0–19, 20–39, 40–59 are arcs of the circle: adding one leads out of each of them.
    const labels = Int32Array.from({ length: 60 }, (_, state) => Math.floor(state / 20));
    const result = tracked(knowing(3, keepingLabels(labels)), { task: Z60, length: 24 });
    assert.deepEqual(shown(result.kept), [
      ['the whole state', 3],
      ['3 groups of states', 24],
    ]);
    assert.equal(blocksOf(found(result, 60)), 3);
  });

  it('are not looked for where a partition that the steps respect says it', () => {
    const { kept, learned } = tracked(knowing(6, keeping('the sign')));
    assert.deepEqual(shown(kept), [
      ['the whole state', 6],
      ['the sign', 40],
    ]);
    assert.equal(learned, undefined);
  });

  const likings: [string, Believer][] = [
    ['guesses', guessing],
    ['always says the same', () => 17],
    ['has ten favourites', (_, __, random) => uniformInt(random, 0, 9)],
    [
      'knows every other token and guesses in the rest',
      (truth, tokens, random) => (tokens % 2 === 0 ? truth : guessing(truth, tokens, random)),
    ],
    ['guesses nearby numbers', (_, tokens, random) => (7 * tokens + uniformInt(random, 0, 3)) % 120],
  ];
  for (const [what, believer] of likings)
    it(`are none where a model that has lost the state ${what}, whichever the seed`, () => {
      for (let seed = 1; seed <= 12; seed++) {
        const { kept, learned } = tracked(knowing(4, believer), { words: 200, length: 24, seed });
        assert.deepEqual([seed, shown(kept), learned], [seed, [['the whole state', 4]], undefined]);
      }
    });

  it('are none where neighbours on a circle are mixed up, which can be cut anywhere', () => {
    const near: Believer = (truth, _, random) => (truth + uniformInt(random, 0, 2) + 59) % 60;
    for (let seed = 1; seed <= 6; seed++) {
      const { kept } = tracked(knowing(3, near), { task: Z60, words: 400, length: 24, seed });
      assert.deepEqual([seed, shown(kept)], [seed, [['the whole state', 3]]]);
    }
  });

  it('are none of states that were not met', () => {
    const near: Believer = (truth, _, random) => (truth + uniformInt(random, 0, 2) + 119) % 120;
    for (let seed = 1; seed <= 3; seed++)
      assert.equal(tracked(near, { words: 1000, length: 32, seed }).learned, undefined);
  });

  it('are none where they hold in the words they were learned from alone', () => {
    // Every word has groups of its own.
    let labels = dealt([60, 60], 0);
    let word = 0;
    const own: Believer = (truth, tokens, random) => {
      if (tokens === 1) labels = dealt([60, 60], ++word);
      return keepingLabels(labels)(truth, tokens, random);
    };
    const { kept, learned } = tracked(knowing(0, own), { words: 400, length: 16 });
    assert.deepEqual([kept.map(({ name }) => name), learned], [['the whole state'], undefined]);
  });
});
