import type { Call, Entry, Part } from '../../core/library/library';
import { optional } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import type { Box, Data } from '../../core/values';
import { box, item, missing } from './parameters';
import { F } from './stream';

export function optionalOf({ m, at }: Call, value: Box | undefined): Data {
  const made = m.record('optional');
  if (value) m.setEntry(made, { t: 'str', v: 'value' }, value, at);
  return made;
}

const value = (call: Call, of: Data): Box | undefined =>
  of.t === 'record' ? of.entries.get('svalue')?.box : call.m.fail(call.at, 'this is no Optional');

const OPTIONAL: Readonly<Record<string, Entry>> = {
  ...Object.fromEntries(
    ['get', 'getAsInt', 'getAsLong', 'getAsDouble', 'orElseThrow'].map((name): [string, Entry] => [
      name,
      using([box, optional(box)], (call, of) => value(call, of.data) ?? missing(call, 'No value present')),
    ]),
  ),
  isPresent: using([box], (call, of) => value(call, of.data) !== undefined),
  isEmpty: using([box], (call, of) => value(call, of.data) === undefined),
  orElse: using([box, box], (call, of, otherwise) => value(call, of.data) ?? otherwise),
  orElseGet: using([box, F], (call, of, f) => value(call, of.data) ?? f()),
  ifPresent: using([box, F], (call, of, f) => {
    const held = value(call, of.data);
    if (held) f(held);
  }),
  map: using([box, F], (call, of, f) => {
    const held = value(call, of.data);
    const made = held && f(held);
    return optionalOf(call, made && made.data.t !== 'nothing' ? item.read(call, made, 0) : undefined);
  }),
};

export const optionals: Part = {
  functions: {
    'Optional.of': using([item], optionalOf),
    'Optional.empty': using([], (call) => optionalOf(call, undefined)),
    'Optional.ofNullable': using([item], (call, given) =>
      optionalOf(call, given.data.t === 'nothing' ? undefined : given),
    ),
  },
  methods: { optional: OPTIONAL },
  modules: ['Optional', 'OptionalInt'],
};
