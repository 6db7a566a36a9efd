import type { Expr } from '../../core/ir';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** The type of whole numbers that are used as such, on 64-bit machines; other types keep their name. */
export function typeOf(node: Syntax | undefined): string | undefined {
  if (!node) return undefined;
  if (node.text === 'usize') return 'u64';
  return node.text === 'isize' ? 'i64' : node.text;
}

/** `let a: [u8; 3] = [1, 2, 3]` gives its numbers their type. */
export function typed(value: Syntax, type: Syntax | undefined, lower: Lower): Expr {
  const made = lower.expression(value);
  const element = type && (type.type === 'array_type' || type.type === 'generic_type') ? numeric(type) : undefined;
  if (made.op !== 'sequence' || element === undefined) return made;
  return { ...made, items: made.items.map((item): Expr => ({ at: item.at, op: 'cast', type: element, value: item })) };
}

function numeric(type: Syntax): string | undefined {
  const list = field(type, 'type_arguments');
  const inner = field(type, 'element') ?? (list && named(list)[0]);
  const known = typeOf(inner);
  return known !== undefined && /^[iuf]\d/.test(known) ? known : undefined;
}
