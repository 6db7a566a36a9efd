import { splice } from '../../core/cells';
import { construct } from '../../core/calls';
import { box, callback, many, optional, text, value } from '../../core/library/parameters';
import { pure, refuse, using } from '../../core/library/table';
import { LIMITS } from '../../core/limits';
import type { Machine } from '../../core/machine';
import { Sequence, type Box, type Data } from '../../core/values';
import { pointerOf, referenceTo, refill } from '../../native/pointers';
import { integer, sorted } from '../../native/functions';
import { isIntType } from '../../native/integers';
import type { Span } from '../../syntax';
import { sizeOfClass, sizeOfType } from '../sizes';
import { count } from '../../native/parameters';
import { withStd } from './pointers';

/** Memory of so many bytes whose kind nobody has said: it gets cells where it becomes a pointer of some type. */
const UNTYPED = 'memory';

/** The cells that memory became, so that two pointers to it see the same ones. */
const cellsOfMemory = new WeakMap<Sequence, Sequence>();

function memory(m: Machine, bytes: number, isZero: boolean, at: Span): Box {
  if (bytes < 0 || bytes > LIMITS.writes * 8) return m.fail(at, 'this is more memory than is followed');
  return m.fresh(m.sequence('array', [], at, `${UNTYPED} ${bytes} ${isZero ? 'zero' : 'unset'}`));
}

export function isMemory(data: Data): boolean {
  return data.t === 'sequence' && data.type?.startsWith(`${UNTYPED} `) === true;
}

export function zeroOf(type: string | undefined): Data {
  if (type === 'f64' || type === 'float') return { t: 'num', v: 0 };
  if (type === 'bool') return { t: 'bool', v: false };
  if (type?.startsWith('*')) return { t: 'nothing', name: 'nullptr' };
  return { t: 'int', v: 0n, ...(type !== undefined && isIntType(type) && { type }) };
}

/** So many cells of a type, zero or not known to anybody. */
function cells(m: Machine, length: number, type: string, isZero: boolean, at: Span): Sequence {
  const first: Data = isZero ? zeroOf(type) : { t: 'nothing', name: 'unset' };
  const boxes = Array.from({ length }, () => m.recorder.fresh(first, true));
  return m.sequence('array', boxes, at, sizeOfType(type) === undefined ? undefined : type);
}

/** What a pointer to `type` sees: memory gets cells of that type, numbers of another width are not looked at as bytes. */
export function seenAs(m: Machine, type: string, given: Box, at: Span): Box {
  const { data } = given;
  if (type === 'void') return given;
  if (data.t !== 'sequence' || !isMemory(data)) {
    const known = pointerOf(data)?.base.type;
    const [a, b] = [known, type].map((one) => one && !one.startsWith('*') && sizeOfType(one));
    if (a && b && known !== type && !(a === b && isIntType(type) && isIntType(known ?? '')))
      return m.fail(at, `a pointer to ${shown(type)} would see these ${shown(known)} as bytes, which is not followed`);
    return given;
  }
  const made = cellsOfMemory.get(data);
  if (made) {
    if (made.type !== type) m.fail(at, `this memory is used as ${shown(made.type)} and ${shown(type)}`);
    return m.fresh(made);
  }
  const [, bytes = '', how = ''] = data.type?.split(' ') ?? [];
  const size = sizeOfType(type);
  if (size === undefined)
    return m.fail(at, `memory of ${type} is not followed: make an array of them, or one at a time`, 'unsupported');
  const typed = cells(m, Math.floor(Number(bytes) / size), type, how === 'zero', at);
  cellsOfMemory.set(data, typed);
  return m.fresh(typed);
}

const C_NAMES: Readonly<Record<string, string>> = {
  i8: 'char',
  u8: 'unsigned char',
  i16: 'short',
  u16: 'unsigned short',
  i32: 'int',
  u32: 'unsigned',
  i64: 'long',
  u64: 'unsigned long',
  f64: 'double',
};

function shown(type: string | undefined): string {
  return type === undefined ? 'values' : (C_NAMES[type] ?? type);
}

function size(bytes: number | undefined): Data {
  return bytes === undefined
    ? refuse('the size of this is not known here: write the type', 'unsupported')
    : { t: 'int', v: BigInt(bytes), type: 'u64' };
}

function sizeOf(data: Data): number | undefined {
  if (data.t === 'class') return sizeOfClass(data);
  if (data.t === 'int') return sizeOfType(data.type ?? 'i32');
  if (data.t === 'bool') return 1;
  if (data.t === 'reference') return 8;
  if (data.t === 'record') return data.type && data.flavor === 'struct' ? sizeOfClass(data.type) : 8;
  if (data.t !== 'sequence' || data.flavor !== 'array' || isMemory(data)) return undefined;
  const [first] = data.cells;
  const each = data.type !== undefined ? sizeOfType(data.type) : first && sizeOf(first.raw);
  return each === undefined ? undefined : each * data.cells.length;
}

