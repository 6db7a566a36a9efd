import type { Pattern } from '../../core/ir';
import { at, unsupported } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** What is assigned to. */
export function targetOf(node: Syntax, lower: Lower): Pattern {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
      return { ...place, to: 'name', name: node.text };
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list': {
      const inner = named(node);
      const star = inner.findIndex(({ type }) => type === 'list_splat_pattern' || type === 'list_splat');
      const items = inner.map((one, index) => targetOf((index === star ? named(one)[0] : one) ?? one, lower));
      return { ...place, to: 'sequence', items, ...(star >= 0 && { star }) };
    }
    case 'parenthesized_expression': {
      const [inner] = named(node);
      return inner ? targetOf(inner, lower) : { ...place, to: 'place', place: unsupported(node) };
    }
    default:
      return { ...place, to: 'place', place: lower.expression(node) };
  }
}
