import { call } from '../core/calls';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import type { Arguments, Box } from '../core/values';
import type { Span } from '../syntax';
import { library } from './library';
import { member, plainName } from './members';
import { show } from './show';

/** `Integer::compare`, `String::length`, `this::less`, `Node::new`: what a reference to a method does when it is called. */
export function referred(m: Machine, of: Box, name: string, args: Arguments, at: Span): Box {
  const { data } = of;
  const plain = plainName(name);
  if (data.t === 'class') {
    if (name === 'new') return call(m, member(m, of, 'new', at).read(), args, at);
    const method = methodOf(data, [name]);
    const isOwn = method && !(method.overloads ?? [method]).some(({ declaration }) => declaration.isStatic);
    if (method && !isOwn) return call(m, m.fresh(method), args, at);
  }
  const isType = data.t === 'module' || data.t === 'class' || (data.t === 'builtin' && !data.of);
  if (data.t === 'module') {
    const known = library.names.get(`${data.name}.${plain}`);
    // `Integer::toString` of one value is that value's own.
    if (known && !(args.positional.length === 1 && ['toString', 'hashCode'].includes(plain)))
      return call(m, m.fresh(known), args, at);
  }
  if (!isType) return call(m, member(m, of, name, at).read(), args, at);
  const [first, ...rest] = args.positional;
  if (!first) return m.fail(at, `what ${show(data)}::${plain} does is not known here`);
  const method = member(m, first, name, at).read();
  return call(
    m,
    method.data.t === 'function' ? m.fresh({ ...method.data, self: method.data.self ?? first }) : method,
    { ...args, positional: rest },
    at,
  );
}
