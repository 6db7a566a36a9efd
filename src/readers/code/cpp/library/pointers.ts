import { List } from '../../core/library/list';
import { refuse, type Parameter } from '../../core/library/table';
import type { Call, Part } from '../../core/library/library';
import type { Box } from '../../core/values';
import { pointerOf } from '../../native/pointers';

export type Place = NonNullable<ReturnType<typeof pointerOf>>;

/** A place in an array. */
export const place: Parameter<Place> = {
  read: ({ m, at }, given) => pointerOf(given.data) ?? m.fail(at, 'this is no place in an array'),
};

/** The cells between two places. */
export function between({ m, at }: Call, from: Place, to: Place): List {
  if (from.base !== to.base) return refuse('these do not point into one array');
  if (from.index > to.index) return refuse('the first of these comes after the last');
  return new List(m, from.base, from.index, to.index, at);
}

/** So many cells from a place on. */
export function after({ m, at }: Call, { base, index }: Place, length: number, reason: string): List {
  return index + length > base.cells.length ? refuse(reason) : new List(m, base, index, index + length, at);
}

/** A pointer to the cell of a list, or behind its last. */
export function pointer({ m, at }: Call, { base, from }: List, index: number): Box {
  return m.dialect.binary(m, '+', m.fresh(base), m.fresh({ t: 'int', v: BigInt(from + index) }), at);
}

/** What C++ has in `std`, and C, or a text that uses that namespace, without it. */
export function withStd(functions: NonNullable<Part['functions']>): Part {
  return {
    functions: { ...functions, ...Object.fromEntries(Object.entries(functions).map(([n, one]) => [`std::${n}`, one])) },
  };
}
