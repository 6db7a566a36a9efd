import type { Stmt } from '../../core/ir';
import { at, required, shapes, variable } from '../../core/lowering';
import { field, fields, type Syntax } from '../../syntax';
import { declaration } from './declarations';
import type { Lower } from './lower';
import { declaredType, typeOf } from './types';

export function forLoop(node: Syntax, label: string | undefined, lower: Lower): Stmt {
  const init = fields(node, 'init').flatMap((one): Stmt[] =>
    one.type === 'local_variable_declaration'
      ? declaration(one, lower)
      : [{ at: at(one), do: 'expression', expression: lower.expression(one) }],
  );
  const update = fields(node, 'update').map(lower.expression);
  return shapes(lower).countedLoop(node, { label, init, test: field(node, 'condition'), update });
}

/** `for (int x : list)` */
export function eachLoop(node: Syntax, label: string | undefined, lower: Lower): Stmt {
  const shape = shapes(lower);
  const type = field(node, 'type');
  const { depth } = declaredType(type, node);
  const target = variable(required(node, 'name'), 'block', depth > 0 ? undefined : typeOf(type));
  return shape.eachLoop(node, target, shape.part(node, 'value'), { label });
}
