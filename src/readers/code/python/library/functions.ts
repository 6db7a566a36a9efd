import type { Call, Entry, Part } from '../../core/library/library';
import { box, callback, items, optional, type Callback } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { call } from '../../core/calls';
import { keyOfData, type Arguments, type Box, type Data } from '../../core/values';
import { show } from '../show';

/** What functions with a memory have given, by the function and by its arguments. */
const memories = new WeakMap<Box, Map<string, Box>>();

function cached({ m }: Call, given: Box): Data {
  const of = m.fresh(given.data);
  memories.set(of, new Map());
  return { t: 'builtin', name: 'call', of: { object: of, kind: 'cached' } };
}

/** A function that is called with the arguments of a call before gives what it gave then, and is not run. */
const remembered: Entry = {
  run: ({ m, args, at }) => {
    const [of = m.fail(at, 'a function is missing'), ...positional] = args.positional;
    if (args.keywords.size > 0) return m.fail(at, 'a cache over arguments by name is not followed');
    const keys = positional.map(
      (one) => keyOfData(m.inspect(one, at)) ?? m.fail(at, `${show(one.data)} cannot be a key`),
    );
    const known = memories.get(of);
    const key = JSON.stringify(keys);
    const result = known?.get(key) ?? call(m, of, { positional, keywords: new Map() }, at);
    known?.set(key, result);
    return result;
  },
};

/** `lru_cache` stands alone or with its size, which only says what is forgotten; a bounded memory is not followed. */
function memory({ m, args, at }: Call): Box {
  const [first] = args.positional;
  if (first?.data.t === 'function') return m.fresh(cached({ m, args, at }, first));
  const size = args.keywords.get('maxsize') ?? first;
  if (size && size.data.t !== 'nothing')
    return m.fail(at, 'a cache with a bound may forget, which is not followed: leave maxsize=None');
  return m.fresh({ t: 'builtin', name: 'functools.cache' });
}

function reduced(by: Callback, boxes: readonly Box[], first: Box | undefined): Box {
  const rest = [...boxes];
  let total = first ?? rest.shift() ?? refuse('reduce of nothing');
  for (const one of rest) total = by([total, one]);
  return total;
}

const partials = new WeakMap<Box, Arguments>();

/** The function itself stands for the call that is made of it later. */
function partial({ m, args, at }: Call): Box {
  const [callee = m.fail(at, 'a function is missing')] = args.positional;
  const object = m.fresh(callee.data);
  partials.set(object, args);
  return m.fresh({ t: 'builtin', name: 'call', of: { object, kind: 'partial' } });
}

function completed({ m, args, at }: Call): Box {
  const [given = m.fail(at, 'a function is missing'), ...more] = args.positional;
  const known = partials.get(given);
  const [callee = given, ...first] = known?.positional ?? [];
  const keywords = new Map([...(known?.keywords ?? []), ...args.keywords]);
  return call(m, callee, { positional: [...first, ...more], keywords }, at);
}

export const functions: Part = {
  functions: {
    'functools.cache': using([box], cached),
    'functools.lru_cache': { run: memory },
    'functools.reduce': using([callback, items, optional(box)], (_call, by, boxes, first) => reduced(by, boxes, first)),
    'functools.partial': { run: partial },
  },
  methods: {
    cached: { call: remembered, cache_clear: pure([box], (of) => memories.get(of)?.clear()) },
    partial: { call: { run: completed } },
  },
};
