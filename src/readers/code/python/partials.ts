import { call } from '../core/calls';
import type { Call } from '../core/library/library';
import type { Machine } from '../core/machine';
import type { Arguments, Box } from '../core/values';

/** What is called later with what is given now: https://docs.python.org/3/library/functools.html#functools.partial. */
const given = new WeakMap<Box, Arguments>();

/** `callee` with these arguments before those of the call to come. */
export function partialOf(m: Machine, callee: Box, args: Arguments): Box {
  // The function itself stands for the call that is made of it later.
  const object = m.fresh(callee.data);
  given.set(object, args);
  return m.fresh({ t: 'builtin', name: 'call', of: { object, kind: 'partial' } });
}

/** The call that was waited for. */
export function completed({ m, args, at }: Call): Box {
  const [callee = m.fail(at, 'a function is missing'), ...more] = args.positional;
  const first = given.get(callee);
  const keywords = new Map([...(first?.keywords ?? []), ...args.keywords]);
  return call(m, callee, { positional: [...(first?.positional ?? []), ...more], keywords }, at);
}
