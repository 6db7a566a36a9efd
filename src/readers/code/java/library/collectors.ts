import { drain } from '../../core/iteration';
import type { Call, Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Box, Data, Iteration } from '../../core/values';
import { called, equal } from '../comparing';
import { textOf } from '../texts';
import { box, i64, item } from './parameters';
import { F, steps } from './stream';

type Collector = (next: Iteration['next']) => Box;
const collectors = new WeakMap<object, Collector>();

function collector({ m }: Call, collect: Collector): Data {
  const made = m.record('collector');
  collectors.set(made, collect);
  return made;
}

function into(kind: 'ArrayList' | 'list'): Entry {
  return using([], (call) =>
    collector(call, (next) =>
      call.m.fresh(
        call.m.sequence(
          kind,
          drain(call.m, next, call.at).map((one) => item.read(call, one, 0)),
          call.at,
        ),
      ),
    ),
  );
}

/** Calls a method of the library on an object. */
function method(call: Call, object: Box, name: string, given: Box[]): Box {
  const found = call.m.dialect.member(call.m, object, `${name}()`, call.at).read();
  return called(call.m, found, [name], given, call.at);
}

const COLLECTORS: Readonly<Record<string, Entry>> = {
  'Collectors.toList': into('ArrayList'),
  'Collectors.toUnmodifiableList': into('list'),
  'Collectors.toSet': using([], (call) =>
    collector(call, (next) => {
      const made = call.m.fresh(call.m.record('set'));
      for (const one of drain(call.m, next, call.at)) method(call, made, 'add', [one]);
      return made;
    }),
  ),
  'Collectors.toCollection': using([F], (call, make) =>
    collector(call, (next) => {
      const made = make();
      for (const one of drain(call.m, next, call.at)) method(call, made, 'add', [one]);
      return made;
    }),
  ),
  'Collectors.counting': using([], (call) =>
    collector(call, (next) => call.m.fresh(i64(drain(call.m, next, call.at).length))),
  ),
  'Collectors.joining': using([optional(box), optional(box), optional(box)], (call, sign, open, close) => {
    const text = (one: Box | undefined): string => (one ? (textOf(call.m, one, call.at) ?? '') : '');
    return collector(call, (next) => {
      const parts = drain(call.m, next, call.at).map((one) => textOf(call.m, one, call.at));
      if (parts.includes(undefined)) return call.m.unknownText('a text');
      return call.m.fresh({ t: 'str', v: text(open) + parts.join(text(sign)) + text(close) });
    });
  }),
  'Collectors.toMap': using([F, F, optional(F)], (call, key, value, merge) =>
    collector(call, (next) => {
      const made = call.m.fresh(call.m.record('map'));
      for (const one of drain(call.m, next, call.at)) {
        const at = key(one);
        const old = method(call, made, 'get', [at]);
        if (old.data.t !== 'nothing' && !merge)
          return call.m.fail(call.at, 'IllegalStateException: two values have one key', 'failure');
        method(call, made, 'put', [at, old.data.t !== 'nothing' && merge ? merge(old, value(one)) : value(one)]);
      }
      return made;
    }),
  ),
  'Collectors.groupingBy': using([F, optional(box), optional(box)], (call, key, second, third) =>
    collector(call, (next) => {
      const { m, at } = call;
      const make = third && second;
      const inner = third ?? second;
      const made = make ? called(m, make, ['get'], [], at) : m.fresh(m.record('map'));
      const groups: { at: Box; boxes: Box[] }[] = [];
      for (const one of drain(m, next, at)) {
        const place = key(one);
        const known = groups.find((group) => equal(m, group.at, place, at));
        if (known) known.boxes.push(one);
        else groups.push({ at: place, boxes: [one] });
      }
      for (const { at: place, boxes } of groups) {
        let index = 0;
        const how = inner?.data;
        const value =
          how?.t === 'record'
            ? collectors.get(how)?.(() => boxes[index++])
            : m.fresh(m.sequence('ArrayList', boxes, at));
        method(call, made, 'put', [place, value ?? m.fail(at, 'how this is collected is not followed')]);
      }
      return made;
    }),
  ),
};

export const collecting: Part = {
  functions: COLLECTORS,
  methods: {
    stream: {
      collect: using([steps, box], ({ m, at }, of, how) => {
        if (how.data.t !== 'record' || how.data.flavor !== 'collector')
          return m.fail(at, 'how this is collected is not followed');
        return collectors.get(how.data)?.(of.next);
      }),
    },
  },
  modules: ['Collectors'],
};
