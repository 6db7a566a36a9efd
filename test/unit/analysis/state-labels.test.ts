import assert from 'node:assert/strict';
import { labelNamed } from '../../../src/analysis/state-labels';

describe('what a probe may be fitted to tell beside the state', () => {
  it('is found by its key or its name, whatever its letters', () => {
    const found = { labels: Int32Array.of(0, 1), partition: [0, 1], blocks: ['a', 'b'], firstWrong: null };
    const labels = [
      { ...found, key: 'sign', name: 'the sign' },
      { ...found, key: 'object:1', name: 'where the cup is' },
    ] as unknown as Parameters<typeof labelNamed>[0];
    for (const wanted of ['sign', 'The sign', ' SIGN ']) assert.equal(labelNamed(labels, wanted)?.key, 'sign');
    for (const wanted of ['object:1', 'where the cup is']) assert.equal(labelNamed(labels, wanted)?.key, 'object:1');
    for (const wanted of ['', 'state', 'object:2', 'object']) assert.equal(labelNamed(labels, wanted), undefined);
  });
});
