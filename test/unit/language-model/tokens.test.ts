import assert from 'node:assert/strict';
import { lastTouching, placesOf } from '../../../src/inference/language-model/places';
import { decisions } from '../../../src/inference/language-model/tree';

describe('the tokens of a text', () => {
  it('are found in it again, whichever way they are spelled', () => {
    // Ġ is a space and Ċ ends a line; é is two bytes, in two tokens, which both end behind it.
    assert.deepEqual(placesOf('a é\nb', ['a', 'Ġ', 'Ã', '©', 'Ċ', 'b']), [1, 2, 3, 3, 4, 5]);
    // SentencePiece puts a space before the text, and writes unknown characters byte by byte.
    assert.deepEqual(placesOf('a b\n', ['▁a', '▁b', '<0x0A>']), [1, 3, 4]);
    assert.deepEqual(placesOf('😀x', ['<0xF0>', '<0x9F>', '<0x98>', '<0x80>', 'x']), [2, 2, 2, 2, 3]);
    // Words without the blanks between them.
    assert.deepEqual(placesOf('swap  1 2\n', ['swap', '1', '2']), [4, 7, 9]);
    assert.equal(placesOf('Swap', ['swap']), undefined);
    assert.equal(placesOf('swap 1', ['swap']), undefined);
  });

  it('touch a part of it up to the first that ends at its end, or behind', () => {
    const ends = [1, 3, 3, 7];
    assert.deepEqual(
      [1, 2, 3, 5, 7, 8].map((end) => lastTouching(ends, end)),
      [0, 1, 1, 3, 3, -1],
    );
  });

  it('tell candidates apart as a tree does: each counts up to where no other goes on', () => {
    // " the | coin ." and " the | hat ." part at the third token, " no thing" at the second.
    const found = decisions([Int32Array.of(9, 1, 2, 0), Int32Array.of(9, 1, 3, 0), Int32Array.of(9, 4, 5, 0)]);
    assert.deepEqual(found?.terms, [
      [
        { row: 0, at: 1, token: 1 },
        { row: 0, at: 2, token: 2 },
      ],
      [
        { row: 0, at: 1, token: 1 },
        { row: 0, at: 2, token: 3 },
      ],
      [{ row: 0, at: 1, token: 4 }],
    ]);
    // One row answers both, since one is the beginning of the other.
    assert.deepEqual(found.rows, [Int32Array.of(9, 1)]);
    assert.equal(decisions([Int32Array.of(9, 1), Int32Array.of(9, 1, 2)]), undefined);
    assert.deepEqual(decisions([Int32Array.of(9, 1)]), { rows: [], terms: [[]] });
  });
});
