import assert from 'node:assert/strict';
import fc from 'fast-check';
import { characters } from '../../../src/text/shortened';

describe('the characters of a text', () => {
  it('are those of Unicode, of plain texts as of all others (seed 3)', () => {
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    const anything = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 10 }),
      fc.string({ unit: 'binary', maxLength: 10 }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        assert.deepEqual(
          characters(text),
          Array.from(segmenter.segment(text), ({ segment }) => segment),
        );
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});
