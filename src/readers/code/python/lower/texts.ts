import type { Expr } from '../../core/ir';
import { at, literal, unsupported, word } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { stringOf } from './literals';
import type { Lower } from './lower';

/** A text, with the values that stand in it. */
export function textOf(node: Syntax, lower: Lower): Expr {
  if (!ofType(node, 'interpolation')) return literal(node, stringOf(node));
  const values = node.children.flatMap((child): Expr[] => {
    if (child.type === 'interpolation') return [interpolation(child, lower)];
    if (child.type !== 'string_content') return [];
    const plain = child.children.length > 0 ? undefined : child.text.replaceAll('{{', '{').replaceAll('}}', '}');
    return [plain === undefined ? unsupported(child) : word(child, plain)];
  });
  return { at: at(node), op: 'text', parts: values };
}

/** A value in a text. What a format makes of it is not worked out: such a text can be printed, not compared. */
function interpolation(node: Syntax, { expression }: Lower): Expr {
  const inner = field(node, 'expression');
  if (!inner) return unsupported(node);
  if (named(node).length === 1) return expression(inner);
  const place = { at: at(node) };
  return { ...place, op: 'all', parts: [expression(inner), { ...place, op: 'unknown', name: 'a formatted text' }] };
}
