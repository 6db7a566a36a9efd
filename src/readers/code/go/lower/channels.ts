import type { Argument, Expr, Stmt } from '../../core/ir';
import { at, literal, name, required, unsupported, word } from '../../core/lowering';
import { field, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { typeOf } from './types';

/** `make(chan int, 3)`: one goroutine can use it as a queue. */
export function channel(node: Syntax, type: Syntax, length: Syntax | undefined, lower: Lower): Expr {
  const value = field(type, 'value');
  if (!value) return unsupported(node);
  const zero: Argument = { value: word(node, typeOf(value) ?? '') };
  const room: Argument = { value: length ? lower.expression(length) : literal(node, { t: 'int', v: 0n }) };
  return { at: at(node), op: 'call', callee: name(node, 'new channel'), args: [zero, room] };
}

/** `ch <- v` */
export function sent(node: Syntax, lower: Lower): Stmt {
  const args = ['channel', 'value'].map((part) => ({ value: lower.expression(required(node, part)) }));
  const expression: Expr = { at: at(node), op: 'call', callee: name(node, 'send'), args };
  return { at: at(node), do: 'expression', expression };
}

/** `<-ch`; as a pair, with whether there was something. */
export function received(node: Syntax, lower: Lower, isPair = false): Expr {
  const args = [{ value: lower.expression(required(node, 'operand')) }];
  return { at: at(node), op: 'call', callee: name(node, isPair ? 'received' : 'receive'), args };
}
