import type { Expr, Pattern, Stmt } from '../../core/ir';
import { at, name, only, required } from '../../core/lowering';
import { withReturns } from '../../native/returns';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { callOf } from './calls';

const WAITING = ' deferred';
const RESULT = ' result';
const PANIC = ' panic';

/** Whether a function defers calls itself. */
export function defers(node: Syntax): boolean {
  return node.type === 'defer_statement' || named(node).some((one) => one.type !== 'func_literal' && defers(one));
}

/** `defer f(x)`: what is called and with what is worked out here. */
export function deferred(node: Syntax, lower: Lower): Stmt {
  const call = only(node);
  const made = call.type === 'call_expression' ? callOf(call, lower) : undefined;
  const place = { at: at(node) };
  if (made?.op !== 'call') return { ...place, do: 'unsupported', what: 'what is deferred here is not followed' };
  const args = [{ value: name(node, WAITING) }, { value: made.callee }, ...made.args];
  return { ...place, do: 'expression', expression: { ...place, op: 'call', callee: name(node, 'defer'), args } };
}

/** Whether anything in the text panics or asks for a panic: only then is one waited for, for no table is made where that is done. */
function speaksOfPanic(node: Syntax): boolean {
  return /\b(?:panic|recover)\s*\(/.test(node.whole);
}

/**
 * A body whose deferred calls run at its end: what is returned is known before, and where results have names these may still
 * change it.
 */
export function withDeferred(
  node: Syntax,
  statements: readonly Stmt[],
  results: readonly { declared: Stmt; value: Expr }[],
  gives: boolean,
): Stmt[] {
  const place = { at: at(required(node, 'body')) };
  const own = results.flatMap(({ value }): Pattern[] =>
    value.op === 'name' ? [{ ...place, to: 'place', place: value }] : [],
  );
  const plain: Pattern = { ...place, to: 'name', name: RESULT, declare: 'function' };
  const [first, ...others] = own;
  const target: Pattern | undefined =
    first && others.length > 0 ? { ...place, to: 'sequence', items: own } : (first ?? (gives ? plain : undefined));
  const leave: Stmt = { ...place, do: 'break', label: WAITING };
  const left = (one: Stmt & { do: 'return' }): Stmt =>
    one.value && target
      ? { at: one.at, do: 'block', body: [{ at: one.at, do: 'assign', targets: [target], value: one.value }, leave] }
      : leave;
  const values = results.map(({ value }) => value);
  const [value = name(node, RESULT), ...more] = values;
  const waiting: Expr = { ...place, op: 'sequence', flavor: 'slice', items: [] };
  const run: Expr = {
    ...place,
    op: 'call',
    callee: name(node, 'run deferred'),
    args: [{ value: name(node, WAITING) }, { value: name(node, PANIC) }],
  };
  const nil: Expr = { ...place, op: 'literal', value: { t: 'nothing', name: 'nil' } };
  const panicking: Pattern = { ...place, to: 'name', name: PANIC, declare: 'function' };
  const caught: Pattern = { ...place, to: 'place', place: name(node, PANIC) };
  const body: Stmt = {
    ...place,
    do: 'block',
    label: WAITING,
    bare: true,
    body: statements.map((one) => withReturns(one, left)),
  };
  return [
    ...results.map(({ declared }) => declared),
    { ...place, do: 'declare', target: { ...place, to: 'name', name: WAITING, declare: 'function' }, value: waiting },
    ...(gives && !first ? [{ ...place, do: 'declare' as const, target: plain }] : []),
    { ...place, do: 'declare', target: panicking, value: nil },
    // What is deferred runs whether the body comes to its end or panics.
    speaksOfPanic(node)
      ? { ...place, do: 'try', body: [body], handlers: [{ ...place, target: caught, body: [] }], otherwise: [] }
      : body,
    { ...place, do: 'expression', expression: run },
    {
      ...place,
      do: 'return',
      ...(gives && { value: more.length > 0 ? { ...place, op: 'sequence', flavor: 'tuple', items: values } : value }),
    },
  ];
}
