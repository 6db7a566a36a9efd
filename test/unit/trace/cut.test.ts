import assert from 'node:assert/strict';
import { firstSteps } from '../../../src/trace/cut';
import { makeTrace, states, type Trace } from '../../../src/trace/trace';
import { withVerdict } from '../../../src/trace/verdict';

function swaps(count: number): Trace {
  const steps = Array.from({ length: count }, (_, step) => ({ map: step % 2 ? [0, 2, 1] : [1, 0, 2], text: 's' }));
  const source = { uri: 'swaps.py', language: 'python' };
  return makeTrace({
    domain: 'code',
    source,
    slots: ['a', 'b', 'c'],
    objects: ['1', '2', '3'],
    initial: [0, 1, 2],
    steps,
  });
}

describe('the first steps of a trace', () => {
  it('lead to the state after the last of them', () => {
    const cut = firstSteps(swaps(100), 31);
    assert.equal(cut.steps.length, 31);
    assert.deepEqual(cut.final, states(swaps(100))[31]);
  });

  it('keep the verdict on all', () => {
    const whole = withVerdict(swaps(100));
    assert.equal(whole.verdict?.name, 'S3');
    assert.deepEqual(firstSteps(whole, 1).verdict, whole.verdict);
  });

  it('know an illegal move only where it is among them', () => {
    const illegal = { step: 9, reason: 'no' };
    const long = { ...swaps(10), illegal };
    assert.equal(firstSteps(long, 9).illegal, undefined);
    assert.deepEqual(firstSteps({ ...swaps(12), illegal }, 10).illegal, illegal);
  });

  it('are the trace itself where it has no more', () => {
    const trace = swaps(30);
    assert.equal(firstSteps(trace, 30), trace);
  });
});
