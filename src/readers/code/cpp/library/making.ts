import type { Call, Part } from '../../core/library/library';
import { box, many, option, optional, text, value } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { LIMITS } from '../../core/limits';
import { methodOf } from '../../core/ancestry';
import type { Machine } from '../../core/machine';
import { splice } from '../../core/cells';
import type { Box, Data } from '../../core/values';
import { pointerOf, refill } from '../../native/pointers';
import { isIntType } from '../../native/integers';
import { count } from '../../native/parameters';
import type { Span } from '../../syntax';
import { construct } from '../../core/calls';
import { isSmart } from '../types';
import { isNumeric, listOf, partsOf, withElement } from '../shapes';
import { listGiven } from './given';
import { zeroOf } from './memory';
import { between, place } from './pointers';

const unset = ({ m }: Call): Box => m.recorder.fresh({ t: 'nothing', name: 'unset' }, true);

function checked(length: number, what: string): void {
  if (length < 0 || length > LIMITS.writes) refuse(`this ${what} is too long`, 'unsupported');
}

/** Elements of which some are zero because nothing was given for them. */
const filled = using([box, count], ({ m, at }, { data: given }, length) => {
  if (given.t !== 'sequence' || length < given.cells.length || length > LIMITS.writes)
    return refuse('this length does not fit', 'unsupported');
  const zero = zeroOf(given.type);
  const zeros = Array.from({ length: length - given.cells.length }, () => m.recorder.fresh(zero, true));
  if (zeros.length > 0 && given.cells.some(({ data }) => data.t === 'record' || data.t === 'sequence'))
    refuse('arrays of structures need a value for each', 'unsupported');
  splice(m, given, given.cells.length, 0, zeros, at);
  return given;
});

/**
 * What a field becomes that braces give a value: an array keeps its length. `{0}` is zero in all fields, also where the first
 * of them is an array or a structure.
 */
export function fitted(m: Machine, before: Box, given: Box, isAlone: boolean, at: Span): Box | undefined {
  const { data } = before;
  if (data.t === 'sequence' && data.flavor === 'vector' && data.type !== undefined)
    return listGiven(m, `vector<${data.type}>`, given, at);
  const isPart = (data.t === 'sequence' && data.flavor === 'array') || (data.t === 'record' && data.type !== undefined);
  if (!isPart || !['int', 'num'].includes(given.data.t)) return arrayFilled(m, before, given, at);
  if (!isAlone || given.data.t !== 'int' || given.data.v !== 0n)
    return m.fail(at, 'what stands in a field that is an array or a structure is not followed without its own braces');
  return data.t === 'record' ? before : arrayFilled(m, before, m.fresh(m.sequence('array', [], at)), at);
}

/** An array with the values that are given for its places; those that are not given are zero. */
function arrayFilled(m: Machine, { data: array }: Box, { data: given }: Box, at: Span): Box | undefined {
  if (array.t !== 'sequence' || array.flavor !== 'array' || given.t !== 'sequence') return undefined;
  if (given.cells.length > array.cells.length) return m.fail(at, 'these are more values than the array has places');
  const boxes = array.cells.map((before, index): Box => {
    const value = given.cells[index];
    const isRow = before.data.t === 'sequence';
    if (value) return (isRow ? arrayFilled(m, before, value, at) : undefined) ?? m.typed(array.type, value, at);
    if (isRow) return arrayFilled(m, before, m.fresh(m.sequence('array', [], at)), at) ?? before;
    if (array.type === undefined) return m.fail(at, 'arrays of structures need a value for each');
    return m.recorder.fresh(zeroOf(array.type), true);
  });
  return m.fresh(m.sequence('array', boxes, at, array.type));
}

