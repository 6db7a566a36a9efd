import assert from 'node:assert/strict';
import type { Call, Handlers } from '../../../../src/protocol/messages';
import '../fake-vscode';

type Ask = Parameters<InstanceType<typeof import('../../../../src/extension/visualizer/calls').Calls>['join']>[0];

/** What a handler was called with, and how it is brought to its end. */
interface Begun extends Call {
  name: string;
  end: (answer: unknown) => void;
}

describe('the requests of pages', () => {
  let Calls: typeof import('../../../../src/extension/visualizer/calls').Calls;
  before(async () => ({ Calls } = await import('../../../../src/extension/visualizer/calls')));

  const long = { name: 'linearProbes', body: { probe: 'p', model: 'm' } } as unknown as Ask;
  const short = { name: 'trajectories', body: { probe: 'p', model: 'm' } } as unknown as Ask;
  let begun: Begun[];
  let calls: InstanceType<typeof Calls>;
  beforeEach(() => {
    begun = [];
    const handler =
      (name: string) =>
      (_: unknown, call: Call): Promise<unknown> =>
        new Promise((end, fail) => {
          begun.push({ ...call, name, end });
          call.signal.addEventListener('abort', () => fail(new Error('ended')));
        });
    const handlers = { linearProbes: handler('linearProbes'), trajectories: handler('trajectories') };
    calls = new Calls(() => Promise.resolve(handlers as unknown as Handlers));
  });
  const progress = { done: 1, total: 2, message: 'half' };

  it('that take long go on when the page is gone, and the next one gets the answer', async () => {
    const first = calls.join(long, () => assert.fail());
    await Promise.resolve();
    first.leave();
    begun[0]?.report(progress);
    const seen: unknown[] = [];
    const second = calls.join(long, (told) => seen.push(told));
    begun[0]?.end('figures');
    assert.equal(await second.answer, 'figures');
    assert.deepEqual(seen, [progress]);
    assert.equal(begun.length, 1);
    assert.equal(begun[0]?.signal.aborted, false);
  });

  it('keep an answer that nobody was there for, and only that', async () => {
    const first = calls.join(long, () => undefined);
    await Promise.resolve();
    first.leave();
    begun[0]?.end('figures');
    await first.answer;
    assert.equal(await calls.join(long, () => undefined).answer, 'figures');
    void calls.join(long, () => undefined);
    await Promise.resolve();
    assert.equal(begun.length, 2);
  });

  it('end when the last page that waits takes them back', async () => {
    const [first, second] = [calls.join(long, () => undefined), calls.join(long, () => undefined)];
    await Promise.resolve();
    const signal = begun[0]?.signal;
    const isAborted = (): boolean | undefined => signal?.aborted;
    first.cancel();
    assert.equal(isAborted(), false);
    second.cancel();
    assert.equal(isAborted(), true);
    assert.equal(second.isCancelled(), true);
    await assert.rejects(second.answer, /ended/);
    await assert.rejects(first.answer, /ended/);
  });

  it('are tried again after a failure', async () => {
    const first = calls.join(long, () => undefined);
    await Promise.resolve();
    first.cancel();
    await assert.rejects(first.answer);
    void calls.join(long, () => undefined);
    await Promise.resolve();
    assert.equal(begun.length, 2);
  });

  it('that are short end with their page', async () => {
    const call = calls.join(short, () => assert.fail());
    await Promise.resolve();
    call.leave();
    assert.equal(begun[0]?.signal.aborted, true);
    await assert.rejects(call.answer);
  });
});
