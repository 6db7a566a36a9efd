import assert from 'node:assert/strict';
import fc from 'fast-check';
import { errorPlace, lastChange, rests } from '../../../src/trace/changes';
import { fiveObjects } from '../../../src/trace/five-objects';
import { makeTrace, states, type Trace } from '../../../src/trace/trace';

const seed = 20260101;

/** A world of nine places in which things are swapped, of which five are followed. */
function followed(pairs: readonly (readonly [number, number])[]): Trace {
  const names = Array.from('abcdefghi');
  const start = names.map((_, slot) => slot);
  const steps = pairs.map(([i, j]) => {
    const map = [...start];
    [map[i], map[j]] = [j, i];
    return { map, text: `${i} ${j}` };
  });
  const source = { uri: 'x.word', language: 'word' };
  return fiveObjects(makeTrace({ domain: 'word', source, slots: names, objects: names, initial: start, steps }), [
    ...names.slice(0, 5),
  ]);
}

const pair = fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 }));

describe('steps that change nothing', () => {
  it('are those that leave the state of the view as it is', () => {
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
        const view = followed(pairs);
        const all = states(view).map((state) => JSON.stringify(state));
        const expected = view.steps.map((_, step) => all[step] === all[step + 1]);
        assert.deepEqual(rests(view), expected);
        view.steps.forEach((_, step) => {
          const last = expected.slice(0, step + 1).lastIndexOf(false);
          assert.equal(lastChange(view, step), last < 0 ? null : last);
        });
      }),
      { seed, numRuns: 200 },
    );
  });

  it('are none where there is no state: an illegal move changes everything', () => {
    const steps = [
      { map: [0, 1], text: 'rest' },
      { map: null, text: 'illegal' },
    ];
    assert.deepEqual(rests({ steps }), [true, false]);
    assert.equal(lastChange({ steps }, 1), 1);
  });

  it('stand beside the step at which a model first errs', () => {
    assert.equal(errorPlace(16, 16), 'step 17');
    assert.equal(errorPlace(16, 13), 'step 17 (last change: step 14)');
    assert.equal(errorPlace(0, null), 'step 1 (nothing has changed yet)');
  });
});
