import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { checkProviders } from '../../../src/analysis/provider-check';
import { InferenceClient } from '../../../src/inference/client';
import { operatorsOf } from '../../../src/inference/profile';
import { readModel } from '../../../src/models/catalogue';
import { TYPES, type ModelSpec } from '../models/onnx-fixture';
import { lookupSpec, parityManifest, paritySpec, slowSpec, temporaryFolder } from '../models/tiny-models';

/** Where Debian's chromium package keeps the software that stands in for a GPU. */
const CHROMIUM = '/usr/lib/chromium';

/** A table in half precision. Software computes in none, so the runtime makes it float32 again when it opens the file. */
function halfWeights(spec: ModelSpec): ModelSpec {
  const nodes = spec.nodes.map(({ inputs, ...node }) => ({
    ...node,
    inputs: inputs.map((name) => (name === 'table' ? 'single' : name)),
  }));
  const cast = (from: string, to: string, type: 'float16' | 'float32') => ({
    ...{ op: 'Cast', inputs: [from], outputs: [to], attributes: { to: TYPES[type] } },
  });
  return { ...spec, nodes: [cast('table', 'half', 'float16'), cast('half', 'single', 'float32'), ...nodes] };
}

describe('a profile of the runtime', () => {
  it('tells which provider ran each operator', () => {
    const profile = [
      { cat: 'Session', name: 'model_loading', args: {} },
      { cat: 'Node', name: 'a_kernel_time', args: { op_name: 'Gather', provider: 'WebGpuExecutionProvider' } },
      { cat: 'Node', name: 'b_fence_before', args: { op_name: 'Scan', provider: '' } },
      { cat: 'Node', name: 'b_kernel_time', args: { op_name: 'Scan', provider: 'CPUExecutionProvider' } },
      { cat: 'Node' },
    ];
    assert.deepEqual(operatorsOf(JSON.stringify(profile)), [
      { operator: 'Gather', provider: 'WebGpuExecutionProvider' },
      { operator: 'Scan', provider: 'CPUExecutionProvider' },
    ]);
  });
});

describe('WebGPU', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  const environment = { ...process.env };
  let client: InferenceClient;

  before(function () {
    const driver = `${CHROMIUM}/vk_swiftshader_icd.json`;
    if (process.platform !== 'linux' || !existsSync(driver)) this.skip();
    // The loader's path counts from the start of a process: the client's child has it, this one need not.
    Object.assign(process.env, { LD_LIBRARY_PATH: CHROMIUM, VK_ICD_FILENAMES: driver, VK_DRIVER_FILES: driver });
    client = new InferenceClient();
  });
  after(() => {
    (client as InferenceClient | undefined)?.dispose();
    for (const name of ['LD_LIBRARY_PATH', 'VK_ICD_FILENAMES', 'VK_DRIVER_FILES']) {
      if (environment[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = environment[name];
    }
  });

  it('runs a model that it knows all operators of', async () => {
    const model = folder.write(
      'table.onnx',
      lookupSpec(
        [
          [1, 2],
          [3, 4],
        ],
        parityManifest(),
      ),
    );
    const request = { batch: 1, length: 2, vocabulary: 2, classes: 2, outputs: ['logits'] };
    const tokens = Int32Array.of(1, 0);
    const { provider, cpuOperators, tensors } = await client.run({ ...request, model, providers: ['webgpu'], tokens });
    assert.deepEqual([provider, cpuOperators], ['webgpu', undefined]);
    assert.deepEqual([...tensors.logits!.data], [3, 4, 1, 2]);
  });

  it('is checked beside the CPU', async () => {
    const table = [
      [1, 2],
      [3, 4],
    ];
    const model = await readModel(folder.write('checked.onnx', lookupSpec(table, parityManifest())));
    assert.ok(!('reason' in model));
    const [cpu, found] = await checkProviders(model, client, ['cpu', 'webgpu'], new AbortController().signal);
    assert.equal(cpu?.difference, null);
    assert.match(found?.ran ?? '', /^webgpu/);
    assert.deepEqual([found?.difference, found?.sameClasses], [0, 1]);
  });

  it('is asked for the published accuracy of a file in half precision', async () => {
    // Right after one token, of which it remembers nothing after the next.
    const told = (length: number) => parityManifest({ metrics: [{ length, sequences: 1000, full: 1, steps: 1 }] });
    const table = [
      [2, 1],
      [1, 2],
    ];
    const model = await readModel(folder.write('half.onnx', halfWeights(lookupSpec(table, told(1)))));
    assert.ok(!('reason' in model));
    const [, found] = await checkProviders(model, client, ['cpu', 'webgpu'], new AbortController().signal);
    assert.match(found?.ran ?? '', /^webgpu/, found?.fallback);
    assert.deepEqual([found?.precision?.passed, found?.precision?.lengths[0]?.full], [true, 1]);
    const short = folder.write('short.onnx', halfWeights(lookupSpec(table, told(64))));
    const { provider, fallback } = await client.load({ model: short, providers: ['webgpu'] });
    assert.equal(provider, 'cpu');
    assert.match(fallback ?? '', /^webgpu: in half precision it falls short of its published accuracy: 0% of 64 words/);
  });

  it('names the operators that it leaves to the CPU', async () => {
    const model = folder.write('mixed.onnx', slowSpec(1));
    const { provider, cpuOperators } = await client.load({ model, providers: ['webgpu'] });
    assert.equal(provider, 'webgpu');
    assert.ok(cpuOperators?.includes('OneHot'), String(cpuOperators));
  });

  it('is not said to run a model of which it takes nothing', async () => {
    const model = folder.write('integers.onnx', paritySpec());
    const { provider, fallback } = await client.load({ model, providers: ['webgpu'] });
    assert.deepEqual([provider, fallback], ['cpu', 'webgpu: it takes none of the operators of this model']);
  });
});