/** A structure made by braces, or there from the start: fields that nobody has given a value are zero. */
function withZeros(m: Machine, made: Box, at: Span): Box {
  const { data } = made;
  if (data.t !== 'record' || !data.type || methodOf(data.type, [data.type.declaration.name])) return made;
  for (const { name, type } of data.type.declaration.fields) {
    const entry = data.entries.get(`s${name}`);
    const inner = entry?.box.data;
    if (!entry || !inner) continue;
    if (inner.t === 'nothing' && type !== undefined && (isIntType(type) || type === 'f64' || type === 'bool'))
      m.setEntry(data, entry.key, m.recorder.fresh(zeroOf(type), true), at);
    if (inner.t === 'sequence' && inner.cells.every(({ data: cell }) => cell.t === 'nothing')) {
      const zeros = inner.cells.map(() => m.recorder.fresh(zeroOf(inner.type), true));
      refill(m, { base: inner, from: 0, to: zeros.length }, zeros, at);
    }
    if (inner.t === 'record') withZeros(m, entry.box, at);
    if (inner.t === 'sequence' && inner.cells.every(({ data: cell }) => cell.t === 'sequence')) {
      const zeros = arrayFilled(m, entry.box, m.fresh(m.sequence('array', [], at)), at);
      if (zeros && inner.cells.every(isUnset)) m.setEntry(data, entry.key, zeros, at);
    }
  }
  return made;
}

/** Whether nobody has given anything in it a value. */
function isUnset({ data }: Box): boolean {
  return data.t === 'sequence' ? data.cells.every(isUnset) : data.t === 'nothing';
}

const zeroFilled = using([box], ({ m, at }, made) => withZeros(m, made, at));

/** `int a[5];` */
const unsetArray = using([box, count], (call, like, length) => {
  checked(length, 'array');
  const type = like.data.t === 'sequence' ? like.data.type : undefined;
  return call.m.sequence(
    'array',
    Array.from({ length }, () => unset(call)),
    call.at,
    type,
  );
});

/** `vector<int> a[5];` */
const arrayOfLists = using([text, count], (call, type, length) => {
  checked(length, 'array');
  const boxes = Array.from({ length }, () => call.m.fresh(firstOf(call, type)));
  return call.m.sequence('array', boxes, call.at);
});

/** `int a[2][3];`, whose cells are zero or not known to anybody. */
const arrayRows = (isZero: boolean) =>
  using([text, many(count)], (call, type, lengths) => {
    const { m, at } = call;
    for (const length of lengths) checked(length, 'array');
    checked(
      lengths.reduce((a, b) => a * b, 1),
      'array',
    );
    const numeric = type !== '' && isNumeric(type) ? type : undefined;
    const first = (): Box => (isZero ? m.recorder.fresh(firstOf(call, type), true) : unset(call));
    const row = ([length = 0, ...rest]: number[]): Data => {
      const isLast = rest.length === 0;
      const boxes = Array.from({ length }, () => (isLast ? first() : m.fresh(row(rest))));
      return m.sequence('array', boxes, at, isLast ? numeric : undefined);
    };
    return row(lengths);
  });

/** `vector<int> v(5)`, `v(5, 1)`, `v(a.begin(), a.end())`, `v(other)`; the type of the elements comes by keyword. */
const newList = using([optional(box), optional(box), option('type', box)], (call, first, second, of) => {
  const { m, at } = call;
  const wanted = of?.data.t === 'str' ? of.data.v : undefined;
  const type = wanted !== undefined && (isIntType(wanted) || wanted === 'f64') ? wanted : undefined;
  const list = (boxes: readonly Box[]): Data => listOf(m, 'vector', boxes, wanted === '' ? undefined : wanted, at);
  if (!first) return list([]);
  if (pointerOf(first.data) && first.data.t === 'reference') {
    const end = second ?? refuse('an argument is missing', 'unsupported');
    return list(between(call, place.read(call, first, 0), place.read(call, end, 1)).boxes);
  }
  if (first.data.t === 'sequence') return m.dialect.copied?.(m, first, at) ?? list(first.data.cells);
  const length = count.read(call, first, 0);
  checked(length, 'list');
  const own = second && wanted !== undefined && wanted !== '' ? m.typed(wanted, second, at) : second;
  const begun = own?.data ?? firstOf(call, wanted ?? '');
  const one = (): Box =>
    !own && begun.t === 'record'
      ? m.fresh(firstOf(call, wanted ?? ''))
      : begun.t === 'sequence' || begun.t === 'record'
        ? rows(m, own ?? m.fresh(begun), at)
        : m.recorder.fresh(begun, true);
  return list(Array.from({ length }, () => m.typed(type, one(), at)));
});

