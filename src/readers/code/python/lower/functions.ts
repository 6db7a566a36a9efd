import type { Expr, FunctionDeclaration } from '../../core/ir';
import { at, functionExpression, required, shapes } from '../../core/lowering';
import { field, type Syntax } from '../../syntax';
import { assignedNames } from './locals';
import type { Lower } from './lower';
import { parametersOf } from './parameters';

export function functionOf(node: Syntax, lower: Lower): FunctionDeclaration {
  const block = field(node, 'body');
  return {
    at: at(node),
    name: required(node, 'name').text,
    parameters: parametersOf(node, lower),
    body: () => lower.body(block),
    locals: assignedNames,
    ...(block && yields(block) && { yields: true }),
  };
}

/** A function is a generator if it yields anywhere; functions within it are their own affair. */
function yields(node: Syntax): boolean {
  if (node.type === 'yield') return true;
  if (['function_definition', 'lambda', 'class_definition'].includes(node.type)) return false;
  return node.children.some(yields);
}

export function lambda(node: Syntax, lower: Lower): Expr {
  const inner = required(node, 'body');
  const declaration: FunctionDeclaration = {
    at: at(node),
    name: 'lambda',
    parameters: parametersOf(node, lower),
    body: () => [shapes(lower).result(inner)],
  };
  return functionExpression(declaration);
}
