import type { Argument, Expr } from '../../core/ir';
import { at, calling, name, required, unsupported, word } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import type { Lower } from './lower';

export function callOf(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const list = required(node, 'arguments');
  if (list.type !== 'arguments' || ofType(node, 'optional_chain')) return unsupported(node);
  const called = required(node, 'function');
  const borrowed = ofArrays(node, lower);
  if (borrowed) return borrowed;
  const copied = throughJson(node);
  if (copied) return { ...place, op: 'call', callee: name(called, ' through JSON'), args: given(copied, lower) };
  if (called.type === 'super') return { ...place, op: 'call', callee: name(called, ' make'), args: given(list, lower) };
  return { ...place, op: 'call', callee: lower.expression(called), args: given(list, lower) };
}

/** `new Node(1)`, `new Node`. */
export function creation(node: Syntax, lower: Lower): Expr {
  const list = field(node, 'arguments');
  const callee = lower.expression(required(node, 'constructor'));
  return { at: at(node), op: 'call', callee, args: list ? given(list, lower) : [], fresh: true };
}

function given(list: Syntax, { expression }: Lower): Argument[] {
  return named(list).map((one) => ({ value: expression(one) }));
}

/** `a.b`; of `super` it is a method of the class that this one extends. */
export function member(node: Syntax, { expression }: Lower): Expr {
  const object = required(node, 'object');
  const { text } = required(node, 'property');
  if (object.type === 'super') return calling(node, ' super', [word(node, text)]);
  const optional = ofType(node, 'optional_chain') !== undefined;
  return { at: at(node), op: 'member', object: expression(object), name: text, optional };
}

const OF_ARRAYS =
  /^(?:Array\.prototype|\[\])\.(slice|map|filter|join|indexOf|includes|some|every|forEach|reduce)\.call$/;

/** `Array.prototype.slice.call(list, 1)`, also `[].slice.call(…)`, is `Array.from(list).slice(1)`. */
function ofArrays(node: Syntax, { expression }: Lower): Expr | undefined {
  const [, method] = OF_ARRAYS.exec(required(node, 'function').text) ?? [];
  const [list, ...rest] = named(required(node, 'arguments'));
  if (method === undefined || !list || list.type === 'spread_element') return undefined;
  const place = { at: at(node) };
  const from: Expr = { ...place, op: 'member', object: name(node, 'Array'), name: 'from' };
  const object: Expr = { ...place, op: 'call', callee: from, args: [{ value: expression(list) }] };
  const args = rest.map((one) => ({ value: expression(one) }));
  return { ...place, op: 'call', callee: { ...place, op: 'member', object, name: method }, args };
}

/** What `JSON.parse(JSON.stringify(x))` copies. */
function throughJson(node: Syntax): Syntax | undefined {
  if (field(node, 'function')?.text !== 'JSON.parse') return undefined;
  const [inner, ...more] = named(required(node, 'arguments'));
  if (more.length > 0 || inner?.type !== 'call_expression' || field(inner, 'function')?.text !== 'JSON.stringify')
    return undefined;
  const list = required(inner, 'arguments');
  return named(list).length === 1 ? list : undefined;
}
