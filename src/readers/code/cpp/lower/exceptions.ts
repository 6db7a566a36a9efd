import type { Handler, Stmt } from '../../core/ir';
import { at, calling, literal, required } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { typeOf } from '../types';
import type { Lower } from './lower';
import { parameter } from './parameters';

/** `try { … } catch (const E &e) { … }` */
export function trying(node: Syntax, lower: Lower): Stmt {
  const handlers = named(node).filter(({ type }) => type === 'catch_clause');
  return {
    at: at(node),
    do: 'try',
    body: lower.block(named(required(node, 'body'))),
    handlers: handlers.map((one) => handler(one, lower)),
    otherwise: [],
  };
}

function handler(node: Syntax, lower: Lower): Handler {
  const [one] = named(required(node, 'parameters'));
  const type = one && field(one, 'type');
  const stars = field(one ?? node, 'declarator')?.text.startsWith('*') ? '*' : '';
  const [target] = one ? parameter(one, lower) : [];
  return {
    at: at(node),
    body: lower.block(named(required(node, 'body'))),
    ...(type && { type: literal(type, { t: 'str', v: `${stars}${typeOf(type) ?? ''}` }) }),
    ...(target && { target: target.pattern }),
  };
}

/** `throw E();`, `throw 7;`, `throw "text";`, and what is in hand once more. */
export function throwing(node: Syntax, lower: Lower): Stmt {
  const place = { at: at(node) };
  const [value] = named(node);
  if (!value) return { ...place, do: 'throw' };
  const made = lower.expression(value);
  const letters = calling(node, 'letters of', [made]);
  const isText = /^(string_literal|concatenated_string)$/.test(value.type);
  // `E()` makes an object, as `E(1)` does.
  const thrown = made.op === 'call' && made.args.length === 0 ? { ...made, fresh: true } : made;
  return { ...place, do: 'throw', value: isText ? letters : thrown };
}
