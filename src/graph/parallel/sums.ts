import { graphsIn, makerOf } from '../names';
import { tensorOf, type Size } from '../parts';
import type { GraphProto, NodeProto } from '../proto/onnx_pb';
import { axesOf, Building, inOrder, integer } from './building';

/**
 * A sum over one of the last two axes of what was multiplied number by number with a vector for each row, or for each column, is the product of a
 * matrix and a vector: what a memory recalls by a key, or a state shows to a query. The runtime then reads the matrix once, and puts no other
 * one of its size down in between.
 */
export function writeSums(graph: GraphProto): void {
  for (const one of [graph, ...graphsIn(graph)]) {
    const sums = one.node.filter(({ opType }) => opType === 'ReduceSum');
    let isChanged = false;
    // Constants of a step mostly stand outside of it.
    const axes = (node: NodeProto) => axesOf(one, node) ?? axesOf(graph, node);
    for (const sum of sums) isChanged = isWritten(one, sum, axes) || isChanged;
    if (isChanged) inOrder(one);
  }
}

function isWritten(graph: GraphProto, sum: NodeProto, axesOfNode: (node: NodeProto) => number[] | undefined): boolean {
  const product = makerOf(graph, sum.input[0] ?? '');
  if (product?.opType !== 'Mul' || integer(sum, 'keepdims', 1) !== 0) return false;
  for (const [matrix = '', vector = ''] of [product.input, [...product.input].reverse()]) {
    const apart = makerOf(graph, vector);
    if (apart?.opType !== 'Unsqueeze') continue;
    const sizes = sizesOf(graph, matrix);
    // What has one row, or one column, is repeated instead.
    if (!sizes || !sizes.slice(-2).every((size) => typeof size === 'number' && size > 1)) continue;
    const rank = sizes.length;
    const over = fromEnd(axesOfNode(sum), rank);
    const by = fromEnd(axesOfNode(apart), rank);
    // Summed over the axis of the vector, which lies along the other one.
    if (!(over === -1 && by === -2) && !(over === -2 && by === -1)) continue;
    const build = new Building(graph, `sum ${graph.node.indexOf(sum)}`);
    const turned = build.add('Unsqueeze', [apart.input[0] ?? '', build.whole([over])]);
    const all = build.add('MatMul', over === -1 ? [matrix, turned] : [turned, matrix]);
    graph.node = graph.node.filter((node) => node !== sum);
    build.add('Squeeze', [all, build.whole([over])], {}, sum.output[0]);
    return true;
  }
  return false;
}

/** A single axis, counted from the last; undefined where there are more. */
function fromEnd(axes: readonly number[] | undefined, rank: number): number | undefined {
  const [axis, ...more] = axes ?? [];
  if (axis === undefined || more.length > 0) return undefined;
  return axis < 0 ? axis : axis - rank;
}

/** What an input or an output of a graph declares, of two axes or more. */
function sizesOf(graph: GraphProto, name: string): readonly Size[] | undefined {
  const declared = [...graph.input, ...graph.output].find((one) => one.name === name);
  const sizes = tensorOf(declared?.type)?.sizes;
  return sizes && sizes.length > 1 ? sizes : undefined;
}
