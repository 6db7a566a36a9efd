import { greatest } from '../lists/extremes';
import { carriedState } from './carried-state';
import { GraphError } from './graph-error';
import { ancestorsOf, makerOf, readsOf, sourceOf } from './names';
import { attributeOf, tensorOf } from './parts';
import type { GraphProto, NodeProto } from './proto/onnx_pb';
import type { SiteKind } from './site-kinds';

/** A place in a model's graph that can be put out of action, in whole or part by part. */
export interface Site {
  kind: SiteKind;
  /** Counted from one. */
  layer: number;
  /** Whose values are replaced: a tensor, the weight of a convolution, or an output that shows a state. */
  tensor: string;
  /** How many parts it has, each put out of action alone; 1 for the whole. */
  parts: number;
  /** Sizes of a mask that tells parts: 1 on every axis but theirs. */
  mask: number[];
  /** What stands there instead: what came in, nothing, or a value of each channel whose axes are told. */
  by: { tensor: string } | 'nothing' | { kept: readonly number[] };
  /** Of a state: whether its parts are heads, each with a memory of its own. */
  isHeads?: true;
}

/** Names of a file for what the contract calls `hidden.k`, `state.k` and `attention.k`. */
export interface Shown {
  layers: readonly string[];
  states: readonly { output: string; layer: number }[];
  attention: readonly { output: string; layer: number }[];
}

/** Every site that is found; of what a graph does otherwise than is known here there is none. */
export function sitesOf(graph: GraphProto, shown: Shown): Site[] {
  const { layers, states, attention } = shown;
  const inner = layers
    .slice(1)
    .map((output, at) => ({ output, layer: at + 1, nodes: nodesBetween(graph, layers, at) }));
  return [
    ...inner.flatMap(({ output, layer }) => skipped(graph, output, layers[layer - 1] ?? '', layer)),
    ...attention.flatMap(({ output, layer }) => heads(graph, output, layer)),
    ...inner.flatMap(({ layer, nodes }) => convolutions(graph, nodes, layer)),
    ...inner.flatMap(({ layer, nodes }) => gates(graph, nodes, layer)),
    ...states.flatMap(({ output, layer }) => stateChannels(graph, output, layer)),
    ...inner.flatMap(({ output, layer, nodes }) => neurons(graph, nodes, output, layer)),
  ];
}

/** What a layer computes: all that leads to what comes out of it, and not to what goes in. */
function nodesBetween(graph: GraphProto, layers: readonly string[], at: number): NodeProto[] {
  const before = ancestorsOf(graph, layers[at] ?? '');
  const within = ancestorsOf(graph, layers[at + 1] ?? '');
  return graph.node.filter(({ output }) => output.some((name) => within.has(name) && !before.has(name)));
}

function widthOf(graph: GraphProto, output: string): number | undefined {
  const sizes = tensorOf(graph.output.find(({ name }) => name === output)?.type)?.sizes;
  const width = sizes?.length === 3 ? sizes[2] : undefined;
  return typeof width === 'number' ? width : undefined;
}

function skipped(graph: GraphProto, output: string, before: string, layer: number): Site[] {
  const width = widthOf(graph, output);
  if (width === undefined || width !== widthOf(graph, before)) return [];
  const by = { tensor: sourceOf(graph, before) };
  return [{ kind: 'layer', layer, tensor: sourceOf(graph, output), parts: 1, mask: [1], by }];
}

/** On the way from the weights of attention to where heads are put beside each other; steps of such a way at most. */
const MOST_ON_THE_WAY = 6;

function heads(graph: GraphProto, output: string, layer: number): Site[] {
  const parts = tensorOf(graph.output.find(({ name }) => name === output)?.type)?.sizes[1];
  if (typeof parts !== 'number') return [];
  const site = { kind: 'head' as const, layer, parts, mask: [1, parts, 1, 1] };
  const weights = sourceOf(graph, output);
  let name = weights;
  for (let step = 0; step < MOST_ON_THE_WAY; step++) {
    const next = graph.node.filter(({ input, opType }) => input.includes(name) && opType !== 'Identity');
    const isMerged = next.some(
      (node) => node.opType === 'Transpose' && String(attributeOf(node, 'perm')?.ints) === '0,2,1,3',
    );
    if (isMerged) return [{ ...site, tensor: name, by: { kept: [1, 3] } }];
    const on = next.find(({ opType, input }) =>
      opType === 'MatMul' ? input[0] === name : /^(Add|Mul|Cast)$/.test(opType),
    );
    if (!on?.output[0]) break;
    [name] = on.output as [string];
  }
  // Heads are put together otherwise: each reads nothing then.
  return [{ ...site, tensor: weights, by: 'nothing' }];
}

