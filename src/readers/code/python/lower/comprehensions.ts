import type { Clause, Expr } from '../../core/ir';
import { at, name, required, shapes, unsupported } from '../../core/lowering';
import { declaring } from '../../core/patterns';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

const MADE: Readonly<Record<string, Pick<Expr & { op: 'comprehension' }, 'into' | 'flavor'>>> = {
  list_comprehension: { into: 'sequence', flavor: 'list' },
  dictionary_comprehension: { into: 'record', flavor: 'dict' },
  generator_expression: { into: 'iterator', flavor: 'iterator' },
  set_comprehension: { into: 'record', flavor: 'set' },
};

export function comprehension(node: Syntax, { expression, pattern }: Lower): Expr {
  const inner = required(node, 'body');
  const clauses: Clause[] = named(node).flatMap((child): Clause[] => {
    if (child.type === 'for_in_clause')
      return [{ each: declaring(pattern(required(child, 'left')), 'block'), of: expression(required(child, 'right')) }];
    const [test] = named(child);
    return child.type === 'if_clause' && test ? [{ when: expression(test) }] : [];
  });
  const isPair = inner.type === 'pair';
  const made = MADE[node.type];
  if (!made) return unsupported(node);
  return {
    at: at(node),
    op: 'comprehension',
    ...made,
    element: expression(isPair ? required(inner, 'key') : inner),
    ...(isPair && { value: expression(required(inner, 'value')) }),
    clauses,
  };
}

/** The variable of a set that is written out, which has no name in Python. */
const ELEMENT = ' element';

/** `{a, b}` is `{x for x in (a, b)}`. */
export function setOf(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const element = name(node, ELEMENT);
  const each = declaring({ ...place, to: 'name', name: ELEMENT }, 'block');
  const clauses = [{ each, of: shapes(lower).sequence(node, 'tuple') }];
  return { ...place, op: 'comprehension', into: 'record', flavor: 'set', element, clauses };
}
