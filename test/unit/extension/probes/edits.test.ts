import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterEdit, touches, type Edit } from '../../../../src/extension/probes/edits';
import { Lines } from '../../../../src/trace/lines';

const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '\r\n'), { maxLength: 40 }).map((parts) => parts.join(''));

describe('ranges after an edit', () => {
  it('still hold the same text, where they are still known', () => {
    let known = 0;
    fc.assert(
      fc.property(text, text, fc.array(fc.nat(40), { minLength: 4, maxLength: 4 }), (before, inserted, offsets) => {
        const lines = new Lines(before);
        // Positions inside a `\r\n` do not exist in an editor.
        const [a, b, c, d] = offsets.map((offset) => {
          const inside = Math.min(offset, before.length);
          return before.slice(inside - 1, inside + 1) === '\r\n' ? inside - 1 : inside;
        }) as [number, number, number, number];
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const [from, to] = [Math.min(c, d), Math.max(c, d)];
        const edit: Edit = { range: lines.range(from, to), text: inserted };
        const after = before.slice(0, from) + inserted + before.slice(to);
        // An insertion that makes one line ending of two halves is not what this is about.
        fc.pre(!/\r$/.test(inserted) && !(inserted.startsWith('\n') && before[from - 1] === '\r'));
        const moved = afterEdit(lines.range(start, end), edit);
        if (!moved) {
          assert.ok(from < end && to > start);
          return;
        }
        known++;
        const now = new Lines(after);
        assert.equal(after.slice(now.offset(moved.start), now.offset(moved.end)), before.slice(start, end));
      }),
      { seed: 20260101, numRuns: 1000 },
    );
    assert.ok(known > 100);
  });

  it('are lost when the edit changes them', () => {
    const range = { start: { line: 1, character: 0 }, end: { line: 1, character: 5 } };
    const at = (character: number) => ({ line: 1, character });
    assert.equal(afterEdit(range, { range: { start: at(2), end: at(3) }, text: 'x' }), undefined);
    assert.equal(afterEdit(range, { range: { start: at(2), end: at(2) }, text: 'x' }), undefined);
    assert.deepEqual(afterEdit(range, { range: { start: at(5), end: at(5) }, text: 'x' }), range);
  });
});

describe('touches', () => {
  it('counts both ends', () => {
    const range = { start: { line: 0, character: 2 }, end: { line: 1, character: 3 } };
    const at = (line: number, character: number) => touches(range, { line, character });
    assert.deepEqual([at(0, 1), at(0, 2), at(1, 0), at(1, 3), at(1, 4)], [false, true, true, true, false]);
  });
});
