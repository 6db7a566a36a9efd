import assert from 'node:assert/strict';
import { GraphError } from '../../../src/graph/graph-error';
import { attributeOf, nodeOf, valueOf } from '../../../src/graph/parts';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  TensorProto_DataType,
} from '../../../src/graph/proto/onnx_pb';
import { readSkeleton, type Skeleton } from '../../../src/graph/skeleton';
import { makeView, type ViewRequest } from '../../../src/graph/view';
import { create } from '@bufbuild/protobuf';
import { InferenceSession } from 'onnxruntime-node';
import { fileOf } from './bundled-views';

const skeleton = (id = 's5-mamba-2'): Promise<Skeleton> => readSkeleton(fileOf(id));
const ask = (request: Partial<ViewRequest>): ViewRequest => ({ answer: 'logits', outputs: [], ...request });

async function opened({ model, folder }: { model: Uint8Array; folder: string }): Promise<InferenceSession> {
  const session = { model_external_initializers_file_folder_path: folder };
  return InferenceSession.create(model, { extra: { session } });
}

describe('a view', () => {
  it('has the outputs that are asked for alone, and nothing that only the others need', async () => {
    const skeletonOf = await skeleton();
    const whole = skeletonOf.graph.node.length;
    const view = makeView(skeletonOf, ask({ outputs: ['hidden.1'] }));
    assert.ok(skeletonOf.graph.node.length < whole);
    assert.deepEqual([...(await opened(view)).outputNames].sort(), ['hidden.1', 'logits']);
    // The state is read by what comes after it; the mean of its decay is not.
    const scans = skeletonOf.graph.node.filter(({ opType }) => opType === 'Scan');
    assert.deepEqual(
      scans.map((scan) => [scan.output.length, attributeOf(scan, 'body')!.g!.output.length]),
      [
        [2, 2],
        [2, 2],
      ],
    );
  });

  it('shows inner tensors', async () => {
    const source = await skeleton();
    const [name = ''] = source.graph.node.find(({ opType }) => opType === 'Scan')!.input;
    const session = await opened(makeView(source, ask({ tensors: [name] })));
    assert.ok(session.outputNames.includes(name));
  });

  it('is refused for what is not in the graph', async () => {
    for (const request of [
      { outputs: ['hidden.9'] },
      { tensors: ['nothing'] },
      { layers: ['hidden.9'] },
      { states: [{ output: 'state.9', slots: 1 }] },
    ])
      await assert.rejects(async () => makeView(await skeleton(), ask(request)), /hidden\.9|nothing|state\.9/);
  });

  it('replaces no state that no Scan carries', async () => {
    await assert.rejects(
      async () => makeView(await skeleton(), ask({ states: [{ output: 'decay.1', slots: 1 }] })),
      /not the state that its Scan carries/,
    );
    const transformer = await skeleton('s5-transformer-1');
    transformer.graph.output.push(valueOf('state.1', TensorProto_DataType.FLOAT, ['batch', 'length', 128]));
    transformer.graph.node.push(nodeOf('Identity', ['hidden.1'], ['state.1']));
    assert.throws(
      () => makeView(transformer, ask({ states: [{ output: 'state.1', slots: 1 }] })),
      /export the recurrence with Scan/,
    );
  });

  it('replaces no state of a Scan that runs backwards', async () => {
    const source = await skeleton();
    const scan = source.graph.node.find(({ opType }) => opType === 'Scan')!;
    const directions = attributeOf(scan, 'scan_input_directions')!;
    directions.ints[0] = 1n;
    assert.throws(() => makeView(source, ask({ states: [{ output: 'state.1', slots: 1 }] })), /runs backwards/);
  });

  it('marks an output that is a copy which nothing reads', async () => {
    const source = await skeleton();
    source.graph.output.push(valueOf('hidden.7', TensorProto_DataType.FLOAT, ['batch', 'length', 64]));
    source.graph.node.push(nodeOf('Neg', ['hidden.1'], ['hidden.7']));
    const { inputs } = makeView(source, ask({ layers: ['hidden.1', 'hidden.7'] }));
    assert.deepEqual(
      inputs.map(({ output, isIdle = false }) => [output, isIdle]),
      [
        ['hidden.1', false],
        ['hidden.7', true],
      ],
    );
  });

  it('replaces what an output is another name of', async () => {
    const source = await skeleton();
    const { graph } = source;
    for (const node of graph.node) {
      node.output = node.output.map((name) => (name === 'hidden.1' ? 'inner' : name));
      node.input = node.input.map((name) => (name === 'hidden.1' ? 'inner' : name));
    }
    graph.node.push(nodeOf('Identity', ['inner'], ['hidden.1']));
    const view = makeView(source, ask({ layers: ['hidden.1'] }));
    assert.deepEqual(
      view.inputs.map(({ isIdle = false }) => isIdle),
      [false],
    );
    await opened(view);
  });

  it('is refused for operators older than its own', async () => {
    const source = await skeleton();
    source.model.opsetImport[0]!.version = 8n;
    assert.throws(() => makeView(source, ask({})), GraphError);
  });

  it('keeps axes and directions of a Scan in step with what goes in and out', async () => {
    const source = await skeleton();
    const scan = source.graph.node.find(({ opType }) => opType === 'Scan')!;
    const ints = [0n, 0n, 0n];
    scan.attribute.push(
      create(AttributeProtoSchema, { name: 'scan_input_axes', type: AttributeProto_AttributeType.INTS, ints }),
    );
    const view = makeView(source, ask({ states: [{ output: 'state.1', slots: 3 }] }));
    assert.equal(attributeOf(scan, 'scan_input_axes')!.ints.length, 6);
    assert.equal(Number(attributeOf(scan, 'num_scan_inputs')!.i), 6);
    await opened(view);
  });
});
