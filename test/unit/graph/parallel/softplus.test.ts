import assert from 'node:assert/strict';
import { create } from '@bufbuild/protobuf';
import { Tensor } from 'onnxruntime-node';
import { valueOf } from '../../../../src/graph/parts';
import { Building } from '../../../../src/graph/parallel/building';
import { writeSoftplus } from '../../../../src/graph/parallel/softplus';
import { GraphProtoSchema, ModelProtoSchema, TensorProto_DataType as Type } from '../../../../src/graph/proto/onnx_pb';
import { opened } from './forms';

/** A model of softplus as PyTorch's exporter writes it, with a cut at `bound`. */
function modelOf(bound: number) {
  const graph = create(GraphProtoSchema, {
    name: 'softplus',
    input: [valueOf('x', Type.FLOAT, ['count'])],
    output: [valueOf('y', Type.FLOAT, ['count'])],
  });
  const build = new Building(graph, 'own');
  const softplus = build.add('Softplus', ['x']);
  build.add('Where', [build.add('Greater', ['x', build.float([bound], [])]), 'x', softplus], {}, 'y');
  return create(ModelProtoSchema, { irVersion: 10n, opsetImport: [{ domain: '', version: 20n }], graph });
}

describe('softplus in operators that take several numbers at once', () => {
  const x = Float32Array.from({ length: 4001 }, (_, at) => (at - 2000) / 50);

  it('is right to the last bits, also where its values are small', async () => {
    const model = modelOf(20);
    writeSoftplus(model.graph!);
    const names = model.graph!.node.map(({ opType }) => opType);
    assert.deepEqual([names.includes('Softplus'), names.includes('Where')], [false, false]);
    const session = await opened({ model, folder: '/' });
    const y = (await session.run({ x: new Tensor('float32', x, [x.length]) }))['y']!.data as Float32Array;
    for (const [at, value] of x.entries()) {
      const expected = Math.log1p(Math.exp(value));
      assert.ok(Math.abs(y[at]! - expected) <= 4e-7 * expected, `${value}: ${y[at]!} for ${expected}`);
    }
  });

  it('keeps a cut that changes it', () => {
    const model = modelOf(3);
    writeSoftplus(model.graph!);
    const names = model.graph!.node.map(({ opType }) => opType);
    assert.equal(names.filter((name) => name === 'Where').length, 1);
  });
});
