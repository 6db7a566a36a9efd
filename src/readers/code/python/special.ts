import { call } from '../core/calls';
import { isKind, nearest } from '../core/ancestry';
import type { Next } from '../core/iteration';
import type { Machine } from '../core/machine';
import type { Box, ClassData, Data, FunctionData, Place } from '../core/values';
import type { Span } from '../syntax';
import { holderOf } from './attributes';
import { isStop } from './exceptions';

/*
 * What operators and functions of the language ask of objects of classes:
 * https://docs.python.org/3/reference/datamodel.html#special-method-names.
 */

/** What a method gives that leaves the question to the other operand. */
export const NOT_IMPLEMENTED = { t: 'nothing', name: 'NotImplemented' } as const;

/** Classes whose `@total_ordering` makes the comparisons that they lack. */
export const totallyOrdered = new WeakSet<ClassData>();

function classOf(data: Data): ClassData | undefined {
  return data.t === 'record' && data.flavor === 'instance' ? data.type : undefined;
}

export function specialMethod(data: Data, name: string): FunctionData | undefined {
  return holderOf(classOf(data), name)?.methods.get(name);
}

/** What the method `name` of an object gives; undefined where it has none, or where it leaves the question open. */
export function special(m: Machine, of: Box, name: string, args: Box[], at: Span): Box | undefined {
  const method = specialMethod(of.data, name);
  if (!method) return undefined;
  const given = call(m, m.fresh({ ...method, self: of }), { positional: args, keywords: new Map() }, at);
  return given.data.t === 'nothing' && given.data.name === NOT_IMPLEMENTED.name ? undefined : given;
}

const NAMES: Readonly<Record<string, string>> = {
  ...{ '+': 'add', '-': 'sub', '*': 'mul', '/': 'truediv', '//': 'floordiv', '%': 'mod', '**': 'pow' },
  ...{ '<<': 'lshift', '>>': 'rshift', '&': 'and', '|': 'or', '^': 'xor', '@': 'matmul' },
};

/** `a + b` by `a.__add__(b)`, else by `b.__radd__(a)`. */
export function combinedBy(m: Machine, operator: string, left: Box, right: Box, at: Span): Box | undefined {
  const name = NAMES[operator];
  if (name === undefined) return undefined;
  const isNearer = isBelow(classOf(left.data), classOf(right.data));
  const reflected = `__r${name}__`;
  // What extends the other and does it in a way of its own is asked first.
  const isFirst = isNearer && specialMethod(left.data, reflected) !== specialMethod(right.data, reflected);
  const ways = [
    (): Box | undefined => special(m, left, `__${name}__`, [right], at),
    (): Box | undefined => special(m, right, reflected, [left], at),
  ];
  return firstOf(isFirst ? ways.reverse() : ways);
}

function firstOf(ways: readonly (() => Box | undefined)[]): Box | undefined {
  for (const way of ways) {
    const said = way();
    if (said) return said;
  }
  return undefined;
}

/** Whether the second is another class, which extends the first. */
function isBelow(first: ClassData | undefined, second: ClassData | undefined): boolean {
  return first !== undefined && second !== first && isKind(second, first);
}

/** `a += b` by `a.__iadd__(b)`. */
export function combinedInPlace(m: Machine, operator: string, left: Box, right: Box, at: Span): Box | undefined {
  const name = NAMES[operator];
  return name === undefined ? undefined : special(m, left, `__i${name}__`, [right], at);
}

/** A comparison, and that which the other operand is asked for. */
const COMPARISONS: Readonly<Record<string, readonly [own: string, other: string]>> = {
  ...{ '<': ['__lt__', '__gt__'], '>': ['__gt__', '__lt__'], '<=': ['__le__', '__ge__'], '>=': ['__ge__', '__le__'] },
  ...{ '==': ['__eq__', '__eq__'], '!=': ['__ne__', '__ne__'] },
};

/** What the operands' own methods say; undefined where they say nothing. */
export function comparedBy(m: Machine, operator: string, left: Box, right: Box, at: Span): boolean | undefined {
  const names = COMPARISONS[operator];
  if (!names || (left.data.t !== 'record' && right.data.t !== 'record')) return undefined;
  const ways = [
    (): Box | undefined => special(m, left, names[0], [right], at),
    (): Box | undefined => special(m, right, names[1], [left], at),
  ];
  const said = firstOf(isBelow(classOf(left.data), classOf(right.data)) ? ways.reverse() : ways);
  if (said) return m.test(said, at);
  const type = classOf(left.data);
  if (operator === '!=' || operator === '==' || !type || !isTotal(type)) return undefined;
  return derived(m, operator, left, right, at);
}

function isTotal(type: ClassData): boolean {
  return nearest(type, (one) => totallyOrdered.has(one)) !== undefined;
}

/** Each comparison by the one that a class has and by equality: https://docs.python.org/3/library/functools.html#functools.total_ordering. */
function derived(m: Machine, operator: string, left: Box, right: Box, at: Span): boolean | undefined {
  const isEqual = (): boolean => comparedBy(m, '==', left, right, at) ?? left.data === right.data;
  for (const known of ['<', '<=', '>', '>=']) {
    const own = COMPARISONS[known]?.[0] ?? '';
    const said = special(m, left, own, [right], at);
    if (!said) continue;
    const holds = m.test(said, at);
    if (known === operator) return holds;
    const isStrict = known.length === 1;
    const wantsLess = operator.startsWith('<');
    if (known.startsWith('<') === wantsLess) return isStrict ? holds || isEqual() : holds && !isEqual();
    const isStrictWanted = operator.length === 1;
    // The other direction: what is not less is greater or equal.
    if (isStrict) return isStrictWanted ? !holds && !isEqual() : !holds;
    return isStrictWanted ? !holds : !holds || isEqual();
  }
  return undefined;
}

/** Whether an object counts as true: by `__bool__`, else by its length. */
export function truth(m: Machine, data: Data, at: Span): boolean {
  const of = m.fresh(data);
  const said = special(m, of, '__bool__', [], at) ?? special(m, of, '__len__', [], at);
  return said === undefined || m.test(said, at);
}

/** `a[i]`, read and written by the object's own methods. */
export function item(m: Machine, object: Box, index: Box, at: Span): Place | undefined {
  if (!specialMethod(object.data, '__getitem__') && !specialMethod(object.data, '__setitem__')) return undefined;
  return {
    name: 'item',
    read: () => special(m, object, '__getitem__', [index], at) ?? m.fail(at, 'this object gives no items'),
    write: (box) => {
      if (!special(m, object, '__setitem__', [index, box], at)) m.fail(at, 'items of this object cannot be set');
    },
  };
}

/** Goes through an object by its `__iter__`, and by the `__next__` of what that gives. */
export function iterated(m: Machine, of: Box, at: Span, iterate: (of: Box) => Next): Next | undefined {
  if (specialMethod(of.data, '__iter__')) {
    const made = special(m, of, '__iter__', [], at);
    if (!made) return undefined;
    return specialMethod(made.data, '__next__') ? nexts(m, made, at) : iterate(made);
  }
  return undefined;
}

/** The next item of an object that is an iterator: `StopIteration` says that there is none. */
export function nexts(m: Machine, of: Box, at: Span): Next {
  let result: Box | undefined;
  const next: Next = () => {
    const { frame } = m;
    try {
      return special(m, of, '__next__', [], at) ?? m.absent();
    } catch (error) {
      if (!isStop(m, error)) throw error;
      m.frame = frame;
      result = m.dialect.member(m, error.value, 'value', at).read();
      return undefined;
    }
  };
  next.result = () => result;
  return next;
}
