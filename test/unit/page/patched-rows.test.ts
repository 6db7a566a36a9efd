import assert from 'node:assert/strict';
import { patchedRows } from '../../../src/page/patched-rows';

describe('rows of a run with states replaced', () => {
  const told = () => ({ truth: 'a', before: 'a', after: 'b', sureBefore: 1, sureAfter: 1 });
  const steps = (count: number, isChanged: (step: number) => boolean) =>
    Array.from({ length: count }, (_, step) => ({ step, isChanged: isChanged(step), told }));

  it('are those of steps that changed, and of those at which something was replaced', () => {
    const { rows, changed, hidden } = patchedRows(
      steps(9, (step) => step > 5),
      new Set([2]),
    );
    assert.deepEqual(
      rows.map(({ step }) => step),
      [2, 6, 7, 8],
    );
    assert.deepEqual([changed, hidden], [3, 0]);
  });

  it('say how many more there are than are shown', () => {
    const { rows, changed, hidden } = patchedRows(
      steps(1203, () => true),
      new Set(),
    );
    assert.deepEqual([rows.length, changed, hidden], [500, 1203, 703]);
  });
});
