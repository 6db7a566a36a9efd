import type { Call, Part } from '../../core/library/library';
import { box, many, option, optional, value } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { show } from '../show';

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
  if (type.t === 'class') {
    for (let one = data.t === 'record' ? data.type : undefined; one; one = one.base) if (one === type) return true;
    return false;
  }
  const known = typesOf(data);
  if (type.t !== 'builtin' || !TYPES.has(type.name) || !known)
    return m.fail(at, `whether ${show(data)} is of the type ${show(type)} is not followed`);
  return known.includes(type.name);
}

function typeOf(data: Data): Data {
  if (data.t === 'record' && data.type) return data.type;
  const name = typesOf(data)?.[0];
  const made = name === undefined ? undefined : TYPE_NAMES.get(name);
  return made ?? refuse(`the type of ${show(data)} is not followed`, 'unsupported');
}

const TYPE_NAMES = new Map([...TYPES].map((name): [string, Data] => [name, { t: 'builtin', name }]));

export const objects: Part = {
  functions: {
    /** Printing looks at values and changes none. */
    print: {
      run: ({ m, args }) => {
        for (const { home } of [...args.positional, ...args.keywords.values()]) if (home) home.inspected = true;
        return m.absent();
      },
    },
    input: using([optional(value)], ({ m, at }, prompt) => m.readLine(prompt?.t === 'str' ? prompt.v : '', at)),
    'sys.stdin.readline': using([], ({ m, at }) => `${m.readLine('', at)}\n`),
    'sys.stdin.read': using([], ({ m, at }) => m.readRest(at)),
    isinstance: using([box, box], (call, object, type) => isOneOf(call, object, type.data)),
    type: pure([value], (of) => typeOf(of)),
    id: pure([], () => refuse('where a thing lies in memory is not followed', 'unsupported')),
    callable: pure([value], ({ t }) => ['function', 'builtin', 'class'].includes(t)),
    // What only the type checker, or nobody, looks at.
    'typing.TypeVar': pure([many(box), option('bound', box)], () => undefined),
    'typing.cast': pure([box, box], (_type, of) => of),
    'doctest.testmod': pure([option('verbose', box), option('name', box)], () => undefined),
    'sys.setrecursionlimit': pure([box], () => undefined),
  },
  modules: ['typing', 'sys', 'sys.stdin', 'time', 'doctest', 'timeit', 'logging'],
  constants: { __name__: { t: 'str', v: '__main__' }, 'sys.maxsize': { t: 'int', v: 2n ** 63n - 1n } },
};
