import assert from 'node:assert/strict';
import fc from 'fast-check';
import { abbreviated, arrangementText, plain, rowNames, shortened } from '../../../webview/draw/names';

const check = { seed: 20260101, numRuns: 500 };
const texts = fc.string({ unit: 'binary', maxLength: 60 });

describe('names on the page', () => {
  it('are one line without characters that hide or reorder what stands beside them', () => {
    fc.assert(
      fc.property(texts, (name) => {
        assert.doesNotMatch(plain(name), /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        assert.notEqual(plain(name), '');
      }),
      check,
    );
    assert.equal(plain('a\u202eb\nc'), 'a b c');
    assert.equal(plain(' \t'), '␣');
  });

  it('are cut where they are too long, and say so', () => {
    const segments = (text: string): number => [...new Intl.Segmenter().segment(text)].length;
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 30 }), (name, length) => {
        const short = shortened(name, length);
        assert.ok(segments(short) <= length);
        assert.ok(short === plain(name) || short.endsWith('…'));
      }),
      check,
    );
    assert.equal(shortened('x'.repeat(1e7), 5), 'xxxx…');
  });

  it('have short forms that are all different, as the names are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 12 }), (names) => {
        const short = abbreviated(names);
        assert.equal(new Set(short).size, names.length);
        assert.ok(short.every((name) => name.length > 0));
      }),
      check,
    );
  });

  it('are shortened as a person would', () => {
    assert.deepEqual(abbreviated(['10', '20', '30']), ['10', '20', '30']);
    assert.deepEqual(abbreviated(['apple', 'pear', 'plum']), ['a', 'pe', 'pl']);
    assert.deepEqual(abbreviated(['white rook a1', 'white rook h1', 'black queen d8']), ['wra1', 'wrh1', 'bqd8']);
    assert.deepEqual(abbreviated(["'queen'", "'king'"]), ['q', 'k']);
    assert.deepEqual(abbreviated(["'ace'", '"ace"']), ['#1', '#2'], 'what differs by its quotation marks only');
    assert.deepEqual(abbreviated(['100000', '200000']), ['#1', '#2'], 'a part of a number is another number');
    assert.deepEqual(abbreviated(['same name', 'same name']), ['#1', '#2']);
  });

  it('name arrangements, places without an object, and the lack of a state', () => {
    const objects = ['x', 'y', 'z'];
    assert.deepEqual(rowNames([2, -2, -1], objects), ['z', '?', '·']);
    assert.deepEqual(rowNames([7], objects), ['?']);
    assert.equal(rowNames([-1, -1, -1], objects), null);
    assert.equal(arrangementText([1, 0, 2], objects), 'y x z');
    assert.equal(arrangementText([1, 0], ['white rook', 'king']), 'king, white rook');
    assert.equal(arrangementText([-1, -1], objects), 'no state');
  });
});
