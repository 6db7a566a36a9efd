import type { Expr, Stmt } from '../../core/ir';
import { at, literal, required, unsupported } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** Both forms of a `switch`: `case 1:` falls through to the next, `case 1 ->` does not. */
export function switchOf(node: Syntax, { expression, block }: Lower, isValue = false): Stmt & { do: 'switch' } {
  const parts = named(required(node, 'body'));
  const cases = parts.map((part) => {
    const inside = named(part);
    const labels = inside.filter(({ type }) => type === 'switch_label');
    const rest = inside.filter(({ type }) => type !== 'switch_label');
    const [only] = rest;
    const isArrow = part.type === 'switch_rule';
    const body: Stmt[] =
      isValue && isArrow && only?.type === 'expression_statement'
        ? [{ at: at(only), do: 'yield', value: expression(named(only)[0] ?? only) }]
        : block(rest);
    return { tests: testsOf(labels, expression), body };
  });
  const falls = parts.some(({ type }) => type === 'switch_block_statement_group');
  return { at: at(node), do: 'switch', subject: expression(required(node, 'condition')), cases, falls };
}

/** What stands after `case`; null for `default`. */
function testsOf(labels: readonly Syntax[], expression: Lower['expression']): Expr[] | null {
  const all = labels.flatMap((label) => {
    const values = named(label).filter(({ text }) => text !== 'default');
    return { isDefault: values.length < named(label).length || label.text === 'default', values };
  });
  if (all.some(({ isDefault }) => isDefault)) return null;
  return all.flatMap(({ values }) =>
    values.map((value) =>
      value.type === 'pattern' || value.type === 'guard' ? unsupported(value) : expression(value),
    ),
  );
}

/** A `switch` that gives a value. */
export function switchValue(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const otherwise: Stmt = { ...place, do: 'unsupported', what: 'no case of this switch is for this value' };
  return { ...place, op: 'block', body: [switchOf(node, lower, true), otherwise], value: literal(node, undefined) };
}
