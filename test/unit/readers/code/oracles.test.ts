import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { runInNewContext } from 'node:vm';
import { difference } from '../../../fuzz/compare';
import { check } from '../../../fuzz/check';
import { javascriptProgram } from '../../../fuzz/javascript-programs';
import type { Program, Run } from '../../../fuzz/program';
import { leavingProgram } from '../../../fuzz/leaving';
import { pythonProgram } from '../../../fuzz/python-programs';
import { runInVm } from '../../../fuzz/vm';
import { states } from '../../../../src/trace/trace';
import { read } from './read';

const recorded = JSON.parse(readFileSync(path.join(__dirname, 'recorded/cpython.json'), 'utf8')) as {
  program: Program;
  run: Run;
}[];

describe('code against real interpreters', () => {
  it('agrees with what CPython was recorded to do, at every step', async () => {
    let steps = 0;
    for (const { program, run } of recorded) {
      assert.deepEqual(
        pythonProgram(program.seed),
        program,
        `seed ${program.seed} makes another program now: record again`,
      );
      const result = await check(program, 'python', run);
      assert.equal(result.wrong, undefined, `seed ${program.seed}\n${program.source}`);
      steps += result.steps;
    }
    assert.ok(recorded.length >= 100 && steps > 5 * recorded.length);
  }).timeout(60_000);

  const seed = 20260101;
  it(`agrees with node:vm on 60 JavaScript programs from seed ${seed}, at every step`, async () => {
    for (let next = seed; next < seed + 60; next++) {
      const program = javascriptProgram(next);
      const { wrong } = await check(program, 'javascript', runInVm(program));
      assert.equal(wrong, undefined, `seed ${next}\n${program.source}`);
    }
  }).timeout(60_000);

  it(`agrees with node:vm on 20 JavaScript programs of exceptions and generators from seed ${seed}, at every step`, async () => {
    let steps = 0;
    for (let next = seed; next < seed + 20; next++) {
      const program = leavingProgram('javascript', next);
      const result = await check(program, 'javascript', runInVm(program));
      assert.equal(result.wrong, undefined, `seed ${next}\n${program.source}`);
      steps += result.steps;
    }
    assert.ok(steps > 600, `${steps}`);
  }).timeout(60_000);

  it('reads and writes what a class itself has by its functions as node:vm does', async () => {
    const text = `class Row {
  static items = [3, 1, 2];
  static get first() { return this.items[0]; }
  static set first(value) { this.items[0] = value; }
  get first() { return 9; }
}
class Other extends Row { static items = [5, 6, 7]; }
const row = [0, 0, 0, 0, 0];
row[0] = Row.first;
row[1] = Other.first;
Other.first = Row.first;
row[2] = Other.items[0];
Row.first = 8;
row[3] = Row.items[0];
row[4] = new Other().first;
[row[0], row[1]] = [row[1], row[0]];
`;
    const trace = await read('javascript', text, undefined, { track: ['row'] });
    const last = states(trace).at(-1);
    const shown = trace.slots.flatMap((slot, at) => (slot.startsWith('row') ? [trace.objects[last?.[at] ?? -1]] : []));
    assert.deepEqual(shown.map(Number), [...(runInNewContext(`${text}; row`) as number[])]);
  });

  it('would notice a step too few, a step too many, a wrong map and a wrong end', async () => {
    let noticed = 0;
    for (let next = 1; next <= 25; next++) {
      const program = javascriptProgram(next);
      const run = runInVm(program);
      const trace = await read('javascript', program.source);
      const moving = trace.steps.findIndex(({ map }) => map?.some((from, slot) => from !== slot));
      const step = trace.steps[moving];
      if (!step?.map) continue;
      const turned = { ...step, map: [...step.map.slice(1), step.map[0] ?? 0] };
      const wrong = [
        { ...trace, steps: trace.steps.filter((_, index) => index !== moving) },
        { ...trace, steps: trace.steps.map((one, index) => (index === moving ? turned : one)) },
        { ...trace, steps: [...trace.steps, turned] },
      ];
      for (const one of wrong) if (difference(one, run) !== undefined) noticed++;
      assert.equal(difference(trace, run), undefined);
    }
    assert.ok(noticed > 60, `${noticed}`);
  });
});
