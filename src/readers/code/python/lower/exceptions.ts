import type { Handler, Stmt } from '../../core/ir';
import { at, name, shapes, unsupported } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** `raise E`; what it is raised from moves nothing. */
export function raising(node: Syntax, lower: Lower): Stmt {
  return shapes(lower).thrown(
    node,
    node.children.find((child) => child.named && child.field !== 'cause'),
  );
}

export function trying(node: Syntax, lower: Lower): Stmt {
  const last = ofType(node, 'finally_clause');
  const otherwise = ofType(node, 'else_clause');
  const handlers = node.children
    .filter(({ type }) => type === 'except_clause' || type === 'except_group_clause')
    .map((one) => handler(one, lower));
  return shapes(lower).attempt(node, handlers, {
    otherwise: lower.body(otherwise && field(otherwise, 'body')),
    last: last && lower.body(ofType(last, 'block')),
  });
}

function handler(node: Syntax, { expression, pattern, body }: Lower): Handler {
  const place = { at: at(node) };
  if (node.type === 'except_group_clause') return { ...place, type: unsupported(node), body: [] };
  const value = field(node, 'value');
  const inner = body(ofType(node, 'block'));
  if (value?.type !== 'as_pattern') return { ...place, ...(value && { type: expression(value) }), body: inner };
  const [type, alias] = named(value);
  const [target] = alias ? named(alias) : [];
  if (!type || !target) return { ...place, type: unsupported(value), body: [] };
  // The name is gone after the block, where another one in it may have taken it away before:
  // https://docs.python.org/3/reference/compound_stmts.html#except-clause.
  const forgotten: Stmt = { ...place, do: 'delete', target: name(target), lenient: true };
  const kept: Stmt = { ...place, do: 'try', body: inner, handlers: [], otherwise: [], last: [forgotten] };
  return { ...place, type: expression(type), target: pattern(target), body: [kept] };
}