/** What a causal convolution reads of earlier tokens: its last tap is that on the token itself. */
function convolutions(graph: GraphProto, nodes: readonly NodeProto[], layer: number): Site[] {
  return nodes.flatMap((node): Site[] => {
    const weight = graph.initializer.find(({ name }) => node.opType === 'Conv' && name === node.input[1]);
    const [, , taps = 0] = weight?.dims.map(Number) ?? [];
    if (!weight || weight.dims.length !== 3 || taps < 2) return [];
    return [{ kind: 'convolution', layer, tensor: weight.name, parts: 1, mask: [1, 1, taps], by: 'nothing' }];
  });
}

/**
 * What multiplies that which a layer has read, as it comes out: a sigmoid, or a value times its sigmoid (SiLU), that is not what the
 * recurrence reads.
 */
function gates(graph: GraphProto, nodes: readonly NodeProto[], layer: number): Site[] {
  const scan = nodes.find(({ opType }) => opType === 'Scan');
  if (!scan) return [];
  const read = new Set([...readsOf(scan)].flatMap((name) => [...ancestorsOf(graph, name)]));
  const isAfter = (name: string): boolean => scan.output.some((one) => ancestorsOf(graph, name).has(one));
  const found = nodes.flatMap(({ opType, input }) => {
    if (opType !== 'Mul' || input.length !== 2) return [];
    return input.filter((name, at) => {
      const other = input[1 - at] ?? '';
      if (read.has(name) || !isAfter(other)) return false;
      const maker = makerOf(graph, name);
      if (maker?.opType === 'Sigmoid') return maker.input[0] !== other;
      return isSilu(graph, maker) && !isAfter(name);
    });
  });
  return [...new Set(found)].map((tensor) => ({
    ...{ kind: 'gate', layer, tensor, parts: 1, mask: [1] },
    by: { kept: [2] },
  }));
}

function isSilu(graph: GraphProto, node: NodeProto | undefined): boolean {
  if (node?.opType !== 'Mul') return node?.opType === 'Swish';
  return node.input.some((name, at) => {
    const maker = makerOf(graph, name);
    return maker?.opType === 'Sigmoid' && maker.input[0] === node.input[1 - at];
  });
}

function stateChannels(graph: GraphProto, output: string, layer: number): Site[] {
  let sizes: (number | string)[];
  try {
    ({ sizes } = carriedState(graph, output));
  } catch (error) {
    if (error instanceof GraphError) return [];
    throw error;
  }
  const known = sizes.filter((size) => typeof size === 'number');
  if (known.length !== sizes.length || known.length === 0) return [];
  // A square at the end is the memory of a head; otherwise channels are the longest axis: beside it stand parts of each.
  const isHeads = known.length > 2 && known.at(-1) === known.at(-2);
  const axis = isHeads ? known.length - 3 : known.indexOf(greatest(known));
  const parts = known[axis] ?? 1;
  const mask = [1, ...known.map((size, at) => (at === axis ? size : 1))];
  const kept = known.map((_, at) => at + 2);
  return [
    { kind: 'state', layer, tensor: output, parts, mask, by: { kept }, ...(isHeads && { isHeads: true as const }) },
  ];
}

const ACTIVATIONS: ReadonlySet<string> = new Set([
  ...['Gelu', 'Relu', 'LeakyRelu', 'Elu', 'Selu', 'Tanh', 'Softplus', 'Mish', 'HardSwish'],
]);

/** Units between two matrix products; where a layer has none, the values of what comes out of it. */
function neurons(graph: GraphProto, nodes: readonly NodeProto[], output: string, layer: number): Site[] {
  const site = (tensor: string, parts: number): Site => ({
    ...{ kind: 'neuron', layer, tensor, parts, mask: [1, 1, parts] },
    by: { kept: [2] },
  });
  const units = nodes.flatMap(({ opType, output: [name = ''] }) => {
    if (!ACTIVATIONS.has(opType)) return [];
    const product = nodes.find((node) => node.opType === 'MatMul' && node.input[0] === name);
    const size = Number(graph.initializer.find((one) => one.name === product?.input[1])?.dims[0] ?? 0n);
    return size > 0 ? [site(name, size)] : [];
  });
  const width = widthOf(graph, output);
  return units.length > 0 || width === undefined ? units : [site(sourceOf(graph, output), width)];
}
