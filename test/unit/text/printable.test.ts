import assert from 'node:assert/strict';
import { printable } from '../../../src/text/printable';

describe('printable text', () => {
  it('has no character that drives a terminal, breaks the line or turns the direction of writing', () => {
    assert.equal(printable('a\u001b[31mb\r\nc\u0007'), 'a [31mb c ');
    assert.equal(printable('x\u202ey\u2066z\u200f.'), 'x y z .');
    assert.equal(printable('one\u2028two\u2029three\u0085four'), 'one two three four');
  });

  it('has everything else as it was', () => {
    const text = 'naïve  “quotes” 中文 עברית 😀 a\u0301';
    assert.equal(printable(text), text);
  });
});
