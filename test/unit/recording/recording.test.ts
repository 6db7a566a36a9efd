import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isPermutation } from '../../../src/algebra/maps';
import { explain, type Values } from '../../../src/recording/explain';
import type { Observation } from '../../../src/recording/observation';
import { traceOfRecording } from '../../../src/recording/trace';
import { traceFault } from '../../../src/trace/invariants';
import { states, type Trace } from '../../../src/trace/trace';
import { permutation } from '../arbitraries';

const SEED = 20261129;

/** What a debugger shows of `row`, stop by stop. */
function seen(rows: readonly (readonly (string | null)[])[]): Observation[] {
  return rows.map((row, stop) => ({
    places: row.flatMap((value, index) => (value === null ? [] : [{ name: `row[${index}]`, value }])),
    at: { text: `line ${stop}`, range: { start: { line: stop, character: 0 }, end: { line: stop, character: 6 } } },
  }));
}

function recorded(rows: readonly (readonly (string | null)[])[]): Trace {
  const source = { uri: 'row.rb', language: 'ruby' };
  const trace = traceOfRecording({ expression: 'row', source, observations: seen(rows) });
  assert.equal(traceFault(trace), undefined);
  assert.equal(new Set(trace.objects).size, trace.objects.length);
  return trace;
}

/** The values that a trace says stand in the places, state by state, without what tells equal ones apart. */
function told(trace: Trace, places: number): string[][] {
  return states(trace).map((state) =>
    (state ?? [])
      .slice(0, places)
      .map((object) => (trace.objects[object] ?? '').replace(/ \(row\[\d+\]\)$|^const |′+$/g, '')),
  );
}

const isAmbiguous = ({ remarks = [] }: Trace): boolean => remarks.some(({ text }) => /ambiguous/.test(text));

