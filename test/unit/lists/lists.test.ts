import assert from 'node:assert/strict';
import { table } from '../../../src/cli/table';
import { append } from '../../../src/lists/append';
import { greatest, least } from '../../../src/lists/extremes';
import { grouped } from '../../../src/lists/grouped';
import { textOfUnits } from '../../../src/lists/text-of-units';

/** More than a call takes arguments. */
const MANY = 300_000;

describe('lists of any length', () => {
  const long = Array.from({ length: MANY }, (_, index) => (index * 7919) % MANY);

  it('have extremes', () => {
    assert.deepEqual([greatest(long), least(long)], [MANY - 1, 0]);
    assert.deepEqual([greatest([]), least([])], [-Infinity, Infinity]);
    assert.deepEqual([greatest([1, 2], 3), least([1, 2], 0)], [3, 0]);
    assert.ok(Number.isNaN(greatest([1, NaN, 2])), 'as Math.max has it');
  });

  it('are grouped, in the order in which they come', () => {
    const groups = grouped(long, (one) => String(one % 3));
    assert.deepEqual([...groups.keys()], [...new Set(long.map((one) => String(one % 3)))]);
    assert.deepEqual(
      groups.get('1'),
      long.filter((one) => one % 3 === 1),
    );
  });

  it('are appended', () => {
    const target = [-1];
    append(target, long);
    assert.equal(target.length, MANY + 1);
    assert.equal(target.at(-1), long.at(-1));
  });

  it('become text', () => {
    const units = long.map((unit) => unit % 0xd800);
    const text = textOfUnits(units);
    assert.equal(text.length, MANY);
    assert.ok(units.every((unit, at) => text.charCodeAt(at) === unit));
  });

  it('are the rows of a table', () => {
    const text = table(
      ['step'],
      long.map((value) => [String(value)]),
    );
    assert.equal(text.split('\n').length, MANY + 1);
  });
});
