import { lineage } from '../core/ancestry';
import { isKnownClass, knownClass } from '../core/known-classes';
import type { Call } from '../core/library/library';
import type { Machine } from '../core/machine';
import { Scope, type Box, type ClassData, type Data } from '../core/values';
import type { Span } from '../syntax';
import { isDataClass } from './dataclasses';
import { mixedEnum } from './enums';
import { show } from './show';

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

/** What is extended where several are named: classes that move nothing count where no other one is there. */
export function basesOf({ m, args, at }: Call): Box {
  const mixed = mixedEnum(
    m,
    args.positional.map(({ data }) => data),
  );
  if (mixed) return m.fresh(mixed);
  const others = args.positional.filter(({ data }) => !isEmpty(data));
  const [only = args.positional[0] ?? m.fail(at, 'a class is missing'), second] = others;
  if (!second) return only;
  const types = others.map(({ data }) =>
    data.t === 'class' ? data : m.fail(at, `${show(data)} is no class that is followed`),
  );
  return m.fresh(several(m, types, at));
}

/** Stands for several classes at once, which are looked through in the order of https://docs.python.org/3/howto/mro.html. */
function several(m: Machine, types: readonly ClassData[], at: Span): ClassData {
  const order = merged([...types.map(lineage), types]);
  if (!order) return m.raise(at, 'TypeError', 'the classes that are extended have no common order of methods');
  if (order.filter(isDataClass).length > 1)
    m.fail(at, 'several dataclasses that are extended at once are not followed');
  const name = types.map((type) => type.declaration.name).join(', ');
  return {
    ...{ t: 'class', declaration: { at, name, methods: [], fields: [] }, scope: new Scope(null, m.frame, 'block') },
    ...{ shared: m.record('class'), methods: new Map(), base: types[0], order },
  };
}

/** The C3 merge of orders: each class comes before those that it extends, and as early as all orders allow. */
function merged(orders: readonly (readonly ClassData[])[]): ClassData[] | undefined {
  const found: ClassData[] = [];
  let left = orders.filter(({ length }) => length > 0);
  while (left.length > 0) {
    const next = left.map(([first]) => first).find((one) => one && !left.some((order) => order.indexOf(one) > 0));
    if (!next) return undefined;
    found.push(next);
    left = left.map((order) => order.filter((one) => one !== next)).filter(({ length }) => length > 0);
  }
  return found;
}
