import type { Pattern } from '../../core/ir';
import { at, required, unsupported } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { stringOf } from './literals';
import type { Lower } from './lower';

export function patternOf(node: Syntax, lower: Lower): Pattern {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
    case 'shorthand_property_identifier':
      return { ...place, to: 'name', name: node.text };
    case 'array_pattern':
    case 'array':
      return arrayPattern(node, lower);
    case 'object_pattern':
    case 'object':
      return fieldsPattern(node, lower);
    case 'assignment_pattern':
    case 'object_assignment_pattern':
    case 'assignment_expression':
      return {
        ...place,
        to: 'default',
        pattern: patternOf(required(node, 'left'), lower),
        value: lower.expression(required(node, 'right')),
      };
    case 'parenthesized_expression':
    case 'non_null_expression':
      return patternOf(named(node)[0] ?? node, lower);
    default:
      return { ...place, to: 'place', place: lower.expression(node) };
  }
}

function arrayPattern(node: Syntax, lower: Lower): Pattern {
  const items: Pattern[] = [];
  let star: number | undefined;
  let expected = true;
  for (const child of node.children) {
    if (child.type === ',') {
      if (expected) items.push({ at: at(child), to: 'nothing' });
      expected = true;
    } else if (child.named) {
      if (isRest(child)) star = items.length;
      items.push(patternOf((isRest(child) ? named(child)[0] : child) ?? child, lower));
      expected = false;
    }
  }
  return { at: at(node), to: 'sequence', items, ...(star !== undefined && { star }) };
}

function isRest({ type }: Syntax): boolean {
  return type === 'rest_pattern' || type === 'spread_element';
}

/** `{ a, b: c, ...rest }` */
function fieldsPattern(node: Syntax, lower: Lower): Pattern {
  const parts = named(node);
  const last = parts.at(-1);
  const rest = last && isRest(last) ? named(last)[0] : undefined;
  const fields = (rest ? parts.slice(0, -1) : parts).map((one) => fieldPattern(one, lower));
  return { at: at(node), to: 'fields', fields, ...(rest && { rest: patternOf(rest, lower) }) };
}

function fieldPattern(node: Syntax, lower: Lower): { key: string; pattern: Pattern } {
  const name = field(node, 'key');
  if (name) {
    const target = patternOf(required(node, 'value'), lower);
    const known = name.type === 'string' ? stringOf(name) : undefined;
    if (known?.t === 'str') return { key: known.v, pattern: target };
    if (name.type === 'computed_property_name')
      return { key: name.text, pattern: { at: at(node), to: 'place', place: unsupported(name) } };
    return { key: name.text, pattern: target };
  }
  const target = patternOf(node, lower);
  if (target.to === 'name') return { key: target.name, pattern: target };
  if (target.to === 'default' && target.pattern.to === 'name') return { key: target.pattern.name, pattern: target };
  return { key: node.text, pattern: { at: at(node), to: 'place', place: unsupported(node) } };
}
