import assert from 'node:assert/strict';
import { create } from '@bufbuild/protobuf';
import { ancestorsOf } from '../../../../src/graph/names';
import { valueOf } from '../../../../src/graph/parts';
import { Building } from '../../../../src/graph/parallel/building';
import { hasten } from '../../../../src/graph/parallel/hasten';
import {
  GraphProtoSchema,
  ModelProtoSchema,
  TensorProto_DataType as Type,
  type GraphProto,
} from '../../../../src/graph/proto/onnx_pb';
import { difference, opened, wordsOf } from './forms';

const [TOKENS, WIDTH] = [5, 4];

/** A model of one expression over embedded tokens `[batch, length, 4]`; `write` names what it is called. */
function modelOf(write: (build: Building, x: string, tokens: string) => string) {
  const graph = create(GraphProtoSchema, {
    name: 'small',
    input: [valueOf('tokens', Type.INT64, ['batch', 'length'])],
    output: [{ name: 'logits' }],
  });
  const build = new Building(graph, 'own');
  const values = Array.from({ length: TOKENS * WIDTH }, (_, at) => Math.sin(at + 1));
  const x = build.add('Gather', [build.float(values, [TOKENS, WIDTH]), 'tokens'], { axis: 0 });
  build.add('Identity', [write(build, x, 'tokens')], {}, 'logits');
  const opsetImport = [{ domain: '', version: 20n }];
  return { model: create(ModelProtoSchema, { irVersion: 10n, opsetImport, graph }), graph, folder: '/' };
}

async function checked(write: Parameters<typeof modelOf>[0]): Promise<GraphProto> {
  const [own, other] = [modelOf(write), modelOf(write)];
  // The runtime finds out the sizes of what is made.
  hasten(other.model, other.model.graph!, 'tokens');
  const forms = { plain: await opened(own), fast: await opened(other) };
  for (const sizes of [
    [1, 1],
    [3, 4],
    [4, 4],
    [2, 7],
  ] as const) {
    const found = await difference(forms, wordsOf(sizes, TOKENS), 'logits');
    assert.ok(found < 1e-6, `${sizes.join(' × ')}: ${found}`);
  }
  return other.model.graph!;
}

/** How many operators the runtime has to run for a word. */
function run(graph: GraphProto): string[] {
  return graph.node
    .filter(({ output: [name = ''] }) => ancestorsOf(graph, name).has('tokens'))
    .map(({ opType }) => opType)
    .sort();
}

const square = (build: Building): string => build.float([...Array(16).keys()].map(Math.cos), [4, 4]);

describe('tables of tokens', () => {
  it('take the place of all that follows from one token', async () => {
    const graph = await checked((build, x) => {
      const product = build.add('MatMul', [x, square(build)]);
      const heads = build.reshape(build.add('Tanh', [product]), [0, 0, 2, 2]);
      const norm = build.add('ReduceSum', [heads, build.whole([-1])], { keepdims: 1 });
      return build.add('Sub', [heads, norm]);
    });
    // The last one gives what is looked up its name.
    assert.deepEqual(run(graph), ['Gather']);
  });

  it('are read by the first tokens, and by tokens in the order of a Scan', async () => {
    const graph = await checked((build, x) => {
      const first = build.add('Gather', [build.add('Exp', [x]), build.whole([0])], { axis: 1 });
      const turned = build.add('Transpose', [build.add('Exp', [x])], { perm: [1, 0, 2] });
      return build.add('Add', [first, build.add('Transpose', [turned], { perm: [1, 0, 2] })]);
    });
    assert.ok(!run(graph).includes('Exp'), run(graph).join());
  });

  const mixing: Record<string, Parameters<typeof modelOf>[0]> = {
    'sums over the length': (build, x) => build.add('CumSum', [x, build.whole([1], [])]),
    'means over the length': (build, x) =>
      build.add('Add', [x, build.add('ReduceMean', [x, build.whole([1])], { keepdims: 1 })]),
    'means over the batch': (build, x) =>
      build.add('Add', [x, build.add('ReduceMean', [x, build.whole([-3])], { keepdims: 1 })]),
    'weights over the length': (build, x) => build.add('Softmax', [x], { axis: 1 }),
    'products of places': (build, x) =>
      build.add('MatMul', [build.add('MatMul', [x, build.add('Transpose', [x], { perm: [0, 2, 1] })]), x]),
    'cuts of the length': (build, x) =>
      build.add('Add', [x, build.add('Slice', [x, build.whole([0]), build.whole([1]), build.whole([1])])]),
    'words beside each other': (build, x) => build.reshape(x, [1, -1, WIDTH]),
    'places that only the shape tells': (build, x, tokens) =>
      build.add('Add', [
        x,
        build.add('Unsqueeze', [
          build.add('Cast', [build.add('CumSum', [tokens, build.whole([1], [])])], { to: Type.FLOAT }),
          build.whole([-1]),
        ]),
      ]),
    'the length as a number': (build, x, tokens) =>
      build.add('Mul', [
        x,
        build.add('Cast', [build.add('Shape', [tokens], { start: 1, end: 2 })], { to: Type.FLOAT }),
      ]),
    'tensors of unlike ranks': (build, x) =>
      build.add('Mul', [
        build.add('Tanh', [x]),
        build.add('ReduceSum', [build.add('Exp', [x]), build.whole([-1])], { keepdims: 0 }),
      ]),
  };
  for (const [what, write] of Object.entries(mixing)) {
    const isSquare = what === 'tensors of unlike ranks';
    it(`leave ${what} as they are`, async () => {
      if (!isSquare) {
        await checked(write);
        return;
      }
      // [batch, length, 4] by [batch, length]: only where the length is 4 does it fit, and then along another axis.
      const [own, other] = [modelOf(write), modelOf(write)];
      hasten(other.model, other.model.graph!, 'tokens');
      const forms = { plain: await opened(own), fast: await opened(other) };
      assert.ok((await difference(forms, wordsOf([4, 4], TOKENS), 'logits')) < 1e-6);
    });
  }

  it('are not made of a large vocabulary', () => {
    const { model } = modelOf((build, x) => build.add('Exp', [x]));
    const [table] = model.graph!.initializer;
    table!.dims[0] = 50_000n;
    hasten(model, model.graph!, 'tokens');
    assert.deepEqual(run(model.graph!), ['Exp', 'Gather', 'Identity']);
  });
});
