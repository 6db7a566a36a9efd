import { typeName } from './facts';
import { tensorOf, type Size } from './parts';
import type { GraphProto, ValueInfoProto } from './proto/onnx_pb';

/** An input or output with type and sizes; free ones have names. */
export interface Declared {
  name: string;
  isTensor: true;
  type: string;
  shape: Size[];
}

/** Inputs and outputs as a file declares them; undefined where it does not say all of it, which the runtime may find out. */
export function declaredOf(graph: GraphProto): { inputs: Declared[]; outputs: Declared[] } | undefined {
  const stored = new Set(graph.initializer.map(({ name }) => name));
  const inputs = graph.input.filter(({ name }) => !stored.has(name)).map(declared);
  const outputs = graph.output.map(declared);
  const all = [...inputs, ...outputs];
  if (all.some((one) => !one)) return undefined;
  return { inputs: inputs.filter((one) => one !== undefined), outputs: outputs.filter((one) => one !== undefined) };
}

function declared({ name, type }: ValueInfoProto): Declared | undefined {
  const tensor = tensorOf(type);
  const isSaid = type?.value.case === 'tensorType' && type.value.value.shape?.dim.every(({ value }) => value.value);
  return tensor && isSaid === true
    ? { name, isTensor: true, type: typeName(tensor.elemType), shape: tensor.sizes }
    : undefined;
}
