import type { Expr, FunctionDeclaration, Parameter, Stmt } from '../../core/ir';
import { at, calling, functionExpression, name, required, shapes, unsupported, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { arrayCall } from './arrays';
import type { Lower } from './lower';
import { has } from './members';
import { methodName } from './names';
import { lambdaParameters, parameters } from './parameters';
import { brackets, elementType, typeNamed, typeOf } from './types';

export function functionOf(node: Syntax, lower: Lower): FunctionDeclaration {
  const block = field(node, 'body');
  const own = required(node, 'name').text;
  return {
    at: at(node),
    name: own,
    known: methodName(own),
    parameters: parameters(node),
    result: brackets(field(node, 'dimensions')) > 0 ? undefined : typeOf(field(node, 'type')),
    body: () => (block ? lower.block(named(block)) : []),
    isStatic: has(node, 'static'),
  };
}

export function lambda(node: Syntax, lower: Lower): Expr {
  const block = required(node, 'body');
  const declaration: FunctionDeclaration = {
    at: at(node),
    name: 'lambda',
    parameters: lambdaParameters(node),
    body: () => (block.type === 'block' ? lower.block(named(block)) : [shapes(lower).result(block)]),
    arrow: true,
  };
  return functionExpression(declaration);
}

/** `Integer::compare`, `this::less`, `Node::new`, `int[]::new`. */
export function reference(node: Syntax, { expression }: Lower): Expr {
  const place = { at: at(node) };
  const [object, own] = named(node);
  if (!object || object.type === 'super') return unsupported(node);
  if (object.type === 'array_type') {
    const size: Parameter = { at: at(node), pattern: { at: at(node), to: 'name', name: 'size', declare: 'function' } };
    const depth = brackets(field(object, 'dimensions'));
    const made = arrayCall(node, elementType(object), [name(node, 'size')], depth - 1);
    const body = (): Stmt[] => [{ ...place, do: 'return', value: made }];
    return functionExpression({ ...place, name: 'new array', parameters: [size], body, arrow: true });
  }
  const of = /type/.test(object.type) ? typeNamed(object) : expression(object);
  const text = own ? methodName(own.text) : 'new';
  const value = word(node, text);
  return calling(node, '::', [of, value]);
}
