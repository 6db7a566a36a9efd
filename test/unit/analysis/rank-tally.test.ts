import assert from 'node:assert/strict';
import { RankTally } from '../../../src/analysis/rank-tally';
import { wilson } from '../../../src/statistics/wilson';
import type { MonoidTask } from '../../../src/models/manifest';

/** Two slots: the identity, a swap, and both copies. */
const maps = [
  [0, 1],
  [1, 0],
  [0, 0],
  [1, 1],
];
const task: MonoidTask = { kind: 'monoid', name: 'T2', degree: 2, tokens: maps, classes: maps };

describe('accuracy by the rank of the state', () => {
  it('counts the steps of each rank, and in how many words there are some', () => {
    const tally = new RankTally(task);
    tally.add({ truth: Int32Array.of(0, 1, 2, 2), predicted: Int32Array.of(0, 0, 2, 3) });
    tally.add({ truth: Int32Array.of(1, 1), predicted: Int32Array.of(1, 1) });
    assert.deepEqual(tally.result(), [
      { rank: 2, count: 4, words: 2, steps: 3 / 4, stepsInterval: wilson(3 / 4, 2) },
      { rank: 1, count: 2, words: 1, steps: 1 / 2, stepsInterval: wilson(1 / 2, 1) },
    ]);
  });

  it('says nothing of a task that only permutes', () => {
    const tally = new RankTally({ ...task, tokens: maps.slice(0, 2), classes: maps.slice(0, 2) });
    tally.add({ truth: Int32Array.of(0, 1), predicted: Int32Array.of(0, 1) });
    assert.deepEqual(tally.result(), []);
  });
});