describe('what is made of a recording', () => {
  it(`is the permutations of a run over different values, exactly (seed ${SEED})`, () => {
    const runs = fc.integer({ min: 2, max: 8 }).chain((size) => fc.array(permutation(size), { maxLength: 20 }));
    fc.assert(
      fc.property(runs, (maps) => {
        const rows = [(maps[0] ?? [0, 1]).map((_, place) => `v${place}`)];
        for (const map of maps) {
          const row = rows.at(-1) ?? [];
          rows.push(map.map((from) => row[from] ?? ''));
        }
        const trace = recorded(rows);
        assert.deepEqual(
          trace.steps.map(({ map }) => map),
          maps.filter((map) => map.some((from, place) => from !== place)),
        );
        assert.ok(!isAmbiguous(trace));
        assert.equal(trace.thisRunOnly, undefined);
      }),
      { seed: SEED },
    );
  });

  it(`takes a swap by way of a variable that is not followed for a swap (seed ${SEED})`, () => {
    const swaps = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 1, maxLength: 15 });
    fc.assert(
      fc.property(swaps, fc.boolean(), (pairs, isTwice) => {
        const rows = [['a', 'b', 'c', 'd', 'e', isTwice ? 'a' : 'f']];
        const expected: number[][] = [];
        for (const [i, j] of pairs) {
          const row = rows.at(-1) ?? [];
          if (row[i] === row[j]) continue;
          // t = row[i]; row[i] = row[j]; row[j] = t
          const halfway = row.with(i, row[j] ?? '');
          rows.push(row, halfway, halfway.with(j, row[i] ?? ''));
          expected.push(row.map((_, place) => (place === i ? j : place === j ? i : place)));
        }
        const trace = recorded(rows);
        assert.deepEqual(
          trace.steps.map(({ map }) => map),
          expected,
        );
        assert.ok(!isAmbiguous(trace));
      }),
      { seed: SEED },
    );
  });

  it('takes an insertion that holds its key elsewhere for the rotation that it is', () => {
    const trace = recorded([
      ['2', '3', '1'],
      ['2', '3', '3'],
      ['2', '2', '3'],
      ['1', '2', '3'],
    ]);
    assert.deepEqual(
      trace.steps.map(({ map, text }) => [map, text]),
      [[[2, 0, 1], 'line 0']],
    );
  });

  it(`shows at every step what was seen, whatever that is, and says where equal values leave a choice (seed ${SEED})`, () => {
    const value = fc.constantFrom('1', '2', '3', null);
    const runs = fc
      .integer({ min: 1, max: 6 })
      .chain((size) =>
        fc.array(fc.array(value, { minLength: size, maxLength: size }), { minLength: 1, maxLength: 12 }),
      );
    fc.assert(
      fc.property(runs, (rows) => {
        fc.pre(rows.some((row) => row.some((one) => one !== null)));
        const trace = recorded(rows);
        const ever = rows[0]?.flatMap((_, place) => (rows.some((row) => row[place] !== null) ? [place] : [])) ?? [];
        const shown = rows.map((row) => ever.map((place) => row[place] ?? 'empty'));
        const states = told(trace, ever.length);
        // Nothing is shown that was not seen, in the order in which it was, from the first to the last.
        let at = -1;
        for (const state of states) {
          at = shown.findIndex((row, stop) => stop > at && JSON.stringify(row) === JSON.stringify(state));
          assert.ok(at >= 0, `${JSON.stringify(state)} was not seen`);
        }
        assert.deepEqual(states.at(-1), shown.at(-1));
      }),
      { seed: SEED },
    );
  });

  it(`tells equal values apart by the least change, or says that it cannot (seed ${SEED})`, () => {
    const rows = fc.array(fc.constantFrom('1', '2', '3'), { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(
        rows.chain((row) => fc.tuple(fc.constant(row), permutation(row.length))),
        ([before, map]) => {
          const after = map.map((from) => before[from] ?? '');
          const { moves, ambiguous } = explain(before, after);
          for (const { to, from } of moves) assert.equal(before[from as number], after[to]);
          const changed = after.flatMap((value, place) => (value === before[place] ? [] : [place]));
          assert.deepEqual(
            moves.map(({ to }) => to),
            changed,
          );
          // By brute force: in how many ways the changed places can have given their values to each other.
          assert.equal(ambiguous.size === 0, ways(before, after, changed) <= 1);
        },
      ),
      { seed: SEED },
    );
  });

  it('says so where it had to take equal values in order', () => {
    const trace = recorded([
      ['1', '1', '2', '2'],
      ['2', '2', '1', '1'],
    ]);
    assert.match(trace.remarks?.at(-1)?.text ?? '', /^step 1 is ambiguous: several of 2, 1 moved at once/);
    assert.ok(trace.steps[0]?.map && isPermutation(trace.steps[0].map));
  });

  it('says that values from elsewhere are those of this run', () => {
    const trace = recorded([
      ['1', '2'],
      ['1', '7'],
    ]);
    assert.match(trace.thisRunOnly ?? '', /^row\[1\] is given 7/);
    assert.deepEqual(trace.slots, ['row[0]', 'row[1]', 'const 7']);
  });

  it('keeps the places of a list in order that grows', () => {
    const trace = recorded([['1'], ['1', '2'], ['1', '2', '3'], ['2', '3', '1']]);
    assert.deepEqual(trace.slots.slice(0, 3), ['row[0]', 'row[1]', 'row[2]']);
    assert.deepEqual(trace.steps.at(-1)?.map?.slice(0, 3), [1, 2, 0]);
  });

  it('refuses to write down more values than a world may have', () => {
    const rows = Array.from({ length: 5000 }, (_, stop) => [String(stop)]);
    assert.throws(() => recorded(rows), /more than 4096 places and values/);
  });
});

function ways(before: Values, after: Values, places: readonly number[]): number {
  const [to, ...rest] = places;
  if (to === undefined) return 1;
  const count = (left: readonly number[], free: readonly number[]): number => {
    const [next, ...others] = left;
    if (next === undefined) return 1;
    return free
      .filter((from) => before[from] === after[next])
      .reduce(
        (sum, from) =>
          sum +
          count(
            others,
            free.filter((one) => one !== from),
          ),
        0,
      );
  };
  return count([to, ...rest], places);
}
