import { makerOf, sourceOf } from '../names';
import type { GraphProto, NodeProto } from '../proto/onnx_pb';
import { axesOf, integer } from './building';

/**
 * What an expression of a graph may look like: any tensor, under a name, the same one wherever the name stands again; an operator of other
 * expressions; or one of the parts that a `Split` gives, whose number is kept under a name too.
 */
export type Pattern = { as: string } | Operation | { partOf: Pattern; parts: number; at: string };

export interface Operation {
  op: string;
  of: readonly Pattern[];
  when?: ((node: NodeProto) => boolean) | undefined;
}

export type Bindings = Readonly<Record<string, string>>;

const COMMUTATIVE: ReadonlySet<string> = new Set(['Add', 'Mul']);

export function any(as: string): Pattern {
  return { as };
}

export function op(type: string, ...of: Pattern[]): Operation {
  return { op: type, of };
}

/** An operator that only some of its attributes or constants make the right one. */
export function opWhen(type: string, when: (node: NodeProto) => boolean, ...of: Pattern[]): Operation {
  return { op: type, of, when };
}

/** The first way in which what makes a tensor is such an expression; inputs beyond those of the pattern are for `when` to look at. */
export function matched(graph: GraphProto, name: string, pattern: Pattern): Bindings | undefined {
  return ways(graph, name, pattern, {})[0];
}

function ways(graph: GraphProto, given: string, pattern: Pattern, bound: Bindings): Bindings[] {
  const name = sourceOf(graph, given);
  if ('as' in pattern) {
    const known = bound[pattern.as];
    if (known === undefined) return [{ ...bound, [pattern.as]: name }];
    return known === name ? [bound] : [];
  }
  const maker = makerOf(graph, name);
  if (!maker) return [];
  if ('partOf' in pattern) {
    if (maker.opType !== 'Split' || maker.output.length !== pattern.parts) return [];
    const at = String(maker.output.indexOf(name));
    const within = { ...bound, [pattern.at]: at };
    return bound[pattern.at] !== undefined && bound[pattern.at] !== at
      ? []
      : ways(graph, maker.input[0] ?? '', pattern.partOf, within);
  }
  if (maker.opType !== pattern.op || pattern.when?.(maker) === false) return [];
  const { of } = pattern;
  const orders = COMMUTATIVE.has(pattern.op) && of.length === 2 ? [of, [...of].reverse()] : [of];
  return orders.flatMap((order) =>
    order.reduce<Bindings[]>(
      (found, part, at) => found.flatMap((one) => ways(graph, maker.input[at] ?? '', part, one)),
      [bound],
    ),
  );
}

/** The tensors whose sum a tensor is. */
export function terms(graph: GraphProto, given: string): string[] {
  const name = sourceOf(graph, given);
  const maker = makerOf(graph, name);
  return maker?.opType === 'Add' ? maker.input.flatMap((one) => terms(graph, one)) : [name];
}

/** Patterns of what takes an axis of size one in, or sums one up, which is counted from the first or from the last. */
export function axisPatterns(graph: GraphProto, rank: number) {
  const isAxis = (node: NodeProto, axis: number): boolean => {
    const axes = axesOf(graph, node);
    return axes?.length === 1 && (axes[0] === axis || axes[0] === axis - rank);
  };
  return {
    /** `[…, 1, …]` of `rank` axes. */
    apart: (axis: number, of: Pattern) => opWhen('Unsqueeze', (node) => isAxis(node, axis), of),
    /** Of `rank` axes, and one less after it. */
    sum: (axis: number, of: Pattern) =>
      opWhen('ReduceSum', (node) => integer(node, 'keepdims', 1) === 0 && isAxis(node, axis), of),
  };
}
