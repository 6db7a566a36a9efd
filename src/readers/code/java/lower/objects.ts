import type { Argument, ClassDeclaration, Expr } from '../../core/ir';
import { at, required, unsupported } from '../../core/lowering';
import { named, ofType, type Span, type Syntax } from '../../syntax';
import { argumentsOf } from './calls';
import type { Lower } from './lower';
import { typeNamed } from './types';

/** `new Node(1)`, `new Base() { … }`. */
export function creation(node: Syntax, lower: Lower): Expr {
  const place = at(node);
  const type = required(node, 'type');
  const body = ofType(node, 'class_body');
  // `outer.new Inner()`
  if (named(node)[0] !== type && named(node)[0]?.type !== 'type_arguments') return unsupported(node);
  return body
    ? instance(place, lower.anonymousClass(node, type, body), argumentsOf(node, lower))
    : newObject(place, typeNamed(type), argumentsOf(node, lower));
}

export function newObject(place: Span, type: Expr, given: readonly Argument[]): Expr {
  return {
    at: place,
    op: 'call',
    callee: { at: place, op: 'member', object: type, name: 'new' },
    args: [...given],
    fresh: true,
  };
}

/** The one object of a class without a name. */
export function instance(place: Span, declaration: ClassDeclaration, given: readonly Argument[]): Expr {
  const type: Expr = { at: place, op: 'name', name: declaration.name };
  return {
    at: place,
    op: 'block',
    body: [{ at: place, do: 'class', declaration }],
    value: newObject(place, type, given),
  };
}
