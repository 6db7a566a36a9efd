import { append } from '../../../../lists/append';
import type { Expr, Stmt } from '../../core/ir';
import { at, functionExpression, only, required, unsupported } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { wholeType } from '../types';
import type { Lower } from './lower';
import { parameter } from './parameters';

/** What a lambda takes with it. */
interface Captures {
  /** Variables that it has copies of. */
  copies: string[];
  /** Variables of its own, `n = 0`. */
  own: Stmt[];
}

/** `[&]`, `[=, &total]`, `[x, n = 0]`; undefined for what is not followed. */
function capturesOf(node: Syntax, body: Syntax, lower: Lower): Captures | undefined {
  const copies: string[] = [];
  const shared = new Set<string>();
  const own: Stmt[] = [];
  let all = false;
  let isReference = false;
  for (const one of node.children) {
    if (one.type === 'lambda_default_capture') all = one.text === '=';
    else if (one.type === 'lambda_capture_initializer') {
      if (isReference) return undefined;
      const target = required(one, 'left');
      const place = { at: at(one) };
      own.push({
        ...place,
        do: 'declare',
        target: { ...place, to: 'name', name: target.text, declare: 'block' },
        value: lower.expression(required(one, 'right')),
      });
      shared.add(target.text);
    } else if (one.type === 'identifier') {
      if (isReference) shared.add(one.text);
      else copies.push(one.text);
    } else if (one.named && one.type !== 'this') return undefined;
    // `*this` is a copy of the object.
    if (one.text.startsWith('*')) return undefined;
    isReference = one.text === '&';
  }
  if (all)
    append(
      copies,
      [...namesIn(body)].filter((label) => !shared.has(label)),
    );
  return { copies, own };
}

function namesIn(node: Syntax, found = new Set<string>()): Set<string> {
  if (node.type === 'identifier') found.add(node.text);
  for (const child of node.children) namesIn(child, found);
  return found;
}

/** A lambda with what it takes with it. */
export function lambda(node: Syntax, lower: Lower): Expr {
  const shape = field(node, 'declarator');
  const block = required(node, 'body');

  const list = field(node, 'captures');
  const captures = list ? capturesOf(list, block, lower) : { copies: [], own: [] };
  if (!captures) return unsupported(node);
  const { copies, own } = captures;
  const isMutable = shape !== undefined && named(shape).some(({ text }) => text === 'mutable');
  const value = functionExpression({
    at: at(node),
    name: 'lambda',
    parameters: shape ? named(required(shape, 'parameters')).flatMap((one) => parameter(one, lower)) : [],
    result: shape && givenType(shape),
    body: () => lower.block(named(block)),
    arrow: true,
    ...(copies.length > 0 && { copies }),
    ...(isMutable && { keeps: true }),
  });
  return own.length > 0 ? { at: at(node), op: 'block', body: own, value } : value;
}

/** `-> char` of a lambda, where it is no pointer or reference. */
function givenType(shape: Syntax): string | undefined {
  const trailing = ofType(shape, 'trailing_return_type');
  const type = trailing && only(trailing);
  return type && !field(type, 'declarator') ? wholeType(field(type, 'type')) : undefined;
}
