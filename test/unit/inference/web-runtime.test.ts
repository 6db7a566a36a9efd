import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { checkModelFile } from '../../../src/inference/check-file';
import { InferenceClient } from '../../../src/inference/client';
import type { StepWord } from '../../../src/inference/looks';
import { describeProvider } from '../../../src/inference/providers';
import { builtCli, ROOT } from '../cli/run-cli';
import { paritySpec, temporaryFolder } from '../models/tiny-models';

type Runtime = 'native' | 'web';

/** The largest difference, as a part of the largest number. */
function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  assert.equal(a.length, b.length);
  let [most, size] = [0, 1];
  for (let at = 0; at < a.length; at++) {
    most = Math.max(most, Math.abs(a[at]! - b[at]!));
    size = Math.max(size, Math.abs(a[at]!));
  }
  // A number that is none must not pass for a small one.
  return Number.isFinite(most) ? most / size : Infinity;
}

describe('onnxruntime as WebAssembly', function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const clients = new Map<Runtime, InferenceClient>();
  after(() => clients.forEach((client) => client.dispose()));

  /** The runtime is chosen when the process begins, which is with its first question. */
  async function on<T>(runtime: Runtime, ask: (client: InferenceClient) => Promise<T>): Promise<T> {
    const client = clients.get(runtime) ?? new InferenceClient();
    clients.set(runtime, client);
    process.env['STATE_PROBE_RUNTIME'] = runtime;
    try {
      return await ask(client);
    } finally {
      delete process.env['STATE_PROBE_RUNTIME'];
    }
  }

  async function onBoth<T>(ask: (client: InferenceClient) => Promise<T>): Promise<[T, T]> {
    return [await on('native', ask), await on('web', ask)];
  }

  const TOKENS = Int32Array.from({ length: 2 * 24 }, (_, at) => (at * 7 + (at >> 2)) % 11);

  // Recurrences by Scan of several states, convolutions, attention, whole numbers for states, and tables.
  for (const [name, vocabulary, classes, inside] of [
    ['s5-mamba-2', 11, 120, 'state.1'],
    ['s5-lstm-1', 11, 120, 'state.1'],
    ['s5-deltanet-negative-1', 11, 120, 'state.1'],
    ['s5-hybrid-2', 11, 120, 'hidden.1'],
    ['t3-transformer-2', 10, 27, 'attention.1'],
    ['t3-elman-rnn-1', 10, 27, 'state.1'],
    ['s5-wfa-ssm', 11, 120, 'state.1'],
  ] as const)
    it(`gives the logits and the inside of ${name} that native code gives`, async () => {
      const request = {
        ...{ model: join(ROOT, 'models', `${name}.onnx`), providers: ['cpu'] as const, batch: 2, length: 24 },
        ...{ tokens: TOKENS.map((token) => token % vocabulary), vocabulary, classes, outputs: ['logits', inside] },
      };
      const [native, web] = await onBoth((client) => client.run(request));
      assert.deepEqual([describeProvider(native), describeProvider(web)], ['cpu', 'cpu (WebAssembly)']);
      for (const output of ['logits', inside]) {
        const [a, b] = [native.tensors[output]!, web.tensors[output]!];
        assert.deepEqual(a.dims, b.dims);
        assert.ok(difference(a.data, b.data) < 1e-4, `${output} differs by ${difference(a.data, b.data)}`);
      }
      // Asked for its answer alone, a model runs in another form.
      const alone = await on('web', (client) => client.run({ ...request, outputs: ['logits'] }));
      const far = difference(native.tensors['logits']!.data, alone.tensors['logits']!.data);
      assert.ok(far < 1e-4, `logits alone differ by ${far}`);
    });

  for (const name of ['gru-script', 'lstm-dynamo', 'rnn-script'])
    it(`computes the operator of ${name}, and goes on from a layer that was replaced`, async () => {
      const file = join(ROOT, 'test/unit/graph/recorded/exports', `${name}.onnx`);
      const tokens = Int32Array.of(0, 1, 2, 3, 4, 0, 1, 4, 2);
      const { values } = await on('native', (client) => client.tensor(file, { tensor: 'logits', tokens }));
      const put = { tensor: 'hidden.0', token: 3, from: 'zero' } as const;
      const [native, web] = await onBoth((client) => client.tensor(file, { tensor: 'logits', tokens, puts: [put] }));
      assert.ok(difference(values, web.values) < 1e-4);
      assert.ok(difference(native.changed!, web.changed!) < 1e-4);
      assert.ok(difference(web.values, web.changed!) > 1e-3, 'nothing was replaced');
    });

  it('replaces a state between two steps, in a view whose weights lie in the model’s own file', async () => {
    const tokens = Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8);
    const after = Int32Array.from(tokens, (_, at) => at);
    const word: StepWord = {
      ...{ name: 'word', model: join(ROOT, 'models/s5-lstm-1.onnx'), providers: ['cpu'], vocabulary: 11, classes: 120 },
      ...{ tokens, first: 0, after, truth: after },
    };
    const value = { kind: 'zero' } as const;
    const [native, web] = await onBoth((client) =>
      client.look(word, 'patched', { patches: [{ output: 'state.1', token: 4, value }], sources: [] }),
    );
    assert.ok(difference(native.before.data, web.before.data) < 1e-4);
    assert.ok(difference(native.after.data, web.after.data) < 1e-4);
    assert.ok(difference(web.before.data, web.after.data) > 1e-3, 'nothing was replaced');
  });

  it('finds of a file what native code finds, and reads weights beside it but none from elsewhere', async () => {
    const spec = paritySpec();
    const initializers = spec.initializers!.map((one) =>
      one.name === 'ends' ? { ...one, data: [], external: 'weights.bin' } : one,
    );
    folder.write('weights.bin', new Uint8Array(Float32Array.of(0, 8).buffer));
    const good = folder.write('whole.onnx', spec);
    const cut = folder.write('cut.onnx', readFileSync(good).subarray(0, -40));
    const split = folder.write('split.onnx', { ...spec, initializers });
    for (const [file, passes] of [
      [good, true],
      [cut, false],
      [split, true],
    ] as const) {
      const [native, web] = await onBoth((client) => checkModelFile(file, client));
      assert.deepEqual(
        web.checks.map(({ name, passed }) => [name, passed]),
        native.checks.map(({ name, passed }) => [name, passed]),
      );
      assert.equal(
        web.checks.every(({ passed }) => passed === true),
        passes,
        basename(file),
      );
    }
    // Native code follows no such link either.
    rmSync(join(folder.path, 'weights.bin'));
    symlinkSync(join(ROOT, 'models/s5-lstm-1.onnx'), join(folder.path, 'weights.bin'));
    const [native, web] = await onBoth((client) => checkModelFile(split, client));
    assert.deepEqual(
      [native, web].map(({ checks }) => checks.every(({ passed }) => passed === true)),
      [false, false],
    );
    assert.match(web.checks.find(({ passed }) => passed === false)?.reason ?? '', /do not lie below its folder/);
  });

  it('may be killed in the middle of a run: it fails with the reason, and the next one works', async () => {
    const ask = (model: string, length: number) => ({
      ...{ model, providers: ['cpu'] as const, tokens: new Int32Array(length).fill(1), batch: 1, length },
      ...{ vocabulary: 2, classes: 2, outputs: ['logits'] },
    });
    const parity = folder.write('parity.onnx', paritySpec());
    await on('web', async (client) => {
      await client.load({ model: parity, providers: ['cpu'] });
      const running = client.run(ask(parity, 100_000));
      process.kill(client.pid!, 'SIGKILL');
      await assert.rejects(running, /the inference process ended unexpectedly \(SIGKILL\)/);
      const { tensors } = await client.run(ask(parity, 3));
      assert.deepEqual([...tensors['logits']!.data], [0, 8, 8, 0, 0, 8]);
    });
  });

  describe('in a package without native code', () => {
    /** What such a package holds, as far as the terminal needs it. */
    const lay = async (): Promise<string> => {
      const dist = join(await builtCli(), '..');
      const place = join(folder.path, 'package');
      const kept = /^(cli|inference|reader|manifest|shared-.*)\.js$|^verified\.txt$|^onnxruntime-web$|^grammars$/;
      cpSync(dist, join(place, 'dist'), {
        recursive: true,
        filter: (file) => file === dist || kept.test(file.slice(dist.length + 1).split('/')[0]!),
      });
      mkdirSync(join(place, 'models'));
      cpSync(join(ROOT, 'models/s5-lstm-1.onnx'), join(place, 'models/s5-lstm-1.onnx'));
      cpSync(join(ROOT, 'node_modules/onnxruntime-common'), join(place, 'dist/node_modules/onnxruntime-common'), {
        recursive: true,
      });
      return place;
    };
    const probe = (place: string) =>
      promisify(execFile)(
        process.execPath,
        ['dist/cli.js', 'run', join(ROOT, 'samples/shuffle.py'), '--models', 's5-lstm-1', '--json'],
        {
          cwd: place,
          env: { ...process.env, XDG_CACHE_HOME: join(folder.path, 'cache') },
        },
      ).then(
        ({ stdout }) => stdout,
        (error: unknown) => String((error as { stderr?: string }).stderr),
      );

    it('a text is probed; without either the reason and what to install is said', async () => {
      const place = await lay();
      const { models } = JSON.parse(await probe(place)) as { models: { provider: string; accuracy: number }[] };
      assert.deepEqual(
        models.map(({ provider, accuracy }) => [provider, accuracy]),
        [['cpu (WebAssembly)', 1]],
      );
      rmSync(join(place, 'dist/onnxruntime-web'), { recursive: true });
      assert.match(
        await probe(place),
        /native code does not work on this machine .*install the package of State Probe without a platform/s,
      );
    });
  });
});
