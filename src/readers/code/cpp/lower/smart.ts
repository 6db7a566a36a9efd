import type { Expr } from '../../core/ir';
import { at, literal, name, required, truth, unsupported, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { elementType, typeOf } from '../types';
import type { Lower } from './lower';
import { NUMERIC } from './kinds';
import { construct } from './structures';

/** Names that a text declares as such pointers or lists of them, the last that was asked for. */
let told: { text: string; names: ReadonlySet<string> } = { text: '', names: new Set() };

function smartNames(text: string): ReadonlySet<string> {
  if (told.text !== text) {
    const typed = text.matchAll(/\b(?:unique|shared)_ptr\s*<[^;(){}=]*>\s*&{0,2}\s*(\w+(?:\s*,\s*\w+)*)/g);
    const made = text.matchAll(/\b(\w+)\s*=\s*(?:std::)?make_(?:unique|shared)\b/g);
    told = { text, names: new Set([...typed, ...made].flatMap(([, label = '']) => label.split(/\W+/))) };
  }
  return told.names;
}

/** The name that a place goes by: `next` of `node->next`, `all` of `all[i]`. */
function lastName(node: Syntax): string {
  if (node.type === 'subscript_expression') return lastName(required(node, 'argument'));
  if (node.type === 'field_expression') return required(node, 'field').text;
  return node.text;
}

function isPlaceOfSmart(node: Syntax): boolean {
  return (
    /^(identifier|field_expression|subscript_expression)$/.test(node.type) && smartNames(node.whole).has(lastName(node))
  );
}

/** What is given away: nothing is left there. */
function taken(node: Syntax, from: Syntax, lower: Lower): Expr {
  const args = [{ value: lower.expression(from) }];
  return { at: at(node), op: 'call', callee: name(node, 'taken from'), args };
}

/** `make_unique<Node>(3)`, `std::move(p)`, `p.get()`, `p.reset()`, `p.release()`; undefined for other calls. */
export function smartCall(node: Syntax, lower: Lower): Expr | undefined {
  const callee = required(node, 'function');
  const given = named(required(node, 'arguments'));
  const [first, more] = given;
  const made = /(?:^|::)make_(?:unique|shared)\s*</.test(callee.text);
  if (made) return newOwned(node, callee, given, lower);
  if (/^(std::)?move$/.test(callee.text) && first && !more && isPlaceOfSmart(first)) return taken(node, first, lower);
  if (callee.type !== 'field_expression' || callee.children.some(({ type }) => type === '->')) return undefined;
  const of = required(callee, 'argument');
  if (!isPlaceOfSmart(of)) return undefined;
  switch (required(callee, 'field').text) {
    case 'get':
      return lower.expression(of);
    case 'release':
      return taken(node, of, lower);
    case 'reset': {
      const value = first ? lower.expression(first) : literal(node, { t: 'nothing', name: 'nullptr' });
      return { at: at(node), op: 'assign', target: { at: at(of), to: 'place', place: lower.expression(of) }, value };
    }
    case 'use_count':
      return { at: at(node), op: 'unsupported', what: 'how many share a thing is not counted' };
    default:
      return undefined;
  }
}

function newOwned(node: Syntax, callee: Syntax, given: readonly Syntax[], lower: Lower): Expr {
  const place = { at: at(node) };
  const [first, more] = given;
  const cells = (of: string, length: Expr): Expr => ({
    ...place,
    op: 'call',
    callee: name(node, 'new cells'),
    args: [length, word(node, of), truth(node, true)].map((value) => ({
      value,
    })),
  });
  const label = callee.type === 'qualified_identifier' ? required(callee, 'name') : callee;
  const type = elementType(label);
  const [descriptor] = named(required(label, 'arguments'));
  const element = descriptor && /\[\]$/.test(descriptor.text) ? typeOf(field(descriptor, 'type')) : undefined;
  // `make_unique<int[]>(3)`
  if (element !== undefined && first && !more && NUMERIC.test(element)) return cells(element, lower.expression(first));
  if (type === undefined) return unsupported(node);
  if (!NUMERIC.test(type) && type !== 'bool')
    return { ...place, op: 'address', place: construct(node, type, given, lower) };
  if (more) return unsupported(node);
  const one = cells(type, literal(node, { t: 'int', v: 1n }));
  const args = first ? [one, lower.expression(first)].map((value) => ({ value })) : [];
  return first ? { ...place, op: 'call', callee: name(node, 'begun with'), args } : one;
}

/** `dynamic_cast<Square *>(shape)`; undefined for other casts. */
export function checkedCast(node: Syntax, callee: Syntax, value: Expr): Expr | undefined {
  if (required(callee, 'name').text !== 'dynamic_cast') return undefined;
  const [descriptor] = named(required(callee, 'arguments'));
  const type = descriptor && field(descriptor, 'type');
  if (!type || field(descriptor, 'declarator')?.type !== 'abstract_pointer_declarator') return unsupported(node);
  const args = [value, name(type)].map((one) => ({ value: one }));
  return { at: at(node), op: 'call', callee: name(node, 'dynamic cast'), args };
}
