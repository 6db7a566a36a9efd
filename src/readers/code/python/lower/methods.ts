import type { FunctionDeclaration, Pattern, Stmt } from '../../core/ir';
import { at } from '../../core/lowering';
import type { Syntax } from '../../syntax';
import { functionOf } from './functions';
import type { Lower } from './lower';

/** A method; what a decorator makes of one that is not known is refused where it is used. */
export function methodOf(node: Syntax, decorators: readonly Syntax[], lower: Lower): FunctionDeclaration[] {
  const method: FunctionDeclaration = { ...functionOf(node, lower), takesSelf: true };
  const [decorator] = decorators;
  if (node.children[0]?.type === 'async')
    return [{ ...method, body: () => [{ at: at(node), do: 'unsupported', what: 'async functions are not followed' }] }];
  if (!decorator) return [method];
  const text = decorator.text.slice(1).trim();
  if (decorators.length === 1) {
    if (text === 'staticmethod') return [{ ...method, takesSelf: false, isStatic: true }];
    if (text === 'classmethod') return [{ ...method, isOfClass: true }];
    if (text === 'property') return [{ ...method, name: `get ${method.name}` }];
    if (text === `${method.name}.setter`) return [{ ...method, name: `set ${method.name}` }];
  }
  const what = `what @${text} makes of a method is not followed`;
  const body = (): Stmt[] => [{ at: at(decorator), do: 'unsupported', what }];
  const rest: Pattern = { at: at(node), to: 'nothing' };
  const parameters = [{ at: at(node), pattern: rest, rest: true }];
  return ['', 'get ', 'set '].map((kind) => ({ ...method, body, parameters, name: `${kind}${method.name}` }));
}
