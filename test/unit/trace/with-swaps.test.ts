import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cycles, identity, isPermutation } from '../../../src/algebra/maps';
import { cellPlaces, changedSlots, makeTrace, states, type Step, type Trace } from '../../../src/trace/trace';
import { overwrites, placesWithSwaps, withSwaps, type WithSwaps } from '../../../src/trace/with-swaps';
import { permutation } from '../arbitraries';

const SEED = 20261130;

/** Slots `a[k]` with any maps, and maybe a cell of three values behind them. */
const worlds = fc
  .record({ size: fc.integer({ min: 1, max: 7 }), objects: fc.integer({ min: 1, max: 5 }), hasCell: fc.boolean() })
  .chain(({ size, objects, hasCell }) => {
    const anyMap = fc.array(fc.nat(size - 1), { minLength: size, maxLength: size });
    const map = fc.oneof(anyMap, permutation(size)).map((within) => [...within, ...(hasCell ? [size] : [])]);
    const table = fc.array(fc.nat(2), { minLength: 3, maxLength: 3 });
    const step = map.map((each): Step => ({ map: each, text: '' }));
    const computed = table.map((each): Step => ({ cell: 'c', table: each, text: '' }));
    return fc.record({
      initial: fc.array(fc.nat(objects - 1), { minLength: size, maxLength: size }),
      first: fc.nat(2),
      steps: fc.array(hasCell ? fc.oneof(step, computed) : step, { minLength: 1, maxLength: 15 }),
      objects: fc.constant(objects),
      hasCell: fc.constant(hasCell),
    });
  })
  .map(({ initial, first, steps, objects, hasCell }) =>
    makeTrace({
      domain: 'code',
      source: { uri: 'x', language: 'python' },
      slots: [...initial.map((_, slot) => `a[${slot}]`), ...(hasCell ? ['c'] : [])],
      objects: [...identity(objects).map((object) => `o${object}`), ...(hasCell ? ['x', 'y', 'z'] : [])],
      ...(hasCell && { cells: { c: ['x', 'y', 'z'] } }),
      initial: [...initial, ...(hasCell ? [objects + first] : [])],
      steps,
    }),
  )
  .filter((trace) => trace.steps.some((step) => changedSlots(trace, step).length > 0));

function told(trace: Trace): WithSwaps {
  const result = withSwaps(trace);
  assert.ok(!('problem' in result), JSON.stringify(result));
  return result;
}

/** Names of what slots of these names hold, in every state. */
function contents(trace: Trace, slots: readonly string[]): string[][] {
  const at = slots.map((name) => trace.slots.indexOf(name));
  return states(trace).map((state) => at.map((slot) => trace.objects[state?.[slot] ?? -1] ?? '?'));
}

describe('a trace told with swaps', () => {
  it(`has the same contents of the same slots after every step, by permutations alone (seed ${SEED})`, () => {
    fc.assert(
      fc.property(worlds, (trace) => {
        const { trace: swapped, spares } = told(trace);
        assert.ok(swapped.steps.every(({ map }) => map && isPermutation(map)));
        const own = swapped.slots.slice(0, swapped.slots.length - spares);
        assert.deepEqual(contents(swapped, own), contents(trace, own));
        // What is left out never changes.
        const changing = new Set(trace.steps.flatMap((step) => changedSlots(trace, step)));
        assert.deepEqual(
          own,
          trace.slots.filter((_, slot) => changing.has(slot)),
        );
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it(`takes as few places as there can be (seed ${SEED})`, () => {
    fc.assert(
      fc.property(worlds, (trace) => {
        const { trace: swapped, spares } = told(trace);
        const own = swapped.slots.slice(0, swapped.slots.length - spares);
        const seen = contents(trace, own);
        // Every object has to be somewhere all the time, as often as it is needed at once.
        const needed = trace.objects
          .map((name) => Math.max(...seen.map((state) => state.filter((one) => one === name).length)))
          .reduce((sum, most) => sum + most, 0);
        assert.equal(swapped.slots.length, needed);
        assert.equal(placesWithSwaps(trace), needed);
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it(`leaves permutations as they are, and exchanges for one overwritten slot two places (seed ${SEED})`, () => {
    fc.assert(
      fc.property(worlds, (trace) => {
        const { trace: swapped } = told(trace);
        const visited = states(trace);
        for (const [index, step] of trace.steps.entries()) {
          const map = swapped.steps[index]?.map ?? [];
          const moved = cycles(map).flat().length;
          if (step.map && isPermutation(step.map)) {
            const names = (slots: readonly number[], { slots: all }: Trace) => slots.map((slot) => all[slot]);
            assert.deepEqual(
              cycles(map).map((cycle) => names(cycle, swapped)),
              cycles(step.map).map((cycle) => names(cycle, trace)),
            );
          } else {
            const changed = (visited[index + 1] ?? []).filter((object, slot) => object !== visited[index]?.[slot]);
            if (changed.length <= 1) assert.equal(moved, 2 * changed.length);
          }
        }
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it('exchanges the light with one spare place', () => {
    const trace = makeTrace({
      domain: 'code',
      source: { uri: 'x', language: 'python' },
      slots: ['light', 'spare 1', 'const on', 'const off'],
      objects: ['off', 'thing', 'on'],
      initial: [0, 1, 2, 0],
      steps: [2, 3, 3, 2].map((from) => ({ map: [from, 1, 2, 3], text: '' })),
    });
    assert.equal(overwrites(trace), true);
    const { trace: swapped, spares } = told(trace);
    assert.deepEqual([swapped.slots, spares], [['light', 'spare 2'], 1]);
    assert.deepEqual(
      swapped.steps.map(({ map }) => map),
      [
        [1, 0],
        [1, 0],
        [0, 1],
        [1, 0],
      ],
    );
    assert.equal(overwrites(swapped), false);
    assert.equal(cellPlaces(swapped).size, 0);
  });

  it('says where there is none: after an illegal move, and of more places than a word can have', () => {
    const parts = { domain: 'chess', source: { uri: 'x', language: 'chess' } } as const;
    const illegal = makeTrace({
      ...parts,
      slots: ['a', 'b'],
      objects: ['x', 'y'],
      initial: [0, 1],
      steps: [
        { map: [1, 0], text: '' },
        { map: null, text: '' },
      ],
    });
    assert.deepEqual(withSwaps(illegal), { problem: 'an illegal move leads to no state', step: 1 });
    const size = 600;
    const large = makeTrace({
      ...parts,
      slots: identity(size).map((slot) => `s${slot}`),
      objects: identity(size).map((slot) => `o${slot}`),
      initial: identity(size),
      steps: [{ map: [...identity(size).slice(1), 0], text: '' }],
    });
    assert.match(JSON.stringify(withSwaps(large)), /600 places would be needed, and a word has at most 512/);
  });
});
