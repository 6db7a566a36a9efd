import assert from 'node:assert/strict';
import fc from 'fast-check';
import { identity } from '../../../src/algebra/maps';
import { movingSlots } from '../../../src/trace/moving-slots';
import { makeTrace, states, type Domain, type Trace } from '../../../src/trace/trace';
import { seenIn, usualView, viewFor, wholeState } from '../../../src/trace/views';

const SEED = 20261129;
const source = { uri: 'x', language: 'word' };

/** A world of `slots` slots in which steps change, by permutations and resets, only those that are listed. */
function world(slots: number, moving: readonly number[], steps: readonly number[][], domain: Domain = 'word'): Trace {
  const names = identity(slots).map((slot) => `o${slot}`);
  const maps = steps.map((own) => {
    const map = identity(slots);
    own.forEach((from, at) => (map[moving[at] ?? 0] = moving[from] ?? 0));
    return map;
  });
  return makeTrace({
    ...{ domain, source, slots: names.map((name) => name.replace('o', 's')), objects: names },
    initial: identity(slots).reverse(),
    steps: maps.map((map) => ({ map, text: 'x' })),
  });
}

const worlds = fc
  .record({ slots: fc.integer({ min: 6, max: 12 }), moving: fc.integer({ min: 2, max: 5 }) })
  .chain(({ slots, moving }) =>
    fc.record({
      slots: fc.constant(slots),
      moving: fc.shuffledSubarray(identity(slots), { minLength: moving, maxLength: moving }),
      steps: fc.array(fc.array(fc.nat({ max: moving - 1 }), { minLength: moving, maxLength: moving }), {
        minLength: 1,
        maxLength: 12,
      }),
    }),
  );

describe('views of a world', () => {
  it(`through the slots that move tell its states without loss (seed ${SEED})`, () => {
    fc.assert(
      fc.property(worlds, ({ slots, moving, steps }) => {
        const trace = world(slots, moving, steps);
        const own = movingSlots(trace);
        assert.ok(own.every((slot) => moving.includes(slot)));
        if (own.length === 0) return;
        assert.equal(usualView(trace), 'moving-slots');
        const seen = seenIn('moving-slots', trace);
        assert.deepEqual(
          seen.slots,
          own.map((slot) => `s${slot}`),
        );
        assert.deepEqual(
          states(seen).map((state) => wholeState('moving-slots', trace, state)),
          states(trace),
        );
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('are chosen by how many slots move, and how many a model has', () => {
    const turn = (count: number) => [[...identity(count).slice(1), 0]];
    const five = world(7, [0, 2, 3, 5, 6], turn(5));
    const seven = world(9, [0, 1, 2, 3, 4, 5, 6], turn(7));
    assert.deepEqual(
      [3, 5, 6, 7, 12].map((degree) => viewFor(five, degree)),
      ['moving-slots', 'moving-slots', 'moving-slots', 'whole', 'whole'],
    );
    assert.deepEqual(
      [3, 5, 6, 7, 8, 9].map((degree) => viewFor(seven, degree)),
      ['five-objects', 'five-objects', 'five-objects', 'moving-slots', 'moving-slots', 'whole'],
    );
    assert.equal(viewFor(world(5, [1, 2], turn(2)), 3), 'moving-slots');
    assert.equal(viewFor(world(5, [0, 1, 2, 3, 4], turn(5)), 3), 'whole');
    // What somebody has chosen is followed, and of chess pieces are.
    assert.equal(viewFor(five, 5, ['o0', 'o1', 'o2', 'o3', 'o4']), 'five-objects');
    assert.equal(viewFor(seven, 7, ['o0', 'o1', 'o2', 'o3', 'o4']), 'moving-slots');
    assert.equal(viewFor(world(64, [3, 11], turn(2), 'chess'), 5), 'five-objects');
    assert.equal(usualView(world(7, [0, 1], [[0, 1]])), 'five-objects');
  });
});
