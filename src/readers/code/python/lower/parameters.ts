import type { Parameter } from '../../core/ir';
import { at, required, unsupported, variable } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** Those of a function, or of a lambda, which may have none. */
export function parametersOf(node: Syntax, lower: Lower): Parameter[] {
  const list = field(node, 'parameters');
  return list ? named(list).flatMap((one) => parameter(one, lower)) : [];
}

function parameter(node: Syntax, lower: Lower): Parameter[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
      return [{ ...place, pattern: variable(node, 'function') }];
    case 'typed_parameter': {
      const [inner] = named(node);
      return inner ? parameter(inner, lower) : [];
    }
    case 'default_parameter':
    case 'typed_default_parameter':
      return [
        {
          ...place,
          pattern: variable(required(node, 'name'), 'function'),
          fallback: lower.expression(required(node, 'value')),
        },
      ];
    case 'list_splat_pattern': {
      const [inner] = named(node);
      return inner ? [{ ...place, pattern: variable(inner, 'function'), rest: true }] : [];
    }
    case 'dictionary_splat_pattern': {
      const [inner] = named(node);
      return inner ? [{ ...place, pattern: variable(inner, 'function'), restByName: true }] : [];
    }
    case 'keyword_separator':
    case 'positional_separator':
      return [];
    default:
      return [{ ...place, pattern: { ...place, to: 'place', place: unsupported(node) } }];
  }
}
