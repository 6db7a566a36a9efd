import assert from 'node:assert/strict';
import { stepNotation } from '../../../src/page/notation';
import { stateText } from '../../../src/page/state-text';

const list = { slots: ['a[0]', 'a[1]', 'a[2]'], objects: ['10', '20', '30'] };

describe('a state as text', () => {
  it('writes a list as a list', () => assert.equal(stateText(list, [1, 0, 2]), 'a = [20, 10, 30]'));

  it('writes variables by name and leaves constants out', () => {
    const world = { slots: ['x', 'const 0', 'y'], objects: ['1', '0', '2'] };
    assert.equal(stateText(world, [1, 1, 2]), 'x = 0, y = 2');
  });

  it('writes numbered places without a name', () => {
    assert.equal(stateText({ slots: ['1', '2'], objects: ['1', '2'] }, [1, 0]), '[2, 1]');
    assert.equal(stateText({ slots: ['1st', '2nd'], objects: ['p', 'q'] }, [1, 0]), '[q, p]');
  });

  it('says where a part of a list starts, and keeps two lists apart', () => {
    const world = { slots: ['a[2]', 'a[3]', 'b[0]'], objects: ['p', 'q', 'r'] };
    assert.equal(stateText(world, [0, 1, 2]), 'a[2…] = [p, q], b = [r]');
  });

  it('says that there is no state after an illegal move', () => {
    assert.equal(stateText(list, null), 'no state: illegal move');
  });

  it('writes only what changed of a world too large for a line', () => {
    const slots = Array.from({ length: 20 }, (_, slot) => `s${slot}`);
    const map = slots.map((_, slot) => slot);
    [map[3], map[5]] = [5, 3];
    const world = { slots, objects: slots.map((name) => name.toUpperCase()) };
    assert.equal(stateText(world, map, [3, 5]), 's3 = S5, s5 = S3');
    assert.equal(
      stateText(
        world,
        slots.map((_, slot) => slot),
      ),
      '20 places, none changed',
    );
  });

  it('leaves out the square that a chess piece has left', () => {
    const slots = Array.from({ length: 64 }, (_, slot) => `q${slot}`);
    const objects = slots.map((name) => (name === 'q1' ? 'white knight b1' : `empty ${name}`));
    const map = slots.map((_, slot) => slot);
    [map[1], map[18]] = [18, 1];
    assert.equal(stateText({ slots, objects }, map, [1, 18]), 'q18 = white knight b1');
  });

  it('keeps hostile names on the line', () => {
    assert.equal(stateText({ slots: ['x\n\u202e'], objects: ['a\u0007b'] }, [0]), 'x \ufffd = a\ufffdb');
  });
});

describe('a step in the names of its world', () => {
  const of = (map: number[] | null) => stepNotation(list, { map, text: '' });

  it('is in cycles for a permutation', () => {
    assert.equal(of([1, 2, 0]), '(a[0] a[1] a[2])');
    assert.equal(of([0, 1, 2]), '()');
  });

  it('names what a reset overwrites', () => assert.equal(of([1, 1, 2]), 'a[0] ← a[1]'));

  it('says so at the null state', () => assert.equal(of(null), 'no state follows'));
});
