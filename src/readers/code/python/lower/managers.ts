import type { Expr, Pattern, Stmt } from '../../core/ir';
import { at, calling, name, required, unsupported, unsupportedStatement } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** The variable of a manager, which has no name in Python. */
const MANAGER = ' manager';

/** `with a as b, c:` is `with a as b: with c:`; `leaves` is asked for what `a` does in the end. */
export function managing(node: Syntax, lower: Lower): Stmt {
  const items = named(ofType(node, 'with_clause') ?? node).filter(({ type }) => type === 'with_item');
  if (items.length === 0 || node.children[0]?.type === 'async') return unsupportedStatement(node);
  const body = lower.body(field(node, 'body'));
  return (
    items.reduceRight<Stmt[]>((inner, item) => [managed(item, inner, lower)], body)[0] ?? unsupportedStatement(node)
  );
}

function managed(item: Syntax, body: Stmt[], { expression, pattern }: Lower): Stmt {
  const place = { at: at(item) };
  const value = required(item, 'value');
  const [given, alias] = value.type === 'as_pattern' ? named(value) : [value];
  const [target] = alias ? named(alias) : [];
  const manager: Pattern = { ...place, to: 'name', name: MANAGER, declare: 'block' };
  const call = (method: string): Expr => calling(item, method, [name(item, MANAGER)]);
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
