import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { InferenceClient } from '../../../src/inference/client';
import { inferenceEntry } from '../../../src/inference/entry';
import type { Progress, RunRequest } from '../../../src/inference/protocol';
import type { Manifest } from '../../../src/models/manifest';
import { output, parityManifest, paritySpec, slowSpec, temporaryFolder } from '../models/tiny-models';

type Run = Omit<RunRequest, 'kind'>;

function running(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
}

describe('the inference process', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const parity = folder.write('parity.onnx', paritySpec());
  // At four teraflops of products, one run takes far longer than any test waits.
  const slow = folder.write('slow.onnx', slowSpec(10));
  let client: InferenceClient;
  beforeEach(() => (client = new InferenceClient()));
  afterEach(() => client.dispose());

  const ask = (tokens: number[], more: Partial<Run> = {}): Run => ({
    model: parity,
    providers: ['cpu'],
    tokens: Int32Array.from(tokens),
    batch: 1,
    length: tokens.length,
    vocabulary: 2,
    classes: 2,
    outputs: ['logits'],
    ...more,
  });
  const forever = (): Run => ask(new Array<number>(200_000).fill(1), { model: slow });
  const answers = async (): Promise<void> => {
    const { tensors } = await client.run(ask([1, 1, 0, 1]));
    assert.deepEqual([...tensors.logits!.data], [0, 8, 8, 0, 8, 0, 0, 8]);
  };

  it('gives the outputs that were asked for, in order of the questions', async () => {
    const lengths = [3, 1, 5, 2];
    const outcomes = await Promise.all(lengths.map((n) => client.run(ask(new Array<number>(n).fill(1)))));
    assert.deepEqual(
      outcomes.map(({ tensors }) => tensors.logits?.dims),
      lengths.map((n) => [1, n, 2]),
    );
    const { tensors, provider } = await client.run(ask([0, 1], { outputs: ['hidden.0', 'logits'] }));
    assert.deepEqual([...tensors['hidden.0']!.data], [8, 0, 0, 8]);
    assert.deepEqual(Object.keys(tensors), ['hidden.0', 'logits']);
    assert.equal(provider, 'cpu');
  });

  it('tells what a model is without running it', async () => {
    const facts = await client.load({ model: parity, providers: ['cpu'] });
    const widths = { logits: 2, 'hidden.0': 2 };
    const digest = createHash('sha256').update(readFileSync(parity)).digest('hex');
    const outputs = ['logits', 'hidden.0'];
    assert.deepEqual(facts, { provider: 'cpu', digest, inputs: ['tokens'], outputs, widths });
  });

  it('computes a long batch in pieces, tells how far it is, and loses nothing at the seams', async () => {
    const [batch, length] = [70, 300];
    const tokens = Int32Array.from({ length: batch * length }, (_, i) => (i * 7 + (i >> 3)) % 2);
    const seen: Progress[] = [];
    // What is said of verifying it is another matter.
    await client.load({ model: parity, providers: ['cpu'] });
    const request = { ...ask([]), tokens, batch, length };
    const { tensors } = await client.run(request, { onProgress: (progress) => seen.push(progress) });
    assert.deepEqual(tensors.logits?.dims, [batch, length, 2]);
    for (let word = 0; word < batch; word++) {
      let odd = 0;
      for (let t = 0; t < length; t++) {
        odd ^= tokens[word * length + t]!;
        assert.equal(tensors.logits.data[2 * (word * length + t) + odd], 8);
      }
    }
    assert.ok(seen.length >= 2);
    assert.deepEqual(
      [...seen].sort((a, b) => a.done - b.done),
      seen,
    );
    assert.ok(seen.every(({ done, total }) => done < total && total === batch));
  });

  it('is ended by a cancellation, and the next request starts another', async () => {
    await client.load({ model: slow, providers: ['cpu'] });
    const { pid } = client;
    const controller = new AbortController();
    const cancelled = client.run(forever(), { signal: controller.signal });
    const next = answers();
    controller.abort();
    await assert.rejects(cancelled, { name: 'AbortError' });
    await next;
    assert.notEqual(client.pid, pid);
    await until(() => !running(pid!));
  });

  it('forgets a request that is cancelled while it waits, and goes on with the others', async () => {
    const controller = new AbortController();
    const first = client.run(ask([1]));
    const waiting = client.run(ask([1]), { signal: controller.signal });
    const last = client.run(ask([1]));
    const { pid } = client;
    controller.abort();
    await assert.rejects(waiting, { name: 'AbortError' });
    await Promise.all([first, last]);
    assert.equal(client.pid, pid);
    await assert.rejects(client.run(ask([1]), { signal: controller.signal }), { name: 'AbortError' });
  });

  it('may be killed from outside: the run fails with the reason, the next one works', async () => {
    await client.load({ model: slow, providers: ['cpu'] });
    const dying = client.run(forever());
    process.kill(client.pid!, 'SIGKILL');
    await assert.rejects(dying, /the inference process ended unexpectedly \(SIGKILL\)/);
    await answers();
  });

  it('may die while nothing is asked', async () => {
    await answers();
    const pid = client.pid!;
    process.kill(pid, 'SIGKILL');
    await until(() => client.pid !== pid);
    await answers();
  });

  it('is explained by its last words when it cannot even start', async () => {
    const path = join(folder.path, 'broken.cjs');
    writeFileSync(path, 'console.error("no such library"); process.exit(3);');
    const broken = new InferenceClient({ path, execArgv: [] });
    for (let attempt = 0; attempt < 2; attempt++)
      await assert.rejects(broken.run(ask([1])), /ended unexpectedly \(exit code 3\): no such library/);
    broken.dispose();
  });

  it('fails what is still asked when it is closed, and refuses more', async () => {
    const pending = [client.run(forever()), client.run(ask([1]))];
    const { pid } = client;
    client.dispose();
    for (const call of pending) await assert.rejects(call, /was closed/);
    await assert.rejects(client.run(ask([1])), /was closed/);
    await until(() => !running(pid!));
  });

  it('ends with the process that asked it, which it does not keep running', async () => {
    const script = join(folder.path, 'parent.ts');
    const source = join(__dirname, '../../../src/inference/client');
    writeFileSync(
      script,
      `import { InferenceClient } from ${JSON.stringify(source)};
       const client = new InferenceClient();
       client.load({ model: ${JSON.stringify(parity)}, providers: ['cpu'] }).then(() => console.log(client.pid));`,
    );
    // No dispose: the parent ends by itself although the child lives, and the child follows it.
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script]);
    const pid = Number(stdout);
    assert.ok(pid > 0);
    await until(() => !running(pid));
  });

  it('ends with the process that asked it, also in the middle of a run', async () => {
    const script = join(folder.path, 'killed.ts');
    const source = join(__dirname, '../../../src/inference/client');
    writeFileSync(
      script,
      `import { InferenceClient } from ${JSON.stringify(source)};
       const client = new InferenceClient();
       const model = ${JSON.stringify(slow)};
       client.load({ model, providers: ['cpu'] }).then(() => {
         const length = 200000;
         client.run({ model, providers: ['cpu'], tokens: new Int32Array(length), batch: 1, length, vocabulary: 2, classes: 2, outputs: ['logits'] });
         console.log(client.pid);
       });`,
    );
    const parent = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    parent.kill('SIGKILL');
    await until(() => !running(Number(line)));
  });

  it('opens a model again when its file has changed', async () => {
    const changing = folder.write('changing.onnx', paritySpec());
    await client.run(ask([1], { model: changing }));
    const spec = paritySpec();
    spec.initializers = spec.initializers!.map((i) => (i.name === 'ends' ? { ...i, data: [0.5, 3] } : i));
    folder.write('changing.onnx', { ...spec, metadata: { ...spec.metadata, changed: 'yes' } });
    const { tensors } = await client.run(ask([1], { model: changing }));
    assert.deepEqual([...tensors.logits!.data], [0.5, 3]);
  });

  describe('refuses', () => {
    const lasting = new InferenceClient();
    after(() => lasting.dispose());
    const refused = (more: Partial<Run>, reason: RegExp, tokens = [1, 0]): Promise<void> =>
      assert.rejects(lasting.run(ask(tokens, more)), reason);
    const model = (
      name: string,
      change: (spec: ReturnType<typeof paritySpec>) => void,
      manifest: Partial<Manifest> = {},
    ): string => {
      const spec = paritySpec(parityManifest(manifest));
      change(spec);
      return folder.write(name, spec);
    };

    it('token ids that the model does not know', async () => {
      await refused({}, /token 1 has the id 2; the model knows 0 to 1/, [0, 2]);
      await refused({}, /token 0 has the id -1/, [-1]);
    });

    it('sizes that do not fit the tokens', async () => {
      await refused({ batch: 0 }, /batch must be at least 1, not 0/);
      await refused({ length: 1.5 }, /length must be at least 1, not 1\.5/);
      await refused({ length: 3 }, /1 × 3 token ids are needed, not 2/);
      await refused({ batch: 5000, length: 5000 }, /are more than 16000000/);
    });

    it('outputs that the model does not have', () =>
      refused({ outputs: ['hidden.7'] }, /no float32 output "hidden\.7"/));

    it('a model whose logits are not as many as its classes', () =>
      refused({ classes: 3 }, /gives 2 logits, its manifest has 3 classes/));

    it('a model with another input', () => {
      const path = model('named.onnx', (spec) => {
        spec.inputs[0]!.name = 'input_ids';
        for (const node of spec.nodes)
          node.inputs = node.inputs.map((name) => (name === 'tokens' ? 'input_ids' : name));
      });
      return refused({ model: path }, /one input, "tokens", not "input_ids"/);
    });

    it('a model with a second input', () => {
      const path = model('two.onnx', (spec) => spec.inputs.push(output('mask', 1)));
      return refused({ model: path }, /one input, "tokens", not "tokens", "mask"/);
    });

    it('a model without logits', () => {
      const path = model('nameless.onnx', (spec) => {
        spec.outputs.shift();
        spec.nodes = spec.nodes.slice(3);
      });
      return refused({ model: path }, /no output "logits"/);
    });

    it('logits of another type', () => {
      const path = model('int.onnx', (spec) => {
        spec.initializers!.find(({ name }) => name === 'ends')!.type = 'int64';
        for (const value of spec.outputs) value.type = 'int64';
      });
      return refused(
        { model: path },
        /"logits" must be float32 \[batch, length, classes\], not int64 \[batch, length, 2\]/,
      );
    });

    it('a cut file, and a file that is gone', async () => {
      const cut = folder.write('cut.onnx', readFileSync(parity).subarray(0, 90));
      await refused({ model: cut }, /not an ONNX model/);
      await refused({ model: join(folder.path, 'gone.onnx') }, /no such file/);
    });

    it('outputs larger than the bound', () => {
      const path = model(
        'wide.onnx',
        (spec) => {
          spec.initializers!.push({ name: 'wide', type: 'int64', dims: [2], data: [2, 2_000_000] });
          spec.nodes.push({ op: 'ConstantOfShape', inputs: ['wide'], outputs: ['embedding'] });
          spec.nodes.push({ op: 'Gather', inputs: ['embedding', 'tokens'], outputs: ['hidden.1'] });
          spec.outputs.push(output('hidden.1', 2_000_000));
        },
        { layers: 1, width: 2_000_000 },
      );
      const tokens = new Array<number>(200).fill(1);
      return refused({ model: path, outputs: ['hidden.1'] }, /are 1\.5 GiB, more than the 0\.5 GiB allowed/, tokens);
    });

    it('to die of a model that asks for more memory than there is', async () => {
      const path = model(
        'huge.onnx',
        (spec) => {
          spec.initializers!.push({ name: 'huge', type: 'int64', dims: [2], data: [2, 2 ** 45] });
          spec.nodes.push({ op: 'ConstantOfShape', inputs: ['huge'], outputs: ['embedding'] });
          spec.nodes.push({ op: 'ReduceMax', inputs: ['embedding'], outputs: ['most'] });
          spec.nodes.push({ op: 'Add', inputs: ['logits', 'most'], outputs: ['hidden.1'] });
          spec.outputs.push(output('hidden.1', 2));
        },
        { layers: 1 },
      );
      await refused({ model: path, outputs: ['hidden.1'] }, /allocat|memory|ended unexpectedly/);
      await refused({}, /token 1 has the id 2/, [0, 2]);
    });

    it('to take more memory than it may, and says so', async () => {
      const path = model(
        'greedy.onnx',
        (spec) => {
          spec.initializers!.push({ name: 'large', type: 'int64', dims: [2], data: [2, 1e8] });
          spec.nodes.push({ op: 'ConstantOfShape', inputs: ['large'], outputs: ['embedding'] });
          spec.nodes.push({ op: 'Exp', inputs: ['embedding'], outputs: ['power'] });
          spec.nodes.push({ op: 'ReduceMax', inputs: ['power'], outputs: ['most'] });
          spec.nodes.push({ op: 'Add', inputs: ['logits', 'most'], outputs: ['hidden.1'] });
          spec.outputs.push(output('hidden.1', 2));
        },
        { layers: 1 },
      );
      const modest = new InferenceClient(inferenceEntry(), 500 * 2 ** 20);
      await assert.rejects(modest.run(ask([1], { model: path, outputs: ['hidden.1'] })), {
        name: 'InferenceError',
        message: 'it takes too much memory: more than 0.5 GiB; a shorter text takes less',
      });
      const { tensors } = await modest.run(ask([1]));
      assert.equal(tensors.logits?.dims.length, 3);
      modest.dispose();
    });

    it('what came out in another shape than the contract gives it', () => {
      const path = model('flat.onnx', (spec) => {
        spec.initializers!.push({ name: 'flat', type: 'int64', dims: [3], data: [1, -1, 2] });
        spec.outputs = [{ name: 'logits', type: 'float32', shape: ['a', 'b', 2] }];
        spec.nodes = spec.nodes.slice(0, 3);
        spec.nodes[2]!.outputs = ['onehot'];
        spec.nodes.push({ op: 'Reshape', inputs: ['onehot', 'flat'], outputs: ['logits'] });
      });
      return refused({ model: path, batch: 2, length: 1 }, /"logits" came out as \[1, 4, 2\], not \[2, 2, 2\]/);
    });
  });
});
