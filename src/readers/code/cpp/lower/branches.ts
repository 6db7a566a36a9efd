import type { Expr, Stmt } from '../../core/ir';
import { at, name, required, shapes, unsupported } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { wholeType } from '../types';
import { declarator } from './declarators';
import type { Lower } from './lower';

/** `if (x > 0)`, also `if (int x = f(); x > 0)` and `if (auto *d = f())`. */
export function branch(node: Syntax, lower: Lower): Stmt {
  const whole = required(node, 'condition');
  const init = field(whole, 'initializer');
  const value = whole.type === 'condition_clause' ? field(whole, 'value') : undefined;
  const own = value?.type === 'declaration' ? conditionVariable(value, lower) : undefined;
  const choice = shapes(lower).branch(node, { test: own ? own.name : condition(node, lower) });
  const before = [...(init ? lower.block(named(init)) : []), ...(own ? [own.declared] : [])];
  return before.length > 0 ? { at: at(node), do: 'block', body: [...before, choice] } : choice;
}

/** What a branch, a loop or a `switch` asks for. */
export function condition(node: Syntax, { expression }: Lower): Expr {
  const inner = required(node, 'condition');
  if (node.type !== 'if_statement' && field(inner, 'initializer')) return unsupported(inner);
  if (inner.type === 'condition_clause') return expression(required(inner, 'value'));
  return expression(inner);
}

/** `auto *d = f()` as the condition of an `if`. */
function conditionVariable(node: Syntax, { expression }: Lower): { declared: Stmt; name: Expr } | undefined {
  const { pattern: target } = declarator(required(node, 'declarator'), wholeType(field(node, 'type')), 'block');
  if (target.to !== 'name') return undefined;
  const value = expression(required(node, 'value'));
  return { declared: { at: at(node), do: 'declare', target, value }, name: name(node, target.name) };
}
