import type { Argument, Expr, Stmt } from '../../core/ir';
import { at, name, required, word } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { kindOf, methodsCalled } from './named';

/**
 * `s.Push` where `s` may be a list, a number or nil, of which nobody knows its type where the program runs: which method it is
 * is told by what the methods of that name are for. Undefined where only structures have one, which know their own.
 */
export function methodCalled(callee: Syntax, lower: Lower): Expr | undefined {
  const operand = required(callee, 'operand');
  const label = required(callee, 'field').text;
  const all = methodsCalled(callee, label, operand);
  const isOfOthers = all.some(({ type }) => kindOf(callee, type) !== 'structure');
  if (!isOfOthers && !all.some(({ isPointer }) => isPointer)) return undefined;
  const object = lower.expression(operand);
  const isChanged = isOfOthers && all.some(({ isPointer }) => isPointer) && isPlace(object);
  return method(callee, isChanged ? { at: object.at, op: 'address', place: object } : object, label, operand);
}

/** The method of that name of `object`, as a function. */
function method(node: Syntax, object: Expr, label: string, operand: Syntax | undefined): Expr {
  const text = (v: string): Argument => ({ value: word(node, v) });
  const candidates = methodsCalled(node, label, operand).flatMap(({ type }) => [
    text(type),
    text(kindOf(node, type)),
    { value: name(node, type) },
  ]);
  return {
    at: at(node),
    op: 'call',
    callee: name(node, 'method of'),
    args: [{ value: object }, text(label), ...candidates],
  };
}

/** What can be named twice: nothing happens where it is looked at. */
function isPlace(e: Expr): boolean {
  if (e.op === 'member') return isPlace(e.object);
  if (e.op === 'index') return isPlace(e.object) && (e.index.op === 'literal' || isPlace(e.index));
  return e.op === 'deref' ? isPlace(e.pointer) : e.op === 'name';
}

/** What functions of the library call of the object that they are given. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  'heap.Init': ['Len', 'Less', 'Swap'],
  'heap.Push': ['Len', 'Less', 'Swap', 'Push'],
  'heap.Pop': ['Len', 'Less', 'Swap', 'Pop'],
  'heap.Remove': ['Len', 'Less', 'Swap', 'Pop'],
  'heap.Fix': ['Len', 'Less', 'Swap'],
  'sort.Sort': ['Len', 'Less', 'Swap'],
  'sort.Stable': ['Len', 'Less', 'Swap'],
};

const OBJECT = ' the object';

/** `heap.Push(h, x)`: the functions of the library are given the methods that they call. */
export function withMethods(node: Syntax, callee: Syntax, args: readonly Argument[]): Expr | undefined {
  const called = CALLED[callee.text];
  const [object, ...rest] = args;
  if (!called || !object || called.some((label) => methodsCalled(node, label).length === 0)) return undefined;
  const place = { at: at(node) };
  const [operand] = named(required(node, 'arguments'));
  const held: Stmt = {
    ...place,
    do: 'declare',
    target: { ...place, to: 'name', name: OBJECT, declare: 'block' },
    value: object.value,
  };
  const methods = called.map((label) => ({ value: method(node, name(node, OBJECT), label, operand) }));
  return {
    ...place,
    op: 'block',
    body: [held],
    value: { ...place, op: 'call', callee: name(callee, ` ${callee.text}`), args: [...methods, ...rest] },
  };
}
