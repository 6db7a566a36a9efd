import type { Entry, Part } from '../../core/library/library';
import { box, list, listOf, optional, text } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { LIMITS } from '../../core/limits';
import type { Data } from '../../core/values';
import { target } from '../../native/pointers';
import { copyDeep } from './copies';
import { count } from '../../native/parameters';
import { EMPTY_TEXT, iterator, places, vector } from './parameters';

const range = (isClosed: boolean): Entry =>
  pure([count, count], (start, stop): Data => ({
    t: 'range',
    start: BigInt(start),
    stop: BigInt(stop) + (isClosed ? 1n : 0n),
    step: 1n,
  }));

/** `Point { x: 1, y: 2 }`: the fields come by their names. */
const newStruct: Entry = {
  run: ({ m, args: { positional, keywords }, at }) => {
    const type = positional[0]?.data;
    if (type?.t !== 'class') return m.fail(at, 'this structure is not defined here');
    const object = m.record('struct', type);
    for (const [name, value] of keywords) m.setEntry(object, { t: 'str', v: name }, value, at);
    const rest = positional[1] && target(m, positional[1]).data;
    if (rest && (rest.t !== 'record' || rest.type !== type))
      return m.fail(at, 'only one of the same type has the rest');
    for (const { key, box } of rest?.entries.values() ?? [])
      if (key.t === 'str' && !keywords.has(key.v)) m.setEntry(object, key, m.dialect.copied?.(m, box, at) ?? box, at);
    return m.fresh(object);
  },
};

/** `[x; n]`, `vec![x; n]`: each place has a copy of its own. */
const repeated = using([box, count, text], ({ m, at }, value, length, flavor) => {
  if (length < 0 || length > LIMITS.writes) return refuse('no array has this length', 'unsupported');
  const boxes = Array.from({ length }, () => {
    if (value.data.t === 'sequence') return copyDeep(m, value, at);
    return value.home ? value : m.recorder.fresh(value.data, true);
  });
  return m.sequence(flavor, boxes, at);
});

/** What is gone through by `for x in v` where `*x = …` stands in the loop: the cells of `v`. */
const inPlace = using([box], (call, given) => {
  const { data } = target(call.m, given);
  if (data.t !== 'sequence' && data.t !== 'view') return given;
  const of = listOf(call.m, given, call.at);
  return of.boxes.some((one) => one.data.t === 'reference') ? given : iterator(call, places(call, of));
});

const empty = using([optional(box)], (call) => vector(call, []));

/** What makes values, some of it under names that no text can have. */
export const making: Part = {
  functions: {
    ' range': range(false),
    'closed range': range(true),
    'in place': inPlace,
    'new struct': newStruct,
    ' repeated': repeated,
    /** `Self` in the methods of a type. */
    ' itself': pure([box], ({ data }) => data),
    'Box::new': pure([box], (given) => given),
    'String::new': using([], ({ m }) => m.unknownText(EMPTY_TEXT)),
    'Vec::new': empty,
    'Vec::with_capacity': empty,
    'VecDeque::new': empty,
    'VecDeque::from': using([list], (call, { boxes }) => vector(call, boxes)),
  },
};
