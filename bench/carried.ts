import { create, toBinary } from '@bufbuild/protobuf';
import { Building, graphAttribute, operator } from '../src/graph/parallel/building';
import { valueOf } from '../src/graph/parts';
import { GraphProtoSchema, ModelProtoSchema, TensorProto_DataType as Type } from '../src/graph/proto/onnx_pb';
import type { Value } from '../src/inference/bridge/values';
import { openAsItIs } from '../src/inference/opened';

/**
 * What a recurrence cannot do without in the runtime: states of such sizes, `[batch, length, …]`, carried from step to step by one product with numbers
 * that stay and one sum with what is read; and, if they are looked at, collected and laid word by word.
 */
export async function runCarried(
  states: readonly (readonly number[])[],
  areCollected: boolean,
): Promise<() => Promise<unknown>> {
  const graph = create(GraphProtoSchema, { name: 'carried' });
  const build = new Building(graph, 'carried');
  const feeds: Record<string, Value> = {};
  const given = (name: string, dims: readonly number[]): string => {
    const size = dims.reduce((all, one) => all * one, 1);
    graph.input.push(valueOf(name, Type.FLOAT, dims));
    feeds[name] = { type: 'float32', data: new Float32Array(size).fill(0.01), dims };
    return name;
  };
  for (const [at, [batch = 1, length = 1, ...inner]] of states.entries()) {
    const size = inner.reduce((all, one) => all * one, 1);
    const step = create(GraphProtoSchema, {
      name: `step ${at}`,
      input: [valueOf(`state ${at}`, Type.FLOAT, [batch, size]), valueOf(`own ${at}`, Type.FLOAT, [batch, 1])],
    });
    const within = new Building(step, `step ${at}`);
    const kept = within.add('Mul', [`state ${at}`, build.float(new Float32Array(size).fill(0.9), [1, size])]);
    const after = within.add('Add', [kept, `own ${at}`]);
    step.output.push(valueOf(after, Type.FLOAT, [batch, size]));
    const outputs = [`last ${at}`];
    if (areCollected) {
      step.output.push(valueOf(within.add('Identity', [after]), Type.FLOAT, [batch, size]));
      outputs.push(build.name());
    }
    const inputs = [given(`first ${at}`, [batch, size]), given(`read ${at}`, [length, batch, 1])];
    const scan = operator('Scan', inputs, outputs, { num_scan_inputs: 1 });
    scan.attribute.push(graphAttribute('body', step));
    graph.node.push(scan);
    const shown = areCollected ? build.add('Transpose', [outputs[1] ?? ''], { perm: [1, 0, 2] }) : `last ${at}`;
    graph.output.push(valueOf(shown, Type.FLOAT, areCollected ? [batch, length, size] : [batch, size]));
  }
  const model = create(ModelProtoSchema, { irVersion: 10n, opsetImport: [{ domain: '', version: 20n }], graph });
  const session = await openAsItIs(toBinary(ModelProtoSchema, model));
  const wanted = graph.output.map(({ name }) => name);
  return () => session.call(feeds, wanted);
}
