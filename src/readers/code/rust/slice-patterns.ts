import type { Expr } from '../core/ir';
import { at, name } from '../core/lowering';
import { named, type Syntax } from '../syntax';

/** What a pattern of a slice asks for: whether the list has such a length, and the part that each pattern within is for. */
export interface SlicePattern {
  test: Expr;
  parts: { shape: Syntax; part: Expr }[];
}

/** `[first, .., last]`, `[first, rest @ ..]`; `shapes` are the patterns in it. */
export function sliceOf(node: Syntax, shapes: readonly Syntax[], subject: Expr): SlicePattern {
  const ask = (of: Syntax, what: string, ...counts: number[]): Expr => ({
    ...{ at: at(of), op: 'call', callee: name(of, what) },
    args: [{ value: subject }, ...counts.map((v) => ({ value: number(of, v) }))],
  });
  const open = shapes.findIndex(isOpen);
  const least = open < 0 ? shapes.length : shapes.length - 1;
  const test = ask(node, open < 0 ? 'has length' : 'is as long as', least);
  const parts = shapes.flatMap((shape, index) => {
    if (index !== open)
      return [{ shape, part: ask(shape, 'element at', open < 0 || index < open ? index : index - shapes.length) }];
    const label = shape.type === 'captured_pattern' ? named(shape)[0] : undefined;
    return label ? [{ shape: label, part: ask(shape, 'all between', index, shapes.length - index - 1) }] : [];
  });
  return { test, parts };
}

/** `..`, `rest @ ..`. */
function isOpen(node: Syntax): boolean {
  if (node.type === 'captured_pattern') return named(node).at(-1)?.type === 'remaining_field_pattern';
  return node.type === 'remaining_field_pattern';
}

function number(node: Syntax, v: number): Expr {
  return { at: at(node), op: 'literal', value: { t: 'int', v: BigInt(v) } };
}
