import { isKnownClass, knownClass } from '../core/known-classes';
import type { Call } from '../core/library/library';
import type { Machine } from '../core/machine';
import type { Box, ClassData, Data } from '../core/values';

/** Classes that are there to be extended and that move nothing themselves. */
const EMPTY_CLASSES: ReadonlySet<string> = new Set([
  ...['object', 'abc.ABC', 'typing.Generic', 'typing.Protocol', 'unittest.TestCase'],
]);

export function emptyClass(m: Machine, name: string): ClassData | undefined {
  return EMPTY_CLASSES.has(name) ? knownClass(m, name) : undefined;
}

function isEmpty(data: Data): boolean {
  return data.t === 'class' && isKnownClass(data) && EMPTY_CLASSES.has(data.declaration.name);
}

/** The one class that is extended where several are named: of the others nothing is known that could move. */
export function baseAmong({ m, args, at }: Call): Box {
  const [only, second] = args.positional.filter(({ data }) => !isEmpty(data));
  if (second) return m.fail(at, 'a class that extends several is not followed');
  return only ?? args.positional[0] ?? m.fail(at, 'a class is missing');
}
