import type { Stmt } from '../../core/ir';
import { at, name, shapes } from '../../core/lowering';
import { field, fields, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** `if`, `elif` and `else`. */
export function branch(node: Syntax, lower: Lower): Stmt {
  return conditional(node, fields(node, 'alternative'), lower);
}

function conditional(node: Syntax, alternatives: readonly Syntax[], lower: Lower): Stmt {
  const [next, ...rest] = alternatives;
  let otherwise: Stmt[] = [];
  if (next?.type === 'elif_clause') otherwise = [conditional(next, rest, lower)];
  else if (next) otherwise = elseBody(next, lower);
  return shapes(lower).branch(node, { otherwise });
}

/** The statements of an `else`; none where there is none. */
export function elseBody(node: Syntax | undefined, { body }: Lower): Stmt[] {
  return node ? body(field(node, 'body')) : [];
}

/** `assert test`; undefined without one. */
export function asserting(node: Syntax, { expression }: Lower): Stmt | undefined {
  const [test] = named(node);
  if (!test) return undefined;
  const place = { at: at(node) };
  const fault: Stmt = { ...place, do: 'throw', value: name(node, 'AssertionError') };
  return { ...place, do: 'if', test: expression(test), then: [], otherwise: [fault] };
}
