import type { Expr } from '../../core/ir';
import { at, required, unsupported } from '../../core/lowering';
import { fields, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** `a[i]`, `a[i, j]`, `a[low:high:step]`. */
export function subscript(node: Syntax, { expression }: Lower): Expr {
  const place = { at: at(node) };
  const object = expression(required(node, 'value'));
  const [index, more] = fields(node, 'subscript');
  if (!index) return unsupported(node);
  if (more || index.type === 'tuple') {
    const items = more ? fields(node, 'subscript') : named(index);
    return {
      ...place,
      op: 'index',
      object,
      index: { at: at(index), op: 'sequence', flavor: 'tuple', items: items.map(expression) },
    };
  }
  if (index.type !== 'slice') return { ...place, op: 'index', object, index: expression(index) };
  const bounds: (Expr | undefined)[] = [undefined];
  for (const child of index.children) {
    if (child.type === ':') bounds.push(undefined);
    else bounds[bounds.length - 1] = expression(child);
  }
  const [low, high, step] = bounds;
  return { ...place, op: 'slice', object, ...(low && { low }), ...(high && { high }), ...(step && { step }) };
}
