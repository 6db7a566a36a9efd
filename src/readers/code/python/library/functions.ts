import type { Call, Entry, Part } from '../../core/library/library';
import { box, callback, items, optional, type Callback } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { call } from '../../core/calls';
import { keyOfData } from '../../core/keys';
import type { Box, Data } from '../../core/values';
import { show } from '../show';

/** What a function with a memory has given, by its arguments, the least recently asked first. */
interface Memory {
  /** How many results it keeps. */
  bound: number;
  given: Map<string, Box>;
}

const memories = new WeakMap<Box, Memory>();

function cached({ m }: Pick<Call, 'm'>, given: Box, bound = Infinity): Data {
  const of = m.fresh(given.data);
  memories.set(of, { bound, given: new Map() });
  return { t: 'builtin', name: 'call', of: { object: of, kind: 'cached' } };
}

/** A function that is called with arguments that it remembers gives what it gave then, and is not run. */
const remembered: Entry = {
  run: ({ m, args, at }) => {
    const [of = m.fail(at, 'a function is missing'), ...positional] = args.positional;
    if (args.keywords.size > 0) return m.fail(at, 'a cache over arguments by name is not followed');
    const keys = positional.map(
      (one) => keyOfData(m.inspect(one, at)) ?? m.fail(at, `${show(one.data)} cannot be a key`),
    );
    const { given, bound } = memories.get(of) ?? m.fail(at, 'this is no function with a memory');
    const key = JSON.stringify(keys);
    const result = given.get(key) ?? call(m, of, { positional, keywords: new Map() }, at);
    given.delete(key);
    given.set(key, result);
    const [oldest] = given.keys();
    if (given.size > bound && oldest !== undefined) given.delete(oldest);
    return result;
  },
};

/** What `lru_cache` keeps where nothing is said: https://docs.python.org/3/library/functools.html#functools.lru_cache. */
const KEPT = 128;

/** `lru_cache` stands alone or with its size, which may be None: all is kept. */
function memory({ m, args }: Call): Box {
  const [first] = args.positional;
  if (first?.data.t === 'function') return m.fresh(cached({ m }, first, KEPT));
  const size = args.keywords.get('maxsize') ?? first;
  if (size?.data.t === 'nothing') return m.fresh({ t: 'builtin', name: 'functools.cache' });
  return m.fresh({
    t: 'builtin',
    name: 'call',
    of: { object: size ?? m.fresh({ t: 'int', v: BigInt(KEPT) }), kind: 'cache' },
  });
}

const memoryOfSize: Entry = {
  run: ({ m, args, at }) => {
    const [size, given = m.fail(at, 'a function is missing')] = args.positional;
    const bound = size && m.inspect(size, at);
    if (bound?.t !== 'int') return m.fail(at, 'the size of a cache is a number or None');
    return m.fresh(cached({ m }, given, Math.max(0, Number(bound.v))));
  },
};

function reduced(by: Callback, boxes: readonly Box[], first: Box | undefined): Box {
  const rest = [...boxes];
  let total = first ?? rest.shift() ?? refuse('reduce of nothing');
  for (const one of rest) total = by([total, one]);
  return total;
}

export const functions: Part = {
  functions: {
    'functools.cache': using([box], (asked, of) => cached(asked, of)),
    'functools.lru_cache': { run: memory },
    'functools.reduce': using([callback, items, optional(box)], (_call, by, boxes, first) => reduced(by, boxes, first)),
  },
  methods: {
    cached: { call: remembered, cache_clear: pure([box], (of) => memories.get(of)?.given.clear()) },
    cache: { call: memoryOfSize },
  },
};
