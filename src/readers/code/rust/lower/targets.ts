import type { Pattern } from '../../core/ir';
import { at, unsupported } from '../../core/lowering';
import type { Lowering } from '../patterns';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

export function pattern(node: Syntax, type?: string): Pattern {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
      return { ...place, to: 'name', name: node.text, declare: 'block', ...(type !== undefined && { type }) };
    case 'mut_pattern':
    case 'reference_pattern':
    case 'ref_pattern': {
      const inner = named(node).at(-1);
      return inner ? pattern(inner, type) : { ...place, to: 'nothing' };
    }
    case 'tuple_pattern':
    case 'slice_pattern':
      return {
        ...place,
        to: 'sequence',
        items: node.children.flatMap((one) =>
          one.named ? [pattern(one)] : one.type === '_' ? [{ at: at(one), to: 'nothing' as const }] : [],
        ),
      };
    case '_':
      return { ...place, to: 'nothing' };
    default:
      return { ...place, to: 'place', place: unsupported(node) };
  }
}

/** The left side of an assignment. */
export function assigned(node: Syntax, lower: Lower): Pattern {
  if (node.text === '_') return { at: at(node), to: 'nothing' };
  if (node.type === 'tuple_expression' || node.type === 'array_expression')
    return { at: at(node), to: 'sequence', items: named(node).map((one) => assigned(one, lower)) };
  return { at: at(node), to: 'place', place: lower.expression(node) };
}

export function inFunction(target: Pattern): Pattern {
  if (target.to === 'name') return { ...target, declare: 'function' };
  return target.to === 'sequence' ? { ...target, items: target.items.map(inFunction) } : target;
}

/** How the parts of patterns are lowered. `within` is where their names are known. */
export function shapesBy({ expression }: Lower, within?: Syntax): Lowering {
  return { expression, pattern, ...(within && { isWritten: (name: string) => isWritten(within, name) }) };
}

/** Whether `*name` is written: `*name = 1`, `*name += 1`. */
export function isWritten(node: Syntax, name: string): boolean {
  const left = /^(assignment_expression|compound_assignment_expr)$/.test(node.type) ? field(node, 'left') : undefined;
  if (left?.type === 'unary_expression' && left.text.replaceAll(/\s/g, '') === `*${name}`) return true;
  return node.children.some((one) => isWritten(one, name));
}
