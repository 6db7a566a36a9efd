import assert from 'node:assert/strict';
import {
  chooseProvider,
  describeProvider,
  providersFor,
  shortReason,
  type Runtime,
} from '../../../src/inference/providers';
import { judgeAnswers, type PrecisionCheck } from '../../../src/inference/precision/verdict';
import type { ProviderName } from '../../../src/inference/protocol';

interface Machine {
  has?: string[];
  /** Milliseconds of a run by provider; an error where the provider does not work. */
  times: Partial<Record<ProviderName, number | Error>>;
  cpuOperators?: string[] | undefined;
  /** What became of a file in half precision. */
  precision?: Partial<Record<ProviderName, PrecisionCheck>>;
}

/** A runtime that remembers which sessions are open. */
function machine({ has = ['cpu', 'webgpu', 'cuda'], times, cpuOperators = [], precision = {} }: Machine) {
  const open = new Set<ProviderName>();
  const timed: ProviderName[] = [];
  const runtime: Runtime<ProviderName> = {
    available: new Set(has),
    async open(provider) {
      const time = times[provider];
      if (time instanceof Error) throw time;
      open.add(provider);
      return Promise.resolve({ session: provider, cpuOperators: provider === 'cpu' ? undefined : cpuOperators });
    },
    async time(provider) {
      timed.push(provider);
      return Promise.resolve(times[provider] as number);
    },
    judge: (_, provider) => Promise.resolve(precision[provider]),
    async release(provider) {
      assert.ok(open.delete(provider), `${provider} was released twice`);
      return Promise.resolve();
    },
  };
  return { runtime, open, timed };
}

describe('the choice of an execution provider', () => {
  it('keeps the fastest of several and closes the others', async () => {
    const { runtime, open } = machine({ times: { cpu: 5, cuda: 3, webgpu: 1 } });
    const choice = await chooseProvider(['cuda', 'webgpu', 'cpu'], runtime);
    assert.equal(choice.provider, 'webgpu');
    assert.deepEqual([...open], ['webgpu']);
  });

  it('stays on the CPU where a GPU is slower, and says so', async () => {
    const { runtime, open } = machine({ times: { cpu: 0.6, webgpu: 1233.8 } });
    assert.deepEqual(await chooseProvider(['webgpu', 'cpu'], runtime), {
      session: 'cpu',
      provider: 'cpu',
      fallback: 'webgpu: slower on this model (at least 1233.8 ms against 0.6 ms)',
    });
    assert.deepEqual([...open], ['cpu']);
  });

  it('follows a single wish without a race', async () => {
    const { runtime, timed } = machine({ times: { cpu: 1, webgpu: 1000 }, cpuOperators: ['Scan'] });
    assert.deepEqual(await chooseProvider(['webgpu'], runtime), {
      session: 'webgpu',
      provider: 'webgpu',
      cpuOperators: ['Scan'],
    });
    assert.deepEqual(timed, []);
  });

  it('falls back to the CPU where the wish cannot be met, with the reason', async () => {
    const broken = machine({ times: { cpu: 1, webgpu: new Error('No supported adapters') } });
    const choice = await chooseProvider(['webgpu'], broken.runtime);
    assert.equal(choice.provider, 'cpu');
    assert.equal(choice.fallback, 'webgpu: No supported adapters');
    const missing = await chooseProvider(['dml'], broken.runtime);
    assert.equal(missing.fallback, 'dml is not in this build of onnxruntime');
  });

  it('does not run a file in half precision where it is not what it is said to be', async () => {
    const precision = { webgpu: judgeAnswers('webgpu', 0.5), cuda: judgeAnswers('cuda', 0.995) };
    const { runtime, open } = machine({ times: { cpu: 5, webgpu: 1, cuda: 3 }, precision });
    const alone = await chooseProvider(['webgpu'], runtime);
    assert.deepEqual([alone.provider, alone.precision?.passed], ['cpu', false]);
    assert.match(alone.fallback ?? '', /^webgpu: in half precision, .* 50% of its answers are .* fewer than 99%$/);
    await runtime.release(alone.session);
    const raced = await chooseProvider(['webgpu', 'cuda', 'cpu'], runtime);
    assert.deepEqual([raced.provider, raced.precision?.sameAnswers], ['cuda', 0.995]);
    assert.deepEqual([...open], ['cuda']);
  });

  it('does not call it a GPU run when everything stayed on the CPU', async () => {
    const { runtime, open } = machine({ times: { cpu: 1, webgpu: 0.1 } });
    const allOnCpu: Runtime<ProviderName> = {
      ...runtime,
      open: async (provider) => ({ ...(await runtime.open(provider)), cpuOperators: undefined }),
    };
    const choice = await chooseProvider(['webgpu'], allOnCpu);
    assert.equal(choice.provider, 'cpu');
    assert.match(choice.fallback ?? '', /takes none of the operators/);
    assert.deepEqual([...open], ['cpu']);
  });

  it('times nothing where the CPU is alone, and needs no reason', async () => {
    const { runtime, timed } = machine({ has: ['cpu'], times: { cpu: 1 } });
    assert.deepEqual(await chooseProvider(['cpu'], runtime), { session: 'cpu', provider: 'cpu' });
    await chooseProvider(['webgpu', 'cpu'], runtime);
    assert.deepEqual(timed, []);
  });

  it('passes the error on when not even the CPU can open the model', async () => {
    const { runtime } = machine({ times: { cpu: new Error('no such model') } });
    await assert.rejects(chooseProvider(['webgpu', 'cpu'], runtime), /no such model/);
  });

  it('ends with the CPU on every platform', () => {
    for (const platform of ['linux', 'darwin', 'win32', 'freebsd'] as const)
      assert.equal(providersFor('auto', platform).at(-1), 'cpu');
    assert.deepEqual(providersFor('webgpu'), ['webgpu']);
  });
});

describe('what is said about a provider', () => {
  it('names the operators that the CPU keeps', () => {
    assert.equal(describeProvider({ provider: 'webgpu' }), 'webgpu');
    assert.equal(describeProvider({ provider: 'webgpu', cpuOperators: ['Scan'] }), 'webgpu, with cpu for Scan');
    const many = { provider: 'webgpu' as const, cpuOperators: ['A', 'B', 'C', 'D'] };
    assert.equal(describeProvider(many), 'webgpu, with cpu for A, B, C and others');
    assert.equal(describeProvider({ provider: 'cpu', webAssembly: true }), 'cpu (WebAssembly)');
  });

  it("leaves the C++ places of the runtime's errors out", () => {
    const source =
      '/onnxruntime_src/onnxruntime/core/providers/webgpu/webgpu_context.cc:136 onnxruntime::F(const X&)::<lambda()>';
    assert.equal(
      shortReason(new Error(`${source} a == b was false. No supported adapters\n`)),
      'No supported adapters',
    );
    const web = 'failed to call OrtRun(). ERROR_CODE: 2, ERROR_MESSAGE: indices element out of data bounds';
    assert.equal(shortReason(new Error(web)), 'indices element out of data bounds');
    assert.equal(shortReason('plain\n words'), 'plain words');
  });
});
