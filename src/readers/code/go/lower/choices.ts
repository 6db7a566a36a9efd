import type { Expr, Stmt } from '../../core/ir';
import { at, required, shapes } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { target } from './assignments';
import type { Lower } from './lower';

export function forLoop(node: Syntax, lower: Lower): Stmt {
  const place = { at: at(node) };
  const inner = lower.body(field(node, 'body'));
  const range = ofType(node, 'range_clause');
  if (range) {
    const left = field(range, 'left');
    const names = left ? named(left) : [];
    const declare = range.children.some(({ type }) => type === ':=');
    const items = names.map((one) => target(one, declare, lower));
    const [first] = items;
    return {
      ...place,
      do: 'each',
      target: items.length > 1 ? { at: at(range), to: 'sequence', items } : (first ?? { at: at(range), to: 'nothing' }),
      of: lower.expression(required(range, 'right')),
      how: items.length > 1 ? 'pairs' : 'keys',
      body: inner,
      otherwise: [],
    };
  }
  const clause = ofType(node, 'for_clause');
  if (clause) {
    const init = field(clause, 'initializer');
    const test = field(clause, 'condition');
    const update = field(clause, 'update');
    return {
      ...place,
      do: 'for',
      init: init ? lower.statement(init) : [],
      ...(test && { test: lower.expression(test) }),
      update: update ? [{ at: at(update), op: 'block', body: lower.statement(update) }] : [],
      body: inner,
    };
  }
  const test = named(node).find((child) => child.field !== 'body');
  const forever: Expr = { ...place, op: 'literal', value: { t: 'bool', v: true } };
  return shapes(lower).whileLoop(node, { test: test ? lower.expression(test) : forever });
}

export function switchOf(node: Syntax, lower: Lower): Stmt {
  const value = field(node, 'value');
  const subject: Expr = value
    ? lower.expression(value)
    : { at: at(node), op: 'literal', value: { t: 'bool', v: true } };
  const cases = named(node)
    .filter(({ type }) => type === 'expression_case' || type === 'default_case')
    .map((one) => {
      const tests = field(one, 'value');
      return {
        tests: tests ? named(tests).map(lower.expression) : null,
        body: lower.block(named(one).filter((child) => child !== tests)),
      };
    });
  const init = field(node, 'initializer');
  const choice: Stmt = { at: at(node), do: 'switch', subject, cases, falls: false };
  return init ? { at: at(node), do: 'block', body: [...lower.statement(init), choice] } : choice;
}
