import type { Stmt } from '../../core/ir';
import { at, required, variable } from '../../core/lowering';
import { field, fields, type Syntax } from '../../syntax';
import { initialValue } from './arrays';
import type { Lower } from './lower';
import { declaredType } from './types';

/** `int a = 1, b[];` */
export function declaration(node: Syntax, lower: Lower): Stmt[] {
  const type = field(node, 'type');
  return fields(node, 'declarator').map((one) => {
    const value = field(one, 'value');
    const declared = declaredType(type, one);
    const own = declared.depth > 0 ? undefined : declared.element;
    const target = variable(required(one, 'name'), 'block', own);
    const made = value && initialValue(value, declared, lower);
    return { at: at(node), do: 'declare', target, type: own ?? '', ...(made && { value: made }) };
  });
}
