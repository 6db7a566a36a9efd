import assert from 'node:assert/strict';
import { Effort } from '../../../../src/readers/code/effort';
import { readCode } from '../../../../src/readers/code/read';
import { UnreadError } from '../../../../src/readers/reader';

const text = `def turn(row, times):
    for _ in range(times):
        row[0], row[1] = row[1], row[0]

turn([1, 2], 40)
`;

const read = (effort: Effort) => readCode({ uri: 'x.py', language: 'python', text }, { effort });

describe('what all runs of a text may cost', () => {
  it('is an error of its bounds beyond that, and else changes nothing', async () => {
    const enough = await read(new Effort(100_000));
    assert.deepEqual(enough, await readCode({ uri: 'x.py', language: 'python', text }, {}));
    await assert.rejects(read(new Effort(100)), (error) => {
      assert.ok(error instanceof UnreadError);
      assert.equal(error.reason, 'to find what moves here takes more than 100 operations in all its runs');
      return error.kind === 'bounds';
    });
  });

  it('leaves a little to every part where others have taken all', () => {
    const whole = new Effort(1000);
    const at = { start: 0, end: 0 };
    const first = whole.part(800, 50);
    first.run(800);
    first.check(at);
    first.look(20);
    assert.throws(() => {
      first.check(at);
    }, /more than 800 operations/);
    const second = whole.part(800, 50);
    second.run(198);
    second.check(at);
    const third = whole.part(800, 50);
    third.run(51);
    assert.throws(() => {
      third.check(at);
    }, /more than 50 operations/);
  });
});
