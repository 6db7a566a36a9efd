import { greatest, least } from '../../../lists/extremes';
import { callWith } from '../core/calls';
import { deepCopy } from '../core/copy';
import { truth } from '../core/evaluate';
import { drain } from '../core/iteration';
import type { Part } from '../core/library/library';
import { plainTable, type Run } from '../core/library/plain';
import { LIMITS } from '../core/limits';
import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { orderedEntries } from './iteration';
import { toNumber, toText } from './operators';
import { show } from './show';
import { UNDEFINED } from './undefined';

function gone(m: Machine, box: Box, at: Span): Box[] {
  return drain(m, m.dialect.iterate(m, box, 'values', at), at);
}

function recordOf(m: Machine, box: Box | undefined, at: Span) {
  const data = box ? m.container(box, at) : UNDEFINED;
  if (data.t !== 'record' || data.flavor === 'map') return m.fail(at, `the keys of ${show(data)} are not followed`);
  return data;
}

const arrayOf: Run = (m, { positional }, at) => {
  const [only] = positional;
  const data = only?.data;
  if (positional.length !== 1 || data?.t !== 'num') return m.fresh(m.sequence('array', positional, at));
  if (!Number.isInteger(data.v) || data.v < 0 || data.v > LIMITS.writes) m.fail(at, 'no array has this length');
  return m.fresh(
    m.sequence(
      'holes',
      Array.from({ length: data.v }, () => m.recorder.fresh(UNDEFINED, true)),
      at,
    ),
  );
};

const from: Run = (m, { positional }, at) => {
  const [source, callee] = positional;
  if (!source) return m.fail(at, 'an argument is missing');
  const boxes = itemsOf(m, source, at);
  const made = callee
    ? boxes.map((box, index) => {
        return callWith(m, callee, [box, m.fresh({ t: 'num', v: index })], at);
      })
    : boxes;
  return m.fresh(m.sequence('array', made, at));
};

/** `Array.from` takes what can be gone through, and `{ length: n }`. */
function itemsOf(m: Machine, source: Box, at: Span): Box[] {
  const data = m.container(source, at);
  const length = data.t === 'record' ? data.entries.get('slength')?.box.data : undefined;
  if (data.t !== 'record' || length?.t !== 'num' || data.entries.size !== 1) return gone(m, source, at);
  if (length.v > LIMITS.writes) m.fail(at, 'this array is too long');
  return Array.from({ length: length.v }, () => m.fresh(UNDEFINED));
}

const entries =
  (pick: (m: Machine, key: Data, box: Box, at: Span) => Box): Run =>
  (m, { positional }, at) => {
    const list = orderedEntries(recordOf(m, positional[0], at));
    return m.fresh(
      m.sequence(
        'array',
        list.map(({ key, box }) => pick(m, key, box, at)),
        at,
      ),
    );
  };

const assign: Run = (m, { positional }, at) => {
  const [target, ...sources] = positional;
  const record = recordOf(m, target, at);
  for (const source of sources)
    for (const { key, box } of orderedEntries(recordOf(m, source, at))) m.setEntry(record, key, box, at);
  return m.fresh(record);
};

const newMap: Run = (m, { positional }, at) => {
  const map = m.record('map');
  for (const pair of positional[0] ? gone(m, positional[0], at) : []) {
    const [key, value] = gone(m, pair, at);
    if (key) m.setEntry(map, m.inspect(key, at), value ?? m.fresh(UNDEFINED), at);
  }
  return m.fresh(map);
};

/** Printing looks at values and changes none. */
const print: Run = (m, { positional }) => {
  for (const { home } of positional) if (home) home.inspected = true;
  return m.fresh(UNDEFINED);
};

const clone: Run = (m, { positional }, at) => (positional[0] ? deepCopy(m, positional[0], at) : m.fresh(UNDEFINED));

const mathematics =
  (calculate: (values: readonly number[]) => number): Run =>
  (m, { positional }, at) =>
    m.fresh({ t: 'num', v: calculate(positional.map((box) => toNumber(m, m.inspect(box, at), at))) });

const ofTwo =
  (calculate: (a: number, b: number) => number) =>
  ([a = NaN, b = NaN]: readonly number[]): number =>
    calculate(a, b);

/** `Math.max(...a)` gives a number, not the element of `a`. */
const MATH: Readonly<Record<string, (values: readonly number[]) => number>> = {
  floor: ofTwo(Math.floor),
  ceil: ofTwo(Math.ceil),
  round: ofTwo(Math.round),
  trunc: ofTwo(Math.trunc),
  abs: ofTwo(Math.abs),
  min: (values) => least(values),
  max: (values) => greatest(values),
  sign: ofTwo(Math.sign),
  sqrt: ofTwo(Math.sqrt),
  pow: ofTwo(Math.pow),
  imul: ofTwo(Math.imul),
};

const FUNCTIONS: Readonly<Record<string, Run>> = {
  Array: arrayOf,
  'Array.from': from,
  'Array.of': (m, { positional }, at) => m.fresh(m.sequence('array', positional, at)),
  'Array.isArray': (m, { positional }) => truth(m, positional[0]?.data.t === 'sequence'),
  'Object.keys': entries((m, key) => m.fresh(key)),
  'Object.values': entries((_m, _key, box) => box),
  'Object.entries': entries((m, key, box, at) => m.fresh(m.sequence('array', [m.fresh(key), box], at))),
  'Object.assign': assign,
  Map: newMap,
  structuredClone: clone,
  Number: (m, { positional }, at) =>
    m.fresh({ t: 'num', v: positional[0] ? toNumber(m, m.inspect(positional[0], at), at) : 0 }),
  'Number.isInteger': (m, { positional }, at) => {
    const data = positional[0] && m.inspect(positional[0], at);
    return truth(m, data?.t === 'num' && Number.isInteger(data.v));
  },
  String: (m, { positional }, at) =>
    m.fresh({ t: 'str', v: positional[0] ? toText(m, m.inspect(positional[0], at), at) : '' }),
  Boolean: (m, { positional }, at) => truth(m, positional[0] ? m.test(positional[0], at) : false),
  'console.log': print,
  'console.table': print,
  'console.info': print,
  'console.error': print,
  ...Object.fromEntries(Object.entries(MATH).map(([name, calculate]) => [`Math.${name}`, mathematics(calculate)])),
};

/** `Array` is called, made with `new` and has members: members of a builtin are looked up under its name. */
const NAMESPACES = ['Math', 'Object', 'console', 'JSON', 'Date', 'crypto', 'process', 'performance'];

export const globals: Part = {
  functions: plainTable(FUNCTIONS),
  modules: NAMESPACES,
  constants: { NaN: { t: 'num', v: NaN }, Infinity: { t: 'num', v: Infinity } },
};
