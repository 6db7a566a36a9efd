import type { Stmt } from '../../core/ir';
import { at, required, shapes } from '../../core/lowering';
import { declaring } from '../../core/patterns';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

export function forLoop(node: Syntax, label: string | undefined, lower: Lower): Stmt {
  const init = field(node, 'initializer');
  const condition = field(node, 'condition');
  const increment = field(node, 'increment');
  const test = condition?.type === 'expression_statement' ? named(condition)[0] : condition;
  return shapes(lower).countedLoop(node, {
    label,
    init: init && init.type !== 'empty_statement' ? forInit(init, lower) : [],
    test: test?.type === 'empty_statement' ? undefined : test,
    update: increment ? [lower.expression(increment)] : [],
  });
}

function forInit(node: Syntax, { expression, statement }: Lower): Stmt[] {
  if (node.type.endsWith('declaration') || node.type === 'expression_statement') return statement(node);
  return [{ at: at(node), do: 'expression', expression: expression(node) }];
}

/** `for (const one of list)`, `for (const key in object)`. */
export function eachLoop(node: Syntax, label: string | undefined, lower: Lower): Stmt {
  const shape = shapes(lower);
  const kind = field(node, 'kind')?.text;
  const left = lower.pattern(required(node, 'left'));
  const target = kind === undefined ? left : declaring(left, kind === 'var' ? 'function' : 'block');
  const how = field(node, 'operator')?.text === 'in' ? 'keys' : 'values';
  return shape.eachLoop(node, target, shape.part(node, 'right'), { how, label });
}
