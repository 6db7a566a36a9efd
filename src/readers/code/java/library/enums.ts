import type { Call, Entry, Part } from '../../core/library/library';
import { using } from '../../core/library/table';
import type { Box, RecordData } from '../../core/values';
import { constantsOf } from '../enums';
import { kindOf } from '../kinds';
import { add, put } from './entries';
import { all, box } from './parameters';

/** In the order of its enumeration: `new EnumMap<>(Light.class)`, or of another map. */
const newEnumMap: Entry = using([box], (call, from) => {
  const made = call.m.record('tree enum map');
  if (from.data.t === 'class') return made;
  if (from.data.t !== 'record' || kindOf(from.data) !== 'map')
    return call.m.fail(call.at, 'an EnumMap is made for a class');
  for (const one of from.data.entries.values()) put(call, made, call.m.fresh(one.key), one.box);
  return made;
});

function enumSet(call: Call, given: readonly Box[]): RecordData {
  const made = call.m.record('tree enum set');
  for (const one of given) add(call, made, one);
  return made;
}

/** Maps and sets of the constants of an enumeration. */
export const enums: Part = {
  functions: {
    'EnumMap.new': newEnumMap,
    'EnumSet.noneOf': using([box], ({ m }) => m.record('tree enum set')),
    'EnumSet.allOf': using([box], (call, type) => enumSet(call, constantsOf(call, type))),
    'EnumSet.of': { run: (call) => call.m.fresh(enumSet(call, call.args.positional)) },
    'EnumSet.copyOf': using([all], enumSet),
  },
  modules: ['EnumMap', 'EnumSet'],
};
