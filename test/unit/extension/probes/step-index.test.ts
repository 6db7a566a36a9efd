import assert from 'node:assert/strict';
import { StepIndex } from '../../../../src/extension/probes/step-index';

const range = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});

/** Two steps on line 0, a loop's body on line 2 that runs three times, one generated step. */
const index = new StepIndex([
  range(0, 0, 4),
  range(0, 6, 10),
  range(2, 2, 9),
  range(2, 2, 9),
  range(2, 2, 9),
  undefined,
]);

describe('steps by their place', () => {
  it('finds all steps whose text holds a position', () => {
    assert.deepEqual(index.at({ line: 0, character: 3 }), [0]);
    assert.deepEqual(index.at({ line: 0, character: 5 }), []);
    assert.deepEqual(index.at({ line: 2, character: 2 }), [2, 3, 4]);
  });

  it('finds a step that spans lines from every one of them', () => {
    const long = new StepIndex([{ start: { line: 1, character: 4 }, end: { line: 3, character: 1 } }]);
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((line) => long.at({ line, character: 1 })),
      [[], [], [0], [0], []],
    );
  });

  it('takes a cursor beside the steps of a line to mean them', () => {
    assert.equal(index.meant({ line: 0, character: 20 }, 0), 0);
    assert.equal(index.meant({ line: 1, character: 0 }, 0), undefined);
  });

  it('stays at the playhead, or goes on from it, where a place has many steps', () => {
    assert.equal(index.meant({ line: 2, character: 4 }, 3), 3);
    assert.equal(index.meant({ line: 2, character: 4 }, 0), 2);
    assert.equal(index.meant({ line: 2, character: 4 }, 5), 4);
  });

  it('knows the lines to mark, with their steps in the order of time', () => {
    const lines = [...index.lines()].map(([line, steps]) => [line, steps.map(({ step }) => step)]);
    assert.deepEqual(lines, [
      [0, [0, 1]],
      [2, [2, 3, 4]],
    ]);
  });

  it('moves, and forgets the steps that are gone', () => {
    const down = index.moved(({ start, end }) => ({
      start: { ...start, line: start.line + 1 },
      end: { ...end, line: end.line + 1 },
    }));
    assert.deepEqual(down.rangeOf(2), range(3, 2, 9));
    assert.equal(down.rangeOf(5), undefined);
    const fewer = index.moved((old) => (old.start.line === 2 ? undefined : old));
    assert.deepEqual([...fewer.lines().keys()], [0]);
  });

  it('tells the places of a line, from left to right, with their visits', () => {
    assert.deepEqual(
      index.sites(2).map(({ visits }) => visits),
      index.sites(2).map(({ visits }) => visits.toSorted((a, b) => a - b)),
    );
    assert.deepEqual(
      index
        .sites(2)
        .flatMap(({ visits }) => visits)
        .sort(),
      [2, 3, 4],
    );
    assert.deepEqual(index.sites(1), []);
    for (const { visits } of index.sites(2)) assert.deepEqual(index.visitsOf(visits[0] ?? -1), visits);
  });
});
