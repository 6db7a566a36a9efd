import type { Parameter } from '../../core/ir';
import { at, required, variable } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { brackets, declaredType, typeOf, written } from './types';

/** Names of types that a method leaves open: `<T extends Comparable<T>>`. */
function typeParameters(node: Syntax): string[] {
  const list = field(node, 'type_parameters');
  return list ? named(list).flatMap((one) => named(one).find(({ type }) => /identifier/.test(type))?.text ?? []) : [];
}

export function parameters(node: Syntax): Parameter[] {
  const list = field(node, 'parameters');
  return list ? named(list).flatMap((one) => parameter(one, typeParameters(node))) : [];
}

function parameter(node: Syntax, open: readonly string[]): Parameter[] {
  if (node.type === 'spread_parameter') {
    const declarator = ofType(node, 'variable_declarator');
    const type = named(node).find((one) => one.type !== 'modifiers');
    if (!declarator) return [];
    const pattern = variable(required(declarator, 'name'), 'function');
    return [{ at: at(node), pattern, type: written(type, 0, open), rest: true }];
  }
  if (node.type !== 'formal_parameter') return [];
  const type = field(node, 'type');
  const { depth } = declaredType(type, node);
  const pattern = variable(required(node, 'name'), 'function', depth > 0 ? undefined : typeOf(type));
  return [{ at: at(node), pattern, type: written(type, brackets(field(node, 'dimensions')), open) }];
}

/** Those of a lambda, with types or without. */
export function lambdaParameters(node: Syntax): Parameter[] {
  const head = required(node, 'parameters');
  if (head.type === 'formal_parameters') return parameters(node);
  return (head.type === 'identifier' ? [head] : named(head)).map((one) => ({
    at: at(one),
    pattern: variable(one, 'function'),
  }));
}
