import type { Expr, Handler, Pattern, Stmt } from '../core/ir';
import { at, name as nameOf, required, unsupported, unsupportedStatement } from '../core/lowering';
import { field, named, ofType, type Syntax } from '../syntax';

/** How the parts of a statement are lowered. */
export interface Parts {
  expression: (node: Syntax) => Expr;
  pattern: (node: Syntax) => Pattern;
  body: (node: Syntax | undefined) => Stmt[];
}

/** `raise E`; what it is raised from moves nothing. */
export function raising(node: Syntax, { expression }: Parts): Stmt {
  const value = node.children.find((child) => child.named && child.field !== 'cause');
  return { at: at(node), do: 'throw', ...(value && { value: expression(value) }) };
}

export function trying(node: Syntax, parts: Parts): Stmt {
  const last = ofType(node, 'finally_clause');
  const otherwise = ofType(node, 'else_clause');
  return {
    at: at(node),
    do: 'try',
    body: parts.body(field(node, 'body')),
    handlers: node.children
      .filter(({ type }) => type === 'except_clause' || type === 'except_group_clause')
      .map((one) => handler(one, parts)),
    otherwise: parts.body(otherwise && field(otherwise, 'body')),
    ...(last && { last: parts.body(ofType(last, 'block')) }),
  };
}

function handler(node: Syntax, { expression, pattern, body }: Parts): Handler {
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
  const forgotten: Stmt = { ...place, do: 'delete', target: nameOf(target), lenient: true };
  const kept: Stmt = { ...place, do: 'try', body: inner, handlers: [], otherwise: [], last: [forgotten] };
  return { ...place, type: expression(type), target: pattern(target), body: [kept] };
}

/** `with a as b, c:` is `with a as b: with c:`; `leaves` is asked for what `a` does in the end. */
export function managing(node: Syntax, parts: Parts): Stmt {
  const items = named(ofType(node, 'with_clause') ?? node).filter(({ type }) => type === 'with_item');
  if (items.length === 0 || node.children[0]?.type === 'async') return unsupportedStatement(node);
  const body = parts.body(field(node, 'body'));
  return (
    items.reduceRight<Stmt[]>((inner, item) => [managed(item, inner, parts)], body)[0] ?? unsupportedStatement(node)
  );
}

function managed(item: Syntax, body: Stmt[], { expression, pattern }: Parts): Stmt {
  const place = { at: at(item) };
  const value = required(item, 'value');
  const [given, alias] = value.type === 'as_pattern' ? named(value) : [value];
  const [target] = alias ? named(alias) : [];
  const manager: Pattern = { ...place, to: 'name', name: ' manager', declare: 'block' };
  const call = (method: string): Expr => ({
    ...place,
    op: 'call',
    callee: { ...place, op: 'name', name: method },
    args: [{ value: { ...place, op: 'name', name: ' manager' } }],
  });
  const entered: Stmt = target
    ? { ...place, do: 'assign', targets: [pattern(target)], value: call(' enter') }
    : { ...place, do: 'expression', expression: call(' enter') };
  return {
    ...place,
    do: 'block',
    body: [
      { ...place, do: 'declare', target: manager, value: given ? expression(given) : unsupported(item) },
      entered,
      {
        ...place,
        do: 'try',
        body,
        // What a manager makes of an exception is its own affair.
        handlers: [
          { ...place, body: [{ ...place, do: 'unsupported', what: 'an exception that leaves with is not followed' }] },
        ],
        otherwise: [],
        last: [{ ...place, do: 'expression', expression: call(' exit') }],
      },
    ],
  };
}
