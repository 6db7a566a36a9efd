import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose, extend, identity, isIdentity, keyOf, type SlotMap } from '../../../src/algebra/maps';
import { CayleyGraph } from '../../../src/models/cayley';
import { encoderOf, MonoidEncoder, type Encoding } from '../../../src/models/encoding';
import type { MonoidTask } from '../../../src/models/manifest';
import { permutation } from '../arbitraries';
import { symmetricManifest } from './tiny-models';

const map = (degree: number): fc.Arbitrary<number[]> =>
  fc.array(fc.nat(degree - 1), { minLength: degree, maxLength: degree });

/** Every product of at most `length` generators, by plain enumeration of the words: the oracle. */
function productsUpTo(generators: SlotMap[], degree: number, length: number): Map<string, number> {
  const shortest = new Map<string, number>([[keyOf(identity(degree)), 0]]);
  let words: SlotMap[] = [identity(degree)];
  for (let n = 1; n <= length; n++) {
    words = words.flatMap((word) => generators.map((generator) => compose(word, generator)));
    for (const word of words) if (!shortest.has(keyOf(word))) shortest.set(keyOf(word), n);
  }
  return shortest;
}

function task(degree: number, tokens: number[][], bos: number | null = null): MonoidTask {
  return { kind: 'monoid', name: 'any', degree, tokens, classes: [identity(degree)], bos };
}

function encoded(result: ReturnType<MonoidEncoder['encode']>): Encoding {
  assert.ok(!('problem' in result), 'problem' in result ? result.problem : '');
  return result;
}

describe('shortest words over a Cayley graph', () => {
  it('are as short as enumeration finds, and have the right product', () => {
    const generators = fc
      .integer({ min: 1, max: 4 })
      .chain((degree) => fc.tuple(fc.constant(degree), fc.array(map(degree), { minLength: 1, maxLength: 3 })));
    fc.assert(
      fc.property(generators, ([degree, maps]) => {
        const graph = new CayleyGraph(degree, maps);
        for (const [element, length] of productsUpTo(maps, degree, 4)) {
          const wanted = element.split(',').map(Number);
          const word = graph.word(wanted);
          assert.equal(word?.length, length);
          assert.deepEqual(
            word.reduce<SlotMap>((a, id) => compose(a, maps[id]!), identity(degree)),
            wanted,
          );
        }
      }),
      { seed: 20260101, numRuns: 200 },
    );
  });

  it('do not exist outside what the generators generate', () => {
    const graph = new CayleyGraph(4, [
      [1, 2, 0, 3],
      [0, 2, 3, 1],
    ]);
    assert.equal(graph.word([1, 0, 2, 3]), undefined, 'an odd permutation is not in A4');
    assert.ok(graph.complete);
    assert.equal(graph.size, 12);
  });

  it('stop at the bound instead of filling the memory with S10', () => {
    const degree = 10;
    const cycle = identity(degree).map((slot) => (slot + 1) % degree);
    const graph = new CayleyGraph(degree, [[1, 0, ...identity(degree).slice(2)], cycle]);
    assert.equal(graph.word([0, 0, ...identity(degree).slice(2)]), undefined);
    assert.ok(!graph.complete);
    assert.ok(graph.size <= 100_000);
  });
});

describe('a trace as tokens', () => {
  const s5 = symmetricManifest(5, [identity(5)]).task as MonoidTask;

  it('has the product of its steps after the token of each', () => {
    fc.assert(
      fc.property(fc.array(permutation(5), { maxLength: 30 }), fc.boolean(), (steps, withBos) => {
        const first = withBos ? 1 : 0;
        const { tokens, after, products } = encoded(
          new MonoidEncoder({ ...s5, bos: withBos ? 11 : null }).encode(5, steps),
        );
        assert.ok(tokens.length <= first + 4 * steps.length, 'at most four swaps for a permutation of five');
        let truth: SlotMap = identity(5);
        steps.forEach((step, t) => {
          truth = compose(truth, step);
          const words = [...tokens.slice(first, after[t]! + 1)];
          const read = words.reduce<SlotMap>((a, id) => compose(a, s5.tokens[id]!), identity(5));
          assert.deepEqual(read, truth);
          assert.deepEqual(products[t], truth);
        });
      }),
      { seed: 20260101, numRuns: 100 },
    );
  });

  it('rests with the identity token where there is one, else with none', () => {
    const rest = identity(5);
    const swap = [1, 0, 2, 3, 4];
    const withRest = encoded(new MonoidEncoder(s5).encode(5, [rest, swap, rest]));
    assert.deepEqual([...withRest.tokens], [0, 1, 0]);
    assert.deepEqual([...withRest.after], [0, 1, 2]);
    const swapsOnly = { ...s5, tokens: s5.tokens.filter((token) => !isIdentity(token)) };
    const without = encoded(new MonoidEncoder(swapsOnly).encode(5, [rest, swap, rest]));
    assert.deepEqual([...without.tokens], [0]);
    assert.deepEqual([...without.after], [-1, 0, 0], 'before the first token there is nothing to ask the model');
    const bos = encoded(new MonoidEncoder({ ...swapsOnly, bos: 10 }).encode(5, [rest, swap]));
    assert.deepEqual([...bos.tokens], [10, 0]);
    assert.deepEqual([...bos.after], [0, 1]);
  });

  it('pads a smaller world with slots that never change', () => {
    const { products } = encoded(new MonoidEncoder(s5).encode(3, [[2, 1, 0]]));
    assert.deepEqual(products[0], extend([2, 1, 0], 5));
  });

  it('ends at the null state', () => {
    const { tokens, after, products } = encoded(new MonoidEncoder(s5).encode(5, [[1, 0, 2, 3, 4], null, null]));
    assert.deepEqual([...tokens], [1]);
    assert.deepEqual([...after], [0, -1, -1]);
    assert.deepEqual(products, [[1, 0, 2, 3, 4], null, null]);
  });

  it('says which world it needs, and which step is out of its reach', () => {
    assert.deepEqual(new MonoidEncoder(s5).encode(6, []), {
      problem: 'needs a world of at most 5 slots, this one has 6',
    });
    assert.deepEqual(new MonoidEncoder(s5).encode(5, [identity(5), [0, 0, 2, 3, 4]]), {
      problem: 'its tokens only permute, and step 2 overwrites a slot (task any)'.replace('any', s5.name),
      step: 1,
    });
  });

  it('reads resets with a model that knows them', () => {
    const flipFlop = task(3, [
      [0, 1, 2],
      [1, 1, 2],
      [2, 1, 2],
    ]);
    const { tokens } = encoded(
      new MonoidEncoder(flipFlop).encode(3, [
        [2, 1, 2],
        [0, 1, 2],
        [1, 1, 2],
      ]),
    );
    assert.deepEqual([...tokens], [2, 0, 1]);
  });

  it('turns classes back into arrangements of the world', () => {
    const classes = [identity(4), [3, 1, 2, 0]];
    const encoder = new MonoidEncoder({ ...task(4, [identity(4)]), classes });
    assert.equal(encoder.classOf([3, 1, 2, 0]), 1);
    assert.equal(encoder.classOf([1, 0, 2, 3]), undefined);
    assert.deepEqual(encoder.arrangement(0, [7, 8, 9]), [7, 8, 9]);
    assert.deepEqual(encoder.arrangement(1, [7, 8, 9]), [-1, 8, 9], 'slot 3 is not of this world');
    assert.throws(() => encoder.arrangement(2, [7, 8, 9]), RangeError);
  });

  it('searches the graph of a task only once', () => {
    assert.equal(encoderOf(s5), encoderOf(s5));
  });
});
