import type { Call, Part } from '../../core/library/library';
import { box, many, option, optional, record, text, truth, value } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { fieldKey } from '../../core/keys';
import type { Box, Data } from '../../core/values';
import { call } from '../../core/calls';
import { isInstance, isKind, methodOf, nearest } from '../../core/ancestry';
import { isKnownClass } from '../../core/known-classes';
import { asPlain } from '../../core/constants';
import type { Machine } from '../../core/machine';
import type { Span } from '../../syntax';
import { holderOf } from '../attributes';
import { inBase } from '../../core/super';
import { basesOf } from '../bases';
import { dataClass, field, isGiven } from '../dataclasses';
import { AUTO, unique } from '../enums';
import { isOfTupleClass } from '../named-tuples';
import { rangeLength } from '../iteration';
import { show } from '../show';
import { NOT_IMPLEMENTED, totallyOrdered } from '../special';
import { int as integer } from './parameters';

/** Names of the types that a plain value has, its own first. */
function typesOf(data: Data): readonly string[] | undefined {
  switch (data.t) {
    case 'bool':
      return ['bool', 'int'];
    case 'int':
      return ['int'];
    case 'num':
      return ['float'];
    case 'str':
      return ['str'];
    case 'range':
      return ['range'];
    case 'nothing':
      return [];
    case 'sequence':
      return data.flavor === 'deque' ? ['collections.deque'] : [data.flavor];
    case 'record':
      return data.flavor === 'instance' ? [] : [data.flavor];
    default:
      return undefined;
  }
}

/** Types that are known by the function that makes a value of them. */
const TYPES = new Set(['bool', 'int', 'float', 'str', 'range', 'list', 'tuple', 'dict', 'set', 'collections.deque']);

function isOneOf({ m, at }: Pick<Call, 'm' | 'at'>, object: Box, type: Data): boolean {
  if (type.t === 'sequence') return type.cells.some((one) => isOneOf({ m, at }, object, one.data));
  const data = m.inspect(object, at);
  if (type.t === 'class') return isOfTupleClass(data, type) ?? isInstance(data, type);
  const known = typesOf(asPlain(data));
  if (type.t !== 'builtin' || !TYPES.has(type.name) || !known)
    return m.fail(at, `whether ${show(data)} is of the type ${show(type)} is not followed`);
  return known.includes(type.name);
}

function isSubclass({ m, at }: Pick<Call, 'm' | 'at'>, type: Data, of: Data): boolean {
  if (of.t === 'sequence') return of.cells.some((one) => isSubclass({ m, at }, type, one.data));
  if (type.t !== 'class' || of.t !== 'class')
    return m.fail(at, `whether ${show(type)} is a subclass of ${show(of)} is not followed`);
  return isKind(type, of);
}

/** Whether a pattern of so many items, or of so many and more, may match: texts are no sequences to it. */
function fits(of: Data, count: number, isExact: boolean): boolean {
  if (of.t !== 'sequence' && of.t !== 'range') return false;
  const length = of.t === 'range' ? Number(rangeLength(of)) : of.cells.length;
  return isExact ? length === count : length >= count;
}

/** What a manager of a context does as `with` begins or ends. */
function managed({ m, args, at }: Call, name: string, more: readonly Data[]): Box {
  const [manager] = args.positional;
  const type = manager?.data.t === 'record' ? manager.data.type : undefined;
  const method = type && methodOf(type, [name]);
  if (!manager || !method) return m.fail(at, 'what with does for this is not known here');
  const positional = more.map((data) => m.fresh(data));
  return call(m, m.fresh({ ...method, self: manager }), { positional, keywords: new Map() }, at);
}

/** A method of the class that the one is extended from whose method runs, for the same object. */
function ofBase({ m, at }: Call, name: string, from: string | undefined): Data {
  const base = inBase(m, name, from);
  if (!base) return refuse('super is followed in methods', 'unsupported');
  if (base.method) return base.method;
  // `object` has an `__init__` that does nothing.
  if (name === '__init__') return { t: 'builtin', name: ' nothing' };
  return m.raise(at, 'AttributeError', `super has no ${name}`);
}

const NONE: Data = { t: 'nothing', name: 'None' };

function typeOf(data: Data): Data {
  if (data.t === 'record' && data.type) return data.type;
  const name = typesOf(data)?.[0];
  const made = name === undefined ? undefined : TYPE_NAMES.get(name);
  return made ?? refuse(`the type of ${show(data)} is not followed`, 'unsupported');
}

