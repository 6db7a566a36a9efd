import type { Expr } from '../../core/ir';
import { calling, literal, shapes, unsupported, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { elementType, within } from '../types';
import { functor } from './functors';
import { TABLES } from './kinds';
import type { Lower } from './lower';
import { construct } from './structures';

/** `map<int, int> m;`, `set<int> s = {1, 2}`, `s(v.begin(), v.end())`: what a map gives under a new key is told by its type. */
export function newTable(node: Syntax, type: string, value: Syntax | undefined, lower: Lower): Expr {
  const isMap = type.endsWith('map');
  const held = elementType(field(node, 'type'), isMap ? 1 : 0);
  const flavor = word(node, `${TABLES[type] ?? ''} of ${held ?? '?'}`);
  const isBraced = value?.type === 'initializer_list';
  const given = (value ? named(value) : []).map((one) =>
    isBraced && isMap && one.type === 'initializer_list' ? shapes(lower).sequence(one, 'tuple') : lower.expression(one),
  );
  return calling(node, isBraced ? 'table of' : 'new table', [flavor, ...given]);
}

/** `priority_queue<int, vector<int>, greater<int>> q;`: what tells the order is the third in the brackets, or is given. */
export function newQueue(node: Syntax, elements: string | undefined, value: Syntax | undefined, lower: Lower): Expr {
  const order = within(field(node, 'type'), 2);
  const given = (value ? named(value) : []).map(lower.expression);
  const isType = order !== undefined && /^\w+$/.test(order.text);
  const own = order && (functor(node, order) ?? (isType ? construct(node, order.text, [], lower) : undefined));
  const [first, second, third, more] = given;
  // Two places in a list, or what tells the order and perhaps a list.
  const isRange = own !== undefined || order === undefined ? second !== undefined : third !== undefined;
  const by = own ?? (isRange ? third : first) ?? literal(node, { t: 'nothing', name: 'nullptr' });
  if (more || (isRange && !second)) return unsupported(node);
  const from = isRange ? [calling(node, 'new vector', given.slice(0, 2))] : second ? [second] : [];
  return calling(node, 'new priority queue', [by, word(node, elements ?? ''), ...from]);
}
