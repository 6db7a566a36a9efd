import { toBinary, create } from '@bufbuild/protobuf';
import { Building } from '../src/graph/parallel/building';
import { valueOf } from '../src/graph/parts';
import { GraphProtoSchema, ModelProtoSchema, TensorProto_DataType as Type } from '../src/graph/proto/onnx_pb';
import { openAsItIs } from '../src/inference/opened';
import type { Value } from '../src/inference/bridge/values';

/** A product of matrices, as its sizes: `[…, rows, inner]` by `[…, inner, columns]`, or by weights `[inner, columns]`. */
export interface Product {
  left: readonly number[];
  right: readonly number[];
}

/** The products of a transformer's layers and its head over `[batch, length]`, and of an LSTM's, whose steps are taken as if they were one. */
export function productsOf(
  architecture: string,
  { width, layers, classes }: { width: number; layers: number; classes: number },
  [batch, length]: readonly [number, number],
): Product[] | undefined {
  const by = (inner: number, columns: number): Product => ({ left: [batch, length, inner], right: [inner, columns] });
  const head = by(width, classes);
  const repeated = (layer: readonly Product[]): Product[] => [
    ...Array.from({ length: layers }, () => layer).flat(),
    head,
  ];
  if (architecture === 'lstm') return repeated([by(width, 4 * width), by(width, 4 * width)]);
  if (architecture !== 'transformer') return undefined;
  const [heads, each] = [4, width / 4];
  return repeated([
    by(width, 3 * width),
    { left: [batch, heads, length, each], right: [batch, heads, each, length] },
    { left: [batch, heads, length, length], right: [batch, heads, length, each] },
    by(width, width),
    by(width, 4 * width),
    by(4 * width, width),
  ]);
}

/** Runs these products and nothing else. */
export async function runProducts(products: readonly Product[]): Promise<() => Promise<unknown>> {
  const graph = create(GraphProtoSchema, { name: 'products' });
  const build = new Building(graph, 'product');
  const feeds: Record<string, Value> = {};
  const given = (sizes: readonly number[]): string => {
    const name = `given ${sizes.join(' ')}`;
    if (!feeds[name]) graph.input.push(valueOf(name, Type.FLOAT, sizes));
    feeds[name] ??= { type: 'float32', data: numbers(sizes), dims: sizes };
    return name;
  };
  for (const [at, { left, right }] of products.entries()) {
    const by = right.length > 2 ? given(right) : build.float(numbers(right), right);
    build.add('MatMul', [given(left), by], {}, `product ${at}`);
    graph.output.push(valueOf(`product ${at}`, Type.FLOAT, [...left.slice(0, -1), right.at(-1) ?? 0]));
  }
  const model = create(ModelProtoSchema, { irVersion: 10n, opsetImport: [{ domain: '', version: 20n }], graph });
  const session = await openAsItIs(toBinary(ModelProtoSchema, model));
  const wanted = graph.output.map(({ name }) => name);
  return () => session.call(feeds, wanted);
}

function numbers(sizes: readonly number[]): Float32Array {
  return Float32Array.from({ length: sizes.reduce((all, size) => all * size, 1) }, (_, at) => Math.sin(at));
}
