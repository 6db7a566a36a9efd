import type { Expr, Pattern, Stmt } from '../../core/ir';
import { at, literal, name, required } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** `enum Light { RED, GREEN = 4 };`: constants, which are known by the name of an `enum class` alone. */
export function enumeration(node: Syntax, lower: Lower): Stmt[] {
  const label = field(node, 'name')?.text;
  const isScoped = node.children.some(({ type }) => type === 'class' || type === 'struct');
  let before: Expr | undefined;
  const constants = named(required(node, 'body')).flatMap((one): Stmt[] => {
    if (one.type !== 'enumerator') return [];
    const place = { at: at(one) };
    const own = required(one, 'name').text;
    const given = field(one, 'value');
    const next: Expr = before
      ? { ...place, op: 'binary', operator: '+', left: before, right: literal(one, { t: 'int', v: 1n, type: 'i32' }) }
      : literal(one, { t: 'int', v: 0n, type: 'i32' });
    const value: Expr = { ...place, op: 'cast', type: 'i32', value: given ? lower.expression(given) : next };
    const full = label === undefined ? own : `${label}::${own}`;
    const [first = own, ...others] = isScoped ? [full] : [...new Set([own, full])];
    before = name(one, first);
    const target = (text: string): Pattern => ({ ...place, to: 'name', name: text, declare: 'block' });
    return [
      { ...place, do: 'declare', target: target(first), value, isFixed: true },
      ...others.map((text): Stmt => ({
        ...place,
        do: 'declare',
        target: target(text),
        value: name(one, first),
        isFixed: true,
      })),
    ];
  });
  return label === undefined ? constants : [...constants, conversion(node, label)];
}

/** `Light(1)` and `Light{}`: a number as one of the enumeration. */
function conversion(node: Syntax, label: string): Stmt {
  const place = { at: at(node) };
  const pattern: Pattern = { ...place, to: 'name', name: 'value', declare: 'function', type: 'i32' };
  const fallback = literal(node, { t: 'int', v: 0n, type: 'i32' });
  const body = (): Stmt[] => [{ ...place, do: 'return', value: name(node, 'value') }];
  return {
    ...place,
    do: 'function',
    declaration: { ...place, name: label, parameters: [{ ...place, pattern, fallback }], body },
  };
}