const NONE = { positional: [], keywords: new Map<string, Box>() };

/** `pair<int, string> p;`: zero in both; undefined where it is not said of what. */
export function firstTuple(m: Machine, type: string, at: Span): Box | undefined {
  return type.includes('<') ? m.fresh(firstOf({ m, at, args: NONE }, type)) : undefined;
}

/** What an element of a type is that nobody has given a value. */
export function firstOf({ m, at }: Call, type: string): Data {
  if (['bool', ''].includes(type) || isIntType(type) || type === 'f64')
    return zeroOf(isIntType(type) || type === 'f64' ? type : undefined);
  const [, inner] = /^(?:vector|deque)<(.*)>$/.exec(type) ?? [];
  if (inner !== undefined) return m.sequence('vector', [], at, isIntType(inner) || inner === 'f64' ? inner : undefined);
  if (type === 'string') return { t: 'str', v: '' };
  if (type.startsWith('*') || isSmart(type)) return { t: 'nothing', name: 'nullptr' };
  const { name, args } = partsOf(type);
  if (name === 'vector' || name === 'deque' || name === 'list') return listOf(m, 'vector', [], args[0], at);
  if ((name === 'pair' || name === 'tuple') && args.length > 0)
    return m.sequence(
      'tuple',
      args.map((one) => m.fresh(firstOf({ m, at, args: NONE }, one))),
      at,
    );
  const known = m.classes.get(name);
  if (known) return withZeros(m, construct(m, known, NONE, at), at).data;
  return refuse(`what a ${type.replace(/<.*$/, '')} is at first is not known: write the values out`, 'unsupported');
}

/** A list of its own for each row. */
function rows(m: Machine, { data }: Box, at: Span): Box {
  if (data.t === 'record' && data.flavor === 'struct') {
    const copy = m.record('struct', data.type);
    for (const { key, box: one } of data.entries.values()) m.setEntry(copy, key, rowOr(m, one, at), at);
    return m.fresh(copy);
  }
  if (data.t !== 'sequence') return m.fail(at, 'a list of structures is made by writing them out');
  const cells = data.cells.map((cell) => rowOr(m, cell, at));
  return m.fresh(withElement(data, m.sequence(data.flavor, cells, at, data.type)));
}

function rowOr(m: Machine, cell: Box, at: Span): Box {
  return cell.data.t === 'sequence' || (cell.data.t === 'record' && cell.data.flavor === 'struct')
    ? rows(m, cell, at)
    : m.recorder.fresh(cell.data, cell.literal);
}

/** Of what type a number is; nothing for what is none. */
function numberType({ raw }: Box): string | undefined {
  if (raw.t === 'num') return 'f64';
  return raw.t === 'int' ? (raw.type ?? 'i32') : undefined;
}

/** What declarations make, under names that no text can have. */
export const making: Part = {
  functions: {
    'filled array': filled,
    'unset array': unsetArray,
    'unset rows': arrayRows(false),
    'zero rows': arrayRows(true),
    'array of lists': arrayOfLists,
    'zero filled': zeroFilled,
    'deduced number': using([box], (_call, given) =>
      /^(i32|i8|i16)$/.test(numberType(given) ?? 'i32')
        ? given
        : refuse(
            'the type that a class template is told by this number is not followed: write the class with it itself',
            'unsupported',
          ),
    ),
    'same number': using([box, text], (_call, given, type) => {
      return (numberType(given) ?? type) === type
        ? given
        : refuse(
            'what this template makes of a number of another type is not followed: write it as one of that type',
            'unsupported',
          );
    }),
    'new vector': newList,
    'new deque': newList,
    'new list': newList,
    'length of array': pure([value], (of) =>
      of.t === 'sequence'
        ? { t: 'int', v: BigInt(of.cells.length), type: 'u64' }
        : refuse('the size of this is not known', 'unsupported'),
    ),
  },
};
