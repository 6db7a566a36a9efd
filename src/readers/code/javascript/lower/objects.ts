import type { Entry, Expr } from '../../core/ir';
import { at, functionExpression, literal, name, required, unsupported, word } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import { functionOf } from './functions';
import { numberOf } from './literals';
import type { Lower } from './lower';

/** Holes are told by two commas in a row. */
export function arrayOf(node: Syntax, { expression }: Lower): Expr {
  const items: Expr[] = [];
  let expected = true;
  for (const child of node.children) {
    if (child.type === ',') {
      if (expected) items.push({ at: at(child), op: 'unsupported', what: 'an array with holes is not followed' });
      expected = true;
    } else if (child.named) {
      items.push(expression(child));
      expected = false;
    }
  }
  return { at: at(node), op: 'sequence', flavor: 'array', items };
}

/** `{ a: 1, b, ...c, d() { … } }` */
export function objectOf(node: Syntax, lower: Lower): Expr {
  return { at: at(node), op: 'record', flavor: 'object', entries: named(node).map((one) => entry(one, lower)) };
}

function entry(node: Syntax, lower: Lower): Entry {
  switch (node.type) {
    case 'pair':
      return { key: key(required(node, 'key'), lower), value: lower.expression(required(node, 'value')) };
    case 'shorthand_property_identifier':
      return { key: word(node, node.text), value: name(node) };
    case 'spread_element':
      return { spread: lower.expression(named(node)[0] ?? node) };
    case 'method_definition': {
      if (node.children.some(({ type }) => type === 'get' || type === 'set')) {
        const what = 'accessors are followed in classes only';
        const refused: Expr = { at: at(node), op: 'unsupported', what };
        return { key: refused, value: refused };
      }
      return { key: key(required(node, 'name'), lower), value: functionExpression(functionOf(node, lower)) };
    }
    default:
      return { key: unsupported(node), value: unsupported(node) };
  }
}

function key(node: Syntax, { expression }: Lower): Expr {
  if (node.type === 'property_identifier' || node.text === '[Symbol.iterator]') return word(node, node.text);
  // Whatever names a member does so as a text.
  if (node.type === 'computed_property_name')
    return { at: at(node), op: 'text', parts: [expression(named(node)[0] ?? node)] };
  if (node.type === 'number') {
    const value = numberOf(node.text);
    return literal(node, value?.t === 'num' ? { t: 'str', v: String(value.v) } : undefined);
  }
  return expression(node);
}
