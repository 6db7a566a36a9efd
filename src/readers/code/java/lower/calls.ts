import type { Argument, Expr } from '../../core/ir';
import { at, name, required, shapes, unsupported, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { methodName } from './names';

/** What a call is given. */
export function argumentsOf(node: Syntax, { expression }: Lower): Argument[] {
  return named(required(node, 'arguments')).map((one) => ({ value: expression(one) }));
}

export function callOf(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const object = field(node, 'object');
  const own = required(node, 'name');
  const known = methodName(own.text);
  const args = argumentsOf(node, lower);
  if (object && /^System\.(out|err)$/.test(object.text))
    return { ...place, op: 'call', callee: name(node, 'print'), args };
  if (object?.type === 'super') {
    const given = [name(object, 'this'), name(object, 'super'), word(own, known)];
    const method: Expr = {
      ...place,
      op: 'call',
      callee: name(object, 'method of'),
      args: given.map((value) => ({ value })),
    };
    return { ...place, op: 'call', callee: method, args };
  }
  const callee: Expr = object
    ? { at: at(own), op: 'member', object: lower.expression(object), name: known }
    : name(own, known);
  return { ...place, op: 'call', callee, args };
}

/** Names of classes that are written with their package: `java.util.Arrays`. */
const WITH_PACKAGE = /^(?:[a-z_]\w*\.)+([A-Z]\w*)$/;

/** `a.b`, of which `a` may be a package. */
export function fieldAccess(node: Syntax, lower: Lower): Expr {
  const object = required(node, 'object');
  const own = required(node, 'field');
  const inPackage = /^(?:java|javax)\./.test(node.text) && WITH_PACKAGE.exec(node.text)?.[1];
  if (inPackage) return name(node, inPackage);
  if (own.type === 'this') return unsupported(node.instead('the object around this one'));
  if (object.type === 'super') return { at: at(node), op: 'member', object: name(object, 'this'), name: own.text };
  return shapes(lower).member(node, 'object', 'field');
}
