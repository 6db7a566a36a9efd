import type { Stmt } from '../../core/ir';
import { at, required } from '../../core/lowering';
import { declaring } from '../../core/patterns';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** `let a = 1, b`, `var c`. */
export function declaration(node: Syntax, { expression, pattern }: Lower): Stmt[] {
  const declare = node.type === 'variable_declaration' ? 'function' : 'block';
  return named(node).map((one) => {
    const target = declaring(pattern(required(one, 'name')), declare);
    const value = field(one, 'value');
    return { at: at(node), do: 'declare', target, ...(value && { value: expression(value) }) };
  });
}
