import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MOST_ELEMENTS, wordOfFive } from '../../../../src/extension/texts/chess-game';
import { SourceError } from '../../../../src/trace/source';
import { makeTrace, type Step } from '../../../../src/trace/trace';
import { permutation } from '../../arbitraries';

const range = { start: { line: 4, character: 1 }, end: { line: 4, character: 8 } };

function world(degree: number, steps: Step[]) {
  const names = Array.from({ length: degree }, (_, slot) => `x[${slot}]`);
  const initial = names.map((_, slot) => slot);
  return makeTrace({
    domain: 'code',
    source: { uri: 't.py', language: 'python' },
    slots: names,
    objects: names,
    initial,
    steps,
  });
}

describe('the word of a chess game', () => {
  it('is the trace’s own permutations in a world of five or fewer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((n) => fc.array(permutation(n), { minLength: 1, maxLength: 9 })),
        (maps) => {
          const word = wordOfFive(
            world(
              maps[0]!.length,
              maps.map((map) => ({ map, text: '' })),
            ),
          );
          word.forEach((element, step) => {
            assert.equal(element.length, 5);
            const own = maps[step]!;
            assert.deepEqual(element.slice(0, own.length), own);
            assert.deepEqual(element.slice(own.length), [0, 1, 2, 3, 4].slice(own.length));
          });
        },
      ),
      { seed: 20260101, numRuns: 100 },
    );
  });

  it('is of permutations of five also in a larger world', () => {
    const word = wordOfFive(world(7, [{ map: [6, 1, 2, 3, 4, 5, 0], text: '' }]));
    assert.deepEqual([...word[0]!].sort(), [0, 1, 2, 3, 4]);
  });

  it('is refused at the step that is no permutation', () => {
    for (const map of [[1, 1, 2], null]) {
      const steps = [
        { map: [1, 0, 2], text: '' },
        { map, text: '', range },
      ];
      assert.throws(
        () => wordOfFive(world(3, steps)),
        (error) => error instanceof SourceError && error.range === range,
      );
    }
  });

  it('is bounded', () => {
    const steps = Array.from({ length: MOST_ELEMENTS + 1 }, () => ({ map: [1, 0], text: '' }));
    assert.throws(() => wordOfFive(world(2, steps)), /only words of up to/);
  });
});
