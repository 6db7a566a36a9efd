import { makerOf, sourceOf } from '../names';
import type { GraphProto, NodeProto } from '../proto/onnx_pb';

/**
 * What an expression of a graph may look like: any tensor, under a name, the same one wherever the name stands again; an operator of other
 * expressions; or one of the parts that a `Split` gives, whose number is kept under a name too.
 */
export type Pattern =
  | { as: string }
  | { op: string; of: readonly Pattern[]; when?: ((node: NodeProto) => boolean) | undefined }
  | { partOf: Pattern; parts: number; at: string };

export type Bindings = Readonly<Record<string, string>>;

const COMMUTATIVE: ReadonlySet<string> = new Set(['Add', 'Mul']);

export function any(as: string): Pattern {
  return { as };
}

export function op(type: string, ...of: Pattern[]): Pattern {
  return { op: type, of };
}

/** An operator that only some of its attributes or constants make the right one. */
export function opWhen(type: string, when: (node: NodeProto) => boolean, ...of: Pattern[]): Pattern {
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
