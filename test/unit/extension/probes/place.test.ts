import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scopeAfterEdit, type Edit } from '../../../../src/extension/probes/edits';
import { overlap, placeAfter, placeOf } from '../../../../src/extension/probes/place';
import { Lines } from '../../../../src/trace/lines';
import type { Range } from '../../../../src/trace/source';

const range = (line: number, from: number, to: number, last = line): Range => ({
  start: { line, character: from },
  end: { line: last, character: to },
});
const insert = (line: number, character: number, text: string): Edit => ({
  range: range(line, character, character),
  text,
});

describe('a probed part of a text', () => {
  const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n'), { maxLength: 40 }).map((parts) => parts.join(''));

  it('holds after an edit what it held, with what was changed within it', () => {
    let inside = 0;
    fc.assert(
      fc.property(text, text, fc.array(fc.nat(40), { minLength: 4, maxLength: 4 }), (before, inserted, offsets) => {
        const lines = new Lines(before);
        const [a, b, c, d] = offsets.map((offset) => Math.min(offset, before.length)) as [
          number,
          number,
          number,
          number,
        ];
        const [start, end] = [Math.min(a, b), Math.max(a, b)];
        const [from, to] = [Math.min(c, d), Math.max(c, d)];
        fc.pre(start < end);
        const after = before.slice(0, from) + inserted + before.slice(to);
        const scope = scopeAfterEdit(lines.range(start, end), { range: lines.range(from, to), text: inserted });
        const now = new Lines(after);
        const held = scope && after.slice(now.offset(scope.start), now.offset(scope.end));
        if (from > end || to < start) assert.equal(held, before.slice(start, end));
        else if (from > start && to < end) {
          inside++;
          assert.equal(held, before.slice(start, from) + inserted + before.slice(to, end));
        } else if (from < start && to > end) assert.equal(held, undefined);
        else if (held !== undefined) assert.ok(after.includes(held) && held !== '');
      }),
      { seed: 20260101, numRuns: 4000 },
    );
    assert.ok(inside > 10);
  });

  it('grows with what is typed at its end, and on its first line, not with lines before it', () => {
    const scope = range(2, 0, 5, 3);
    assert.deepEqual(scopeAfterEdit(scope, insert(3, 5, 'xy')), range(2, 0, 7, 3));
    assert.deepEqual(scopeAfterEdit(scope, insert(3, 5, '\nnew')), range(2, 0, 3, 4));
    assert.deepEqual(scopeAfterEdit(scope, insert(2, 0, 'x')), range(2, 0, 5, 3));
    assert.deepEqual(scopeAfterEdit(scope, insert(2, 0, 'x\n')), range(3, 0, 5, 4));
  });

  it('is gone when all of it is deleted', () => {
    assert.equal(scopeAfterEdit(range(1, 2, 5), { range: range(1, 2, 5), text: '' }), undefined);
  });
});

describe('the place of a probe', () => {
  const steps = [1, 2].map((line) => ({ map: [1, 0], text: 's', range: range(line, 0, 9) }));
  const place = placeOf(steps, range(1, 0, 9, 2));

  it('moves with lines before it', () => {
    const moved = placeAfter(place, [insert(0, 0, '\n')]);
    assert.equal(moved?.index.rangeOf(1)?.start.line, 3);
    assert.equal(moved.scope?.start.line, 2);
  });

  it('loses a step that is changed, and knows where the others are', () => {
    const changed = placeAfter(place, [insert(1, 4, 'x')]);
    assert.equal(changed?.index.rangeOf(0), undefined);
    assert.equal(changed?.index.rangeOf(1)?.start.line, 2);
  });

  it('takes several changes of one edit from the end', () => {
    const moved = placeAfter(place, [insert(2, 0, '\n'), insert(0, 0, '\n')]);
    assert.deepEqual(
      [0, 1].map((step) => moved?.index.rangeOf(step)?.start.line),
      [2, 4],
    );
  });

  it('is none when its text is gone', () => {
    assert.equal(placeAfter(place, [{ range: range(0, 0, 0, 5), text: '' }]), undefined);
  });
});

describe('probed parts', () => {
  it('overlap when they have text in common', () => {
    assert.equal(overlap(range(1, 0, 5), range(1, 4, 9)), true);
    assert.equal(overlap(range(1, 0, 5), range(1, 5, 9)), false);
    assert.equal(overlap(range(1, 0, 5, 4), range(2, 0, 1)), true);
    assert.equal(overlap(undefined, range(1, 0, 5)), true);
  });
});
