import type { Expr, Stmt } from '../../core/ir';
import { at, calling, required, shapes } from '../../core/lowering';
import { allOf, matching, subjectOf } from '../patterns';
import { field, ofType, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { isWritten, pattern, shapesBy } from './targets';

export function loop(node: Syntax, lower: Lower): Stmt {
  const shape = shapes(lower);
  const label = ofType(node, 'label')?.text;
  const forever: Expr = { at: at(node), op: 'literal', value: { t: 'bool', v: true } };
  if (node.type === 'for_expression')
    return shape.eachLoop(node, pattern(required(node, 'pattern')), overOf(node, lower), { label });
  if (node.type === 'loop_expression') return shape.whileLoop(node, { test: forever, label });
  const test = required(node, 'condition');
  if (test.type !== 'let_condition') return shape.whileLoop(node, { label });
  const { take, subject } = subjectOf(test, lower.expression(required(test, 'value')), [required(test, 'pattern')]);
  const { tests, binds } = matching(required(test, 'pattern'), subject, shapesBy(lower, field(node, 'body')));
  const whole = allOf(tests);
  const leave: Stmt = { at: at(test), do: 'break' };
  const choice: Stmt[] = whole ? [{ at: at(test), do: 'if', test: whole, then: [], otherwise: [leave] }] : [];
  const turn = shape.whileLoop(node, { test: forever, label });
  return { ...turn, body: [take, ...choice, ...binds, ...turn.body] };
}

/** `for x in v { *x = … }` has to be about the cells of `v`, which is a reference to a list then. */
function overOf(node: Syntax, lower: Lower): Expr {
  const value = required(node, 'value');
  const label = required(node, 'pattern');
  const over = goneThrough(value, lower);
  if (value.type !== 'identifier' || label.type !== 'identifier' || !isWritten(node, label.text)) return over;
  return calling(value, 'in place', [over]);
}

/** `&mut v` gives each cell of `v` to be changed, as `v.iter_mut()` does. */
function goneThrough(node: Syntax, lower: Lower): Expr {
  if (node.type !== 'reference_expression' || !ofType(node, 'mutable_specifier')) return lower.expression(node);
  const callee: Expr = {
    at: at(node),
    op: 'member',
    object: lower.expression(required(node, 'value')),
    name: 'iter_mut',
  };
  return { at: at(node), op: 'call', callee, args: [] };
}