/** The part of an array that so many bytes from a pointer on are. */
function part(m: Machine, pointer: Box, bytes: number, at: Span) {
  const start = pointerOf(pointer.data);
  if (!start || isMemory(start.base)) return m.fail(at, 'what is in this memory is not known: cast it to its type');
  const each = start.base.type === undefined ? undefined : sizeOfType(start.base.type);
  if (each === undefined) return m.fail(at, 'the size of what is in this array is not known');
  const length = bytes / each;
  if (!Number.isInteger(length)) return m.fail(at, 'this cuts a value in two');
  if (start.index < 0 || start.index + length > start.base.cells.length)
    return m.fail(at, 'this goes past the end of the array');
  return { base: start.base, from: start.index, to: start.index + length };
}

const copy = using([box, box, count], ({ m, at }, to, from, bytes) => {
  const [goal, source] = [part(m, to, bytes, at), part(m, from, bytes, at)];
  if (goal.base.type !== source.base.type) m.fail(at, 'this copies values of one type as bytes of another');
  refill(m, goal, source.base.cells.slice(source.from, source.to), at);
  return to;
});

/** Memory of another size with what was in the old, which is there no more; what is new in it nobody knows. */
const resized = using([box, count], ({ m, at }, old, bytes) => {
  const { data } = old;
  const isNull = data.t === 'nothing' || (data.t === 'int' && data.v === 0n);
  if (isNull || isMemory(data)) return memory(m, bytes, false, at);
  const start = pointerOf(data);
  const each = start?.base.type === undefined ? undefined : sizeOfType(start.base.type);
  if (!start || start.index !== 0 || each === undefined || start.base.type === undefined)
    return refuse('what this memory holds is not known here', 'unsupported');
  const { base } = start;
  const held = splice(m, base, 0, base.cells.length, [], at);
  const made = cells(m, Math.floor(bytes / each), start.base.type, false, at);
  splice(m, made, 0, Math.min(held.length, made.cells.length), held.slice(0, made.cells.length), at);
  return made;
});

export const memoryPart = withStd({
  malloc: using([count], ({ m, at }, bytes) => memory(m, bytes, false, at)),
  calloc: using([count, count], ({ m, at }, length, each) => memory(m, length * each, true, at)),
  realloc: resized,
  free: pure([optional(box)], () => undefined),
  memcpy: copy,
  memmove: copy,
  memset: using([box, count, count], ({ m, at }, to, byte, bytes) => {
    const goal = part(m, to, bytes, at);
    const { type } = goal.base;
    const isByte = type === 'i8' || type === 'u8';
    if (byte !== 0 && !isByte && !(byte === -1 && isIntType(type ?? '')))
      m.fail(at, 'this sets single bytes of numbers');
    const filled: Data = byte === 0 ? zeroOf(type) : { t: 'int', v: BigInt(byte), type: 'i32' };
    const boxes = goal.base.cells
      .slice(goal.from, goal.to)
      .map(() => m.typed(type, m.recorder.fresh(filled, true), at));
    refill(m, goal, boxes, at);
    return to;
  }),
  /** `new int[n]` */
  'new cells': using([count, text, value], ({ m, at }, length, type, isZero) => {
    if (length < 0 || length > LIMITS.writes) refuse('no array has this length');
    return m.fresh(cells(m, length, type, isZero.t === 'bool' && isZero.v, at));
  }),
  /** What a pointer that owns gives away: it points to nothing after that. */
  'taken from': using([box], ({ m, args }, given) => {
    args.places?.[0]?.write(m.fresh({ t: 'nothing', name: 'nullptr' }));
    return given;
  }),
  /** `new int(5)` */
  'begun with': using([box, box], ({ m, at }, made, first) => {
    const of = made.data.t === 'sequence' ? made.data : refuse('this is not followed', 'unsupported');
    refill(m, { base: of, from: 0, to: 1 }, [m.typed(of.type, first, at)], at);
    return made;
  }),
  'new object': using([value], ({ m, at }, type) => {
    if (type.t !== 'class') return refuse('what this makes is not known here', 'unsupported');
    const made = construct(m, type, { positional: [], keywords: new Map() }, at);
    return m.dialect.addressed?.(m, made) ?? made;
  }),
  'size of': pure([box], ({ raw }) => size(sizeOf(raw))),
  'size of type': pure([text], (type) => size(sizeOfType(type))),
  /** By pointers to the cells, which stay where they are until their order is known. */
  qsort: using([box, count, count, callback], ({ m, at }, first, length, each, by) => {
    const { base, from, to } = part(m, first, length * each, at);
    const tie = 'qsort may put equal elements in any order';
    const cells = base.cells.slice(from, to);
    const spots = new Map(cells.map((one, index) => [one, referenceTo(m, base, from + index, at)]));
    const spot = (one: Box): Box => spots.get(one) ?? one;
    const boxes = sorted(m, cells, (a, b) => integer(m, by([spot(a), spot(b)]), at), tie, at);
    refill(m, { base, from, to }, boxes, at);
  }),
  exit: using([many(box)], ({ m, at }) => m.fail(at, 'the program ends here, before what is read is done')),
  abort: using([], ({ m, at }) => m.fail(at, 'the program ends here, before what is read is done')),
});
