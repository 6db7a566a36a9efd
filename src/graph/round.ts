import { create } from '@bufbuild/protobuf';
import { graphsIn, insertAfter, makerOf, ownNames, rename, sourceOf } from './names';
import { attributeOf, nodeOf } from './parts';
import { ADDED } from './patch-input';
import { TensorProto_DataType, TensorProtoSchema, type GraphProto, type NodeProto } from './proto/onnx_pb';
import { GraphError } from './graph-error';

const FLOAT: number = TensorProto_DataType.FLOAT;
/** Bits of mantissa of float32. */
const ALL_BITS = 23;

/** Bits of mantissa that are kept of what a model carries from step to step and from layer to layer, and of its weights. */
export interface Bits {
  states?: number | undefined;
  weights?: number | undefined;
}

/**
 * Rounds a model to fewer bits, in its graph: the states of every `Scan` behind each of its steps, what comes out of its layers, and its
 * weights. Values are rounded to the nearest one with so many bits of mantissa by Veltkamp's splitting (Dekker 1971): with
 * c = 2^(23 - bits) + 1 in float32, `(x - c x) + c x`. The range of exponents stays.
 *
 * @param layers outputs that show layers
 * @throws GraphError where a recurrence cannot be reached
 */
export function roundModel(graph: GraphProto, { states, weights }: Bits, layers: readonly string[]): void {
  const kept = new Map([...graph.output].map(({ name, type }) => [name, type]));
  if (states !== undefined) {
    for (const node of graph.node) roundCarried(graph, node, states);
    for (const output of layers) {
      const type = kept.get(output)?.value;
      if (type?.case === 'tensorType' && type.value.elemType === FLOAT)
        roundTensor(graph, sourceOf(graph, output), states);
    }
  }
  if (weights === undefined) return;
  for (const inner of [graph, ...graphsIn(graph)])
    for (const { name, dataType, dims } of [...inner.initializer]) {
      const isLarge = dims.reduce((product, size) => product * size, 1n) > 1n;
      if (dataType === FLOAT && isLarge) roundTensor(inner, name, weights, graph);
    }
}

const OPERATORS: ReadonlySet<string> = new Set(['RNN', 'GRU', 'LSTM', 'Loop']);

function roundCarried(graph: GraphProto, node: NodeProto, bits: number): void {
  if (OPERATORS.has(node.opType))
    throw new GraphError(
      `it runs its recurrence with ${node.opType}, within which no state can be rounded: export it with Scan (docs/model-contract.md)`,
    );
  if (node.opType !== 'Scan') return;
  const body = attributeOf(node, 'body')?.g;
  if (!body) return;
  const states = node.input.length - Number(attributeOf(node, 'num_scan_inputs')?.i ?? 0n);
  for (const { name, type } of body.output.slice(0, states)) {
    const isFloat = type?.value.case !== 'tensorType' || type.value.value.elemType === FLOAT;
    const state = sourceOf(body, name);
    // A state that a step only passes on was rounded before.
    if (isFloat && makerOf(body, state)) roundTensor(body, state, bits, graph);
  }
}

/** What reads `tensor` reads it rounded. @param home where constants stand */
function roundTensor(graph: GraphProto, tensor: string, bits: number, home = graph): void {
  const [scaled, less, rounded] = [`${tensor} scaled`, `${tensor} less`, `${tensor} rounded`].map(
    (name) => ADDED + name,
  );
  if (!scaled || !less || !rounded || ownNames(graph).has(rounded)) return;
  const factor = factorOf(home, bits);
  rename(graph, tensor, rounded);
  for (const one of graph.output) if (home !== graph && one.name === tensor) one.name = rounded;
  const isFirst = !makerOf(graph, tensor);
  const nodes = [
    nodeOf('Mul', [tensor, factor], [scaled]),
    nodeOf('Sub', [tensor, scaled], [less]),
    nodeOf('Add', [scaled, less], [rounded]),
  ];
  if (isFirst) graph.node = [...nodes, ...graph.node];
  else for (const node of nodes.reverse()) insertAfter(graph, tensor, node);
}

function factorOf(graph: GraphProto, bits: number): string {
  const name = `${ADDED}factor for ${bits} bits`;
  if (!graph.initializer.some((one) => one.name === name))
    graph.initializer.push(
      create(TensorProtoSchema, { name, dataType: FLOAT, dims: [], floatData: [2 ** (ALL_BITS - bits) + 1] }),
    );
  return name;
}