const TYPE_NAMES = new Map([...TYPES].map((name): [string, Data] => [name, { t: 'builtin', name }]));

/** Of objects of the program's own classes, of which all is known. */
function hasAttribute(m: Machine, data: Data, name: string, at: Span): boolean {
  if (data.t !== 'record' || !data.type || data.constant)
    return m.fail(at, `what attributes ${show(data)} has is not known here`);
  const isOpen = nearest(data.type, (one) => isKnownClass(one) || one.methods.has('__getattr__')) !== undefined;
  if (isOpen || name.startsWith('__')) return m.fail(at, `whether there is an attribute ${name} is not known here`);
  return data.entries.has(fieldKey(name)) || holderOf(data.type, name) !== undefined;
}

export const objects: Part = {
  functions: {
    /** Printing looks at values and changes none. */
    print: {
      run: ({ m, args }) => {
        for (const { home } of [...args.positional, ...args.keywords.values()]) if (home) home.inspected = true;
        return m.absent();
      },
    },
    input: using([optional(value)], ({ m, at }, prompt) => m.input.line(prompt?.t === 'str' ? prompt.v : '', at)),
    'sys.stdin.readline': using([], ({ m, at }) => `${m.input.line('', at)}\n`),
    'sys.stdin.read': using([], ({ m, at }) => m.input.rest(at)),
    isinstance: using([box, box], (call, object, type) => isOneOf(call, object, type.data)),
    getattr: using([box, text, optional(box)], ({ m, at }, of, name, otherwise) =>
      otherwise && !hasAttribute(m, of.data, name, at) ? otherwise : m.dialect.member(m, of, name, at).read(),
    ),
    setattr: using([box, text, box], ({ m, at }, of, name, given) => {
      m.dialect.member(m, of, name, at).write(given);
    }),
    hasattr: using([box, text], ({ m, at }, of, name) => hasAttribute(m, of.data, name, at)),
    issubclass: using([box, box], (call, type, of) => isSubclass(call, type.data, of.data)),
    type: pure([value], (of) => typeOf(of)),
    'enum.auto': pure([], () => AUTO),
    'enum.unique': using([box], unique),
    id: pure([], () => refuse('where a thing lies in memory is not followed', 'unsupported')),
    // How `match` and `with` ask; no text can name these.
    ' fits': using([value, integer, truth], (_call, of, count, isExact) => fits(of, Number(count), isExact)),
    ' is given': pure([box], ({ raw }) => isGiven(raw)),
    ' same type': pure([value, value], (a, b) => a.t === 'record' && b.t === 'record' && a.type === b.type),
    ' bases': { run: basesOf },
    ' super': using([text, optional(text)], ofBase),
    'dataclasses.dataclass': { run: dataClass },
    'dataclasses.field': { run: field },
    // Past what a class makes of assignments to its objects: https://docs.python.org/3/reference/datamodel.html#object.__setattr__.
    ' set': using([record, text, box], ({ m, at }, of, name, given) => {
      m.setEntry(of, { t: 'str', v: name }, given, at);
    }),
    'functools.total_ordering': using([box], (_call, type) => {
      if (type.data.t === 'class') totallyOrdered.add(type.data);
      return type;
    }),
    ' nothing': pure([], () => undefined),
    ' enter': { run: (asked) => managed(asked, '__enter__', []) },
    ' exit': { run: (asked) => managed(asked, '__exit__', [NONE, NONE, NONE]) },
    callable: pure([value], ({ t }) => ['function', 'builtin', 'class'].includes(t)),
    // What only the type checker, or nobody, looks at.
    'typing.TypeVar': pure([many(box), option('bound', box)], () => undefined),
    'typing.cast': pure([box, box], (_type, of) => of),
    'doctest.testmod': pure([option('verbose', box), option('name', box)], () => undefined),
    'sys.setrecursionlimit': pure([box], () => undefined),
  },
  modules: [
    'typing',
    'sys',
    'sys.stdin',
    'time',
    'doctest',
    'timeit',
    'logging',
    'unittest',
    'abc',
    'dataclasses',
    'enum',
  ],
  constants: {
    NotImplemented: NOT_IMPLEMENTED,
    __name__: { t: 'str', v: '__main__' },
    'sys.maxsize': { t: 'int', v: 2n ** 63n - 1n },
  },
};
