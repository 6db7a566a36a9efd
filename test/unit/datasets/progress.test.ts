import assert from 'node:assert/strict';
import { Estimate } from '../../../src/datasets/run/progress';

describe('the estimate', () => {
  it('is of what this run does, not of what it found done', () => {
    const estimate = new Estimate();
    const at = (done: number) => ({ stage: 'making', done, total: 10_000, of: 'examples' }) as const;
    assert.equal(estimate.say(at(4000), 500), 'making examples: 4,000 of 10,000 examples');
    assert.equal(estimate.say(at(5000), 1500), 'making examples: 5,000 of 10,000 examples, 5 s left');
    assert.equal(estimate.say(at(10_000), 3500), 'making examples: 10,000 of 10,000 examples');
  });

  it('begins anew with every stage', () => {
    const estimate = new Estimate();
    estimate.say({ stage: 'making', done: 0, total: 5, of: 'examples' }, 0);
    estimate.say({ stage: 'making', done: 5, total: 5, of: 'examples' }, 10);
    assert.equal(
      estimate.say({ stage: 'writing', done: 0, total: 3, of: 'files' }, 60_000),
      'writing files: 0 of 3 files',
    );
    assert.equal(
      estimate.say({ stage: 'writing', done: 1, total: 3, of: 'files' }, 240_000),
      'writing files: 1 of 3 files, 6 min left',
    );
  });

  it('counts where the end is not known', () => {
    assert.equal(
      new Estimate().say({ stage: 'searching', done: 1234, total: 0, of: 'files' }, 0),
      'looking for files: 1,234',
    );
  });
});
