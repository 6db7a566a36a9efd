import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compose, identity, isPermutation } from '../../../src/algebra/maps';
import { fiveObjects } from '../../../src/trace/five-objects';
import { makeTrace, states, type Domain, type Trace } from '../../../src/trace/trace';
import { permutation } from '../arbitraries';

const SEED = 20260101;

function world(slots: number, maps: (readonly number[] | null)[], domain: Domain = 'code'): Trace {
  return makeTrace({
    domain,
    source: { uri: 'x', language: 'python' },
    slots: identity(slots).map((slot) => `a[${slot}]`),
    objects: identity(slots).map((object) => `o${object}`),
    initial: identity(slots),
    steps: maps.map((map, index) => ({ map, text: `step ${index}` })),
  });
}

/** The five names in the order in which they stand, straight from the definition. */
function orderOf(trace: Trace, state: readonly number[], names: readonly string[]): string[] {
  return state.map((object) => trace.objects[object]!).filter((name) => names.includes(name));
}

describe('the five-object view', () => {
  it(`is the order of the five in every state of a world of permutations (seed ${SEED})`, () => {
    const worlds = fc.integer({ min: 6, max: 12 }).chain((size) =>
      fc.record({
        size: fc.constant(size),
        maps: fc.array(permutation(size), { maxLength: 20 }),
        five: fc.shuffledSubarray(identity(size), { minLength: 5, maxLength: 5 }),
      }),
    );
    fc.assert(
      fc.property(worlds, ({ size, maps, five }) => {
        const trace = world(size, maps);
        const names = five.map((object) => `o${object}`);
        const view = fiveObjects(trace, names);
        assert.equal(view.slots.length, 5);
        assert.ok(view.steps.every((step) => step.map && isPermutation(step.map)));
        const seen = states(view).map((state) => state!.map((object) => view.objects[object]!));
        assert.deepEqual(
          seen,
          states(trace).map((state) => orderOf(trace, state!, names)),
        );
      }),
      { seed: SEED, numRuns: 200 },
    );
  });

  it(`is the order of the five also where steps overwrite slots (seed ${SEED})`, () => {
    const maps = fc.array(fc.array(fc.nat(7), { minLength: 8, maxLength: 8 }), { maxLength: 12 });
    const five = fc.shuffledSubarray(identity(8), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(maps, five, (updates, followed) => {
        const trace = world(8, updates);
        const view = fiveObjects(
          trace,
          followed.map((object) => `o${object}`),
        );
        const orders = states(view).map((state) => (state ?? []).map((object) => view.objects[object]));
        const gone: string[] = [];
        states(trace).forEach((state, step) => {
          const standing = [...new Set(orderOf(trace, state ?? [], view.objects))];
          // Those that go in one step go in the order in which they stood.
          const before = orders[Math.max(0, step - 1)] ?? [];
          gone.push(
            ...before.flatMap((name) => (name && !standing.includes(name) && !gone.includes(name) ? [name] : [])),
          );
          assert.deepEqual(orders[step], [...standing, ...gone]);
        });
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('puts what was overwritten last, in the order in which it went', () => {
    const resets = [
      [1, 1, 2, 3, 4, 5],
      [0, 1, 3, 3, 4, 5],
      [5, 1, 2, 3, 4, 0],
    ];
    const view = fiveObjects(world(6, resets), ['o0', 'o1', 'o2', 'o3', 'o5']);
    assert.deepEqual(
      states(view).map((state) => state!.map((object) => view.objects[object]).join(' ')),
      ['o0 o1 o2 o3 o5', 'o1 o2 o3 o5 o0', 'o1 o3 o5 o0 o2', 'o5 o1 o3 o0 o2'],
    );
    assert.ok(view.steps.every((step) => step.map && isPermutation(step.map)));
  });

  it('follows by default the five that move most, the first slots first', () => {
    const rotateLast = [0, 1, 2, 4, 5, 6, 3];
    assert.deepEqual(fiveObjects(world(7, [rotateLast])).objects, ['o0', 'o3', 'o4', 'o5', 'o6']);
    assert.deepEqual(fiveObjects(world(7, [])).objects, ['o0', 'o1', 'o2', 'o3', 'o4']);
    const swaps = [
      [0, 1, 2, 3, 4, 6, 5],
      [0, 1, 2, 3, 4, 6, 5],
      [3, 1, 2, 0, 4, 5, 6],
    ];
    assert.deepEqual(fiveObjects(world(7, swaps)).objects, ['o0', 'o1', 'o3', 'o5', 'o6']);
  });

  it('of a chess game leaves kings and empty squares for last', () => {
    const maps = [
      [1, 0, 2, 3, 4, 5, 6, 7],
      [0, 2, 1, 3, 4, 5, 6, 7],
      [0, 1, 2, 3, 4, 5, 7, 6],
    ];
    const objects = [
      'white king a8',
      'empty b8',
      'black king c8',
      ...['d8', 'e8', 'f8', 'g8', 'h8'].map((s) => `white pawn ${s}`),
    ];
    const pawns = { ...world(8, maps, 'chess'), objects };
    assert.deepEqual(fiveObjects(pawns).objects, objects.slice(3));
    const bare = { ...pawns, objects: objects.map((name, index) => (index < 6 ? name : `empty ${index}`)) };
    assert.deepEqual(
      fiveObjects(bare).objects,
      ['white king a8', 'empty b8', 'black king c8', 'white pawn d8', 'white pawn e8', 'white pawn f8'].filter(
        (name) => name !== 'empty b8',
      ),
    );
  });

  it('keeps null states, texts and ranges', () => {
    const trace = { ...world(6, [[1, 0, 2, 3, 4, 5], null, null], 'chess'), illegal: { step: 1, reason: 'why' } };
    const view = fiveObjects(trace);
    assert.deepEqual(
      view.steps.map((step) => step.map),
      [[1, 0, 2, 3, 4], null, null],
    );
    assert.deepEqual(view.illegal, trace.illegal);
    assert.equal(view.final, null);
    assert.deepEqual(
      view.steps.map((step) => step.text),
      trace.steps.map((step) => step.text),
    );
  });

  it('of a world of five slots or fewer is the world', () => {
    const trace = world(5, [[1, 0, 2, 3, 4]]);
    assert.equal(fiveObjects(trace), trace);
  });

  it('refuses names that are not five objects of the world', () => {
    const trace = world(7, []);
    assert.throws(() => fiveObjects(trace, ['o0', 'o1', 'o2', 'o3', 'x']), /no object "x"/);
    assert.throws(() => fiveObjects(trace, ['o0', 'o1', 'o2', 'o3', 'o3']), /five different objects/);
    assert.throws(() => fiveObjects(trace, ['o0', 'o1']), /five different objects/);
    assert.deepEqual(compose(states(trace)[0]!, identity(7)), trace.final);
  });
});
