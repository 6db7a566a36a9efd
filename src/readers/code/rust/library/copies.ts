import type { Part } from '../../core/library/library';
import { box } from '../../core/library/parameters';
import { using } from '../../core/library/table';
import { LIMITS } from '../../core/limits';
import { callWith } from '../../core/calls';
import { methodOf } from '../../core/ancestry';
import type { Machine } from '../../core/machine';
import type { Box, Data } from '../../core/values';
import { cellsOf, target } from '../../native/pointers';
import type { Span } from '../../syntax';
import { sharedBy } from '../shared';
import { isOf } from '../variants';
import { isFailure, isUnsaid } from './parameters';

/** A copy of a value and of all that is in it. */
export function copyDeep(m: Machine, given: Box, at: Span, depth = 0): Box {
  return sharedBy(m, given) ?? copied(m, given, at, depth);
}

function copied(m: Machine, given: Box, at: Span, depth: number): Box {
  const { data } = target(m, given);
  if (depth > LIMITS.nesting) return m.fail(at, 'this nests too deeply');
  if (data.t === 'sequence' || data.t === 'view') {
    const { base, from, to } = cellsOf(m, given, at);
    const boxes = base.cells.slice(from, to).map((one) => copyDeep(m, one, at, depth + 1));
    return m.fresh(m.sequence(base.flavor, boxes, at));
  }
  if (data.t !== 'record' || data.constant) return target(m, given);
  const copy = m.record(data.flavor === 'instance' ? 'struct' : data.flavor, data.type);
  for (const { key, box: value } of data.entries.values()) m.setEntry(copy, key, copyDeep(m, value, at, depth + 1), at);
  return m.fresh(copy);
}

/** Lists and structures are equal if all in them is. */
export function equal(m: Machine, left: Box, right: Box, at: Span, depth = 0): boolean {
  const [a, b] = [target(m, left), target(m, right)];
  if (depth > LIMITS.nesting) return m.fail(at, 'this nests too deeply');
  if ([a, b].every(({ data }) => data.t === 'sequence' || data.t === 'view')) {
    const [mine, theirs] = [inside(m, a, at), inside(m, b, at)];
    return mine.length === theirs.length && mine.every((one, index) => same(m, one, theirs[index], at, depth));
  }
  if (a.data.t === 'record' && b.data.t === 'record') {
    if (a.data.constant || b.data.constant) return a.data === b.data;
    const own = a.data.type && methodOf(a.data.type, ['eq']);
    if (own) return m.test(callWith(m, m.fresh({ ...own, self: a }), [b], at), at);
    if (a.data.type !== b.data.type) return false;
    const { entries } = b.data;
    if (entries.size !== a.data.entries.size) return false;
    return [...a.data.entries].every(([key, one]) => same(m, one.box, entries.get(key)?.box, at, depth));
  }
  if ((a.data.t === 'nothing') !== (b.data.t === 'nothing')) return false;
  if (a.data.t === 'nothing' && b.data.t === 'nothing') return sameFailure(m, a.data, b.data, at) ?? true;
  return m.dialect.compare(m, '==', a, b, at);
}

/** Whether two errors say the same; undefined where neither is one. */
export function sameFailure(m: Machine, a: Data, b: Data, at: Span): boolean | undefined {
  if (!isFailure(a) && !isFailure(b)) return undefined;
  if (a.t !== 'nothing' || b.t !== 'nothing' || isFailure(a) !== isFailure(b)) return false;
  if (isUnsaid(a) || isUnsaid(b)) m.fail(at, 'what this error says is not known');
  return a.name === b.name;
}

function same(m: Machine, one: Box, other: Box | undefined, at: Span, depth: number): boolean {
  return other !== undefined && equal(m, one, other, at, depth + 1);
}

function inside(m: Machine, list: Box, at: Span): Box[] {
  const { base, from, to } = cellsOf(m, list, at);
  return base.cells.slice(from, to);
}

/** What is done with a value and all that is in it. */
export const copies: Part = {
  functions: {
    'are equal': using([box, box], ({ m, at }, a, b) => equal(m, a, b, at)),
    'is of': using([box, box], ({ m, at }, of, type) => isOf(m, target(m, of).data, type.data, at)),
    /** `(*x).clone()` of an `Rc`, too. */
    'cloned itself': using([box], ({ m, at }, given) => copied(m, given, at, 0)),
    ' differ': using([box, box], ({ m, at }, a, b) => !equal(m, a, b, at)),
  },
  methods: { value: { clone: using([box], ({ m, at }, given) => copyDeep(m, given, at)) } },
};
