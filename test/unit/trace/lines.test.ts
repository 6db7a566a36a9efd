import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lines } from '../../../src/trace/lines';

describe('lines of a text', () => {
  it('give every offset back from its position, whatever ends the lines', () => {
    const text = fc.array(fc.constantFrom('a', 'é', '😀', '\n', '\r', '\r\n', '\t', ' '), { maxLength: 60 });
    fc.assert(
      fc.property(text, (parts) => {
        const lines = new Lines(parts.join(''));
        for (let offset = 0; offset <= lines.text.length; offset++) {
          const position = lines.position(offset);
          assert.equal(lines.offset(position), offset);
          if (lines.text.slice(offset - 1, offset + 1) === '\r\n') continue;
          const above = lines.text.slice(0, offset).split(/\r\n|\r|\n/);
          assert.deepEqual(position, { line: above.length - 1, character: (above.at(-1) ?? '').length });
        }
      }),
      { seed: 20260101 },
    );
  });

  it('give ranges whose ends are within their lines', () => {
    const lines = new Lines('ab\r\nc\r\n');
    assert.deepEqual(lines.range(1, 3), { start: { line: 0, character: 1 }, end: { line: 0, character: 2 } });
    assert.deepEqual(lines.range(3, 4), { start: { line: 0, character: 2 }, end: { line: 1, character: 0 } });
    assert.deepEqual(lines.range(6, 7), { start: { line: 1, character: 1 }, end: { line: 2, character: 0 } });
  });

  it('select a part, never the byte order mark, and forgive positions past the end', () => {
    const text = '\uFEFFone\ntwo\n';
    const lines = new Lines(text);
    const source = { uri: '-', language: 'word', text };
    assert.deepEqual(lines.selected(source), { start: 1, end: 9 });
    const selection = { start: { line: 1, character: 1 }, end: { line: 7, character: 7 } };
    assert.deepEqual(lines.selected({ ...source, selection }), { start: 6, end: 9 });
    assert.deepEqual(lines.position(9), { line: 2, character: 0 });
  });
});
