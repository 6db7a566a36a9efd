import { field, named, ofType, type Syntax } from '../syntax';

/**
 * `t[s][w[n]]`, which the grammar takes for types with types in brackets, as the indices that it is: an `index_expression`.
 * Undefined where it can only be types.
 */
export function asIndices(node: Syntax, name = node.field): Syntax | undefined {
  switch (node.type) {
    case 'type_identifier':
      return node.instead('identifier', [], name);
    case 'qualified_type':
      return node.instead(
        'selector_expression',
        node.children.map((child) => {
          if (child.field === 'package') return child.instead('identifier', [], 'operand');
          return child.field === 'name' ? child.instead('field_identifier', [], 'field') : child;
        }),
        name,
      );
    case 'generic_type': {
      const [index, ...more] = named(ofType(node, 'type_arguments') ?? node);
      return more.length === 0 ? indexed(node, field(node, 'type'), index && only(index), name) : undefined;
    }
    case 'type_instantiation_expression': {
      const [array, index, ...more] = named(node);
      return more.length === 0 ? indexed(node, array, index, name) : undefined;
    }
    default:
      return undefined;
  }
}

function indexed(node: Syntax, array: Syntax | undefined, index: Syntax | undefined, name: string | null) {
  const parts = [array && asIndices(array, 'operand'), index && asIndices(index, 'index')];
  const known = parts.flatMap((part) => part ?? []);
  return known.length === 2 ? node.instead('index_expression', known, name) : undefined;
}

/** What a `type_elem` holds. */
function only(node: Syntax): Syntax | undefined {
  const [one, ...more] = named(node);
  return more.length === 0 ? one : undefined;
}
