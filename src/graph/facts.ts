import { GraphError } from './graph-error';
import { graphsIn } from './names';
import { tensorOf, type Size } from './parts';
import { TensorProto_DataType, type GraphProto, type TypeProto, type ValueInfoProto } from './proto/onnx_pb';
import { layersNamed, type NamedLayers } from './named-layers';
import type { Skeleton } from './skeleton';

/** A tensor by its name. */
export interface TensorFacts {
  name: string;
  /** Computed by an operator of that name; or given as an input, or stored as a weight. */
  from: 'input' | 'weight' | { operator: string };
  /** Whether the model gives it as an output. */
  isOutput?: true;
  /** Such as `float32`; absent where the file does not say it. */
  type?: string;
  /** Known sizes, and names of free ones. */
  shape?: Size[];
}

/** What an ONNX file says of itself; weights are not read. */
export interface GraphFacts {
  /** Who wrote it, such as `pytorch 2.8.0`; empty where it is not said. */
  producer: string;
  opsets: { domain: string; version: number }[];
  metadata: { key: string; value: string }[];
  inputs: TensorFacts[];
  outputs: TensorFacts[];
  weights: { tensors: number; values: number };
  /** Layers as far as names tell them. */
  layers: NamedLayers[];
  /** Operators, those of inner graphs too, the most frequent first. */
  operators: { operator: string; count: number }[];
  /** Every tensor of the graph, as far as {@link MOST_TENSORS}; those of inner graphs stand within their operators. */
  tensors: TensorFacts[];
  /** How many there are. */
  tensorCount: number;
}

const MOST_TENSORS = 50_000;
/** Characters of a name or of a piece of metadata. */
const MOST_NAME = 500;
const MOST_VALUE = 4000;

/** @throws GraphError for a graph without a single output */
export function graphFacts({ model, graph }: Skeleton): GraphFacts {
  if (graph.output.length === 0) throw new GraphError('its graph has no output');
  const weights = new Set(graph.initializer.map(({ name }) => name));
  const declared = new Map([...graph.valueInfo, ...graph.output].map((value) => [value.name, value.type]));
  const isOutput = new Set(graph.output.map(({ name }) => name));
  const fact = (name: string, from: TensorFacts['from'], type: TypeProto | undefined): TensorFacts => ({
    name: clipped(name, MOST_NAME),
    from,
    ...(isOutput.has(name) && { isOutput: true as const }),
    ...typed(type),
  });
  // Weights of old files are among the inputs too.
  const inputs = graph.input
    .filter(({ name }) => !weights.has(name))
    .map(({ name, type }) => fact(name, 'input', type));
  const stored = graph.initializer.map(({ name, dataType, dims }) => ({
    ...fact(name, 'weight', undefined),
    ...{ type: typeName(dataType), shape: dims.map(Number) },
  }));
  const computed = graph.node.flatMap(({ opType, output }) =>
    output
      .filter((name) => name !== '')
      .map((name) => fact(name, { operator: clipped(opType, MOST_NAME) }, declared.get(name))),
  );
  const all = [...inputs, ...computed, ...stored];
  const made = new Map(all.map((tensor) => [tensor.name, tensor]));
  return {
    producer: clipped([model.producerName, model.producerVersion].filter(Boolean).join(' '), MOST_NAME),
    opsets: model.opsetImport.map(({ domain, version }) => ({
      domain: clipped(domain, MOST_NAME),
      version: Number(version),
    })),
    metadata: model.metadataProps.map(({ key, value }) => ({
      key: clipped(key, MOST_NAME),
      value: clipped(value, MOST_VALUE),
    })),
    inputs,
    outputs: graph.output.map(({ name, type }) => made.get(clipped(name, MOST_NAME)) ?? fact(name, 'input', type)),
    weights: { tensors: stored.length, values: stored.reduce((sum, { shape }) => sum + product(shape), 0) },
    layers: layersNamed(all),
    operators: operatorsOf(graph),
    tensors: all.slice(0, MOST_TENSORS),
    tensorCount: all.length,
  };
}

/** Tensors whose names hold a text, in any case. */
export function tensorsNamed(tensors: readonly TensorFacts[], text: string): TensorFacts[] {
  const wanted = text.toLowerCase();
  return tensors.filter(({ name }) => name.toLowerCase().includes(wanted));
}

function product(shape: readonly number[]): number {
  return shape.reduce((total, size) => total * size, 1);
}

function typed(type: ValueInfoProto['type']): Pick<TensorFacts, 'type' | 'shape'> {
  if (type?.value.case !== 'tensorType') return {};
  const sizes = tensorOf(type)?.sizes;
  return {
    type: typeName(type.value.value.elemType),
    ...(sizes && { shape: sizes.map((size) => (typeof size === 'number' ? size : clipped(size, MOST_NAME))) }),
  };
}

const USUAL: Readonly<Record<string, string>> = { FLOAT: 'float32', DOUBLE: 'float64' };

function typeName(type: number): string {
  const name = (TensorProto_DataType as Readonly<Record<number, string | undefined>>)[type];
  return name === undefined ? `type ${type}` : (USUAL[name] ?? name.toLowerCase());
}

function operatorsOf(graph: GraphProto): GraphFacts['operators'] {
  const counts = new Map<string, number>();
  for (const { node } of [graph, ...graphsIn(graph)])
    for (const { domain, opType } of node) {
      const name = clipped(domain === '' || domain === 'ai.onnx' ? opType : `${domain}.${opType}`, MOST_NAME);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  return [...counts]
    .map(([operator, count]) => ({ operator, count }))
    .sort((a, b) => b.count - a.count || (a.operator < b.operator ? -1 : 1));
}

function clipped(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
