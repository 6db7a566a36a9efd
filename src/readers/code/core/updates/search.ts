import type { Dialect } from '../dialect';
import type { Machine } from '../machine';
import type { Recorder } from '../recorder';
import type { Cell } from '../slots';
import type { Data } from '../values';
import { Unreadable } from '../../syntax';
import { Force, Spent, Spoilt, type Address, type Budget } from './force';
import type { Observer } from './observer';
import { Trials } from './trials';
import type { Unit } from './units';
import { keyOf, type Seen, type Values } from './values';

/** Most values of a cell. */
const MOST_VALUES = 64;

/** An update of a cell: what becomes of each of its values. */
export interface Update extends Pick<Unit, 'first' | 'last' | 'span'> {
  table: number[];
}

export interface Tables {
  /** As the language writes them; those of a cell of several parts in parentheses. */
  values: string[];
  initial: number;
  updates: Update[];
}

/** Why no tables are found. */
export interface NoTables {
  reason: string;
}

/** Runs the program once more under the eyes of an observer. */
export type Rerun = (observe: (recorder: () => Recorder) => Observer) => void;

/**
 * The tables of the updates of a cell, over all values that it can reach from its first one by any of them. Every run of
 * the program tries one more value before each update.
 *
 * @param ends what the cell holds before the first update and after the last
 */
export function tablesOf(
  cells: readonly Cell[],
  addresses: readonly Address[],
  units: readonly Unit[],
  ends: readonly [first: Values, last: Values],
  dialect: Dialect<Machine>,
  rerun: Rerun,
  budget: Budget,
): Tables | NoTables {
  const [first, last] = ends;
  const name = cells.map((cell) => cell.name).join(', ');
  const known = new Map<string, { values: Values; index: number }>();
  const learn = (values: Values): number | undefined => {
    const key = keyOf(values);
    if (key === undefined) return undefined;
    let found = known.get(key);
    if (!found) known.set(key, (found = { values, index: known.size }));
    return found.index;
  };
  const trials = new Trials(units.length, 2 * MOST_VALUES);
  let statements = 0;
  const force = (wanted: (Values | undefined)[], truth: (Seen | undefined)[]): (Seen | undefined)[] => {
    const { left } = budget;
    for (;;) {
      try {
        let made: Force | undefined;
        rerun((recorder) => (made = new Force(recorder, addresses, units, { wanted, truth, trials }, budget)));
        statements = made?.statements ?? 0;
        return (made?.seen ?? []).map((seen, unit) => (wanted[unit] && trials.seen(unit, wanted[unit])) ?? seen);
      } catch (error) {
        if (!(error instanceof Spoilt)) throw error;
        budget.left = left;
      }
    }
  };
  const maps = units.map(() => new Map<number, number>());
  const note = (seen: readonly (Seen | undefined)[]): boolean =>
    units.every((_, unit) => {
      const each = seen[unit];
      const [from, to] = each ? [learn(each.before), learn(each.after)] : [];
      if (from === undefined || to === undefined) return false;
      maps[unit]?.set(from, to);
      return true;
    });
  const odd = { reason: `${name} takes values that are no numbers, texts or truth values` };
  if (learn(first) === undefined) return odd;
  try {
    const truth = force([], []);
    const inAll = statements;
    if (!note(truth)) return odd;
    const held = [first, ...truth.map((seen) => seen?.after ?? []), last].map(keyOf);
    if ([...truth, { before: last }].some((seen, unit) => keyOf(seen?.before ?? []) !== held[unit]))
      return { reason: `${name} changes outside of its updates` };
    for (;;) {
      if (known.size > MOST_VALUES) return { reason: `${name} takes more than ${MOST_VALUES} values` };
      const all = [...known.values()];
      const wanted = units.map((_, unit) => all.find(({ index }) => !maps[unit]?.has(index))?.values);
      if (wanted.every((values) => values === undefined)) break;
      for (const values of all) trials.add(values.values);
      // Where there are too many values already, it does not matter what becomes of them elsewhere.
      const tooMany = trials.values > MOST_VALUES;
      const told = wanted.map((values, unit) =>
        values ? (trials.seen(unit, values) ?? (tooMany ? { before: values, after: values } : undefined)) : truth[unit],
      );
      const isKnown = told.every((one) => one !== undefined);
      // What is known needs no run, and counts as one.
      if (isKnown && (budget.left -= inAll) < 0) throw new Spent();
      const seen = isKnown ? told : force(wanted, truth);
      if (!note(seen)) return { reason: `with other values of ${name} other statements would be run` };
    }
  } catch (error) {
    if (error instanceof Spent) return { reason: `what becomes of ${name} takes too long to be found out` };
    if (!(error instanceof Unreadable)) throw error;
    return { reason: `with another value of ${name} this would end in an error (${error.reason})` };
  }
  const order = sorted([...known.values()].map(({ values }) => values));
  const place = new Map(order.map((values, at) => [keyOf(values), at]));
  const placeOf = (index: number) => place.get([...known.keys()][index]) ?? 0;
  const back = [...known.values()].map(({ index }) => ({ index, at: placeOf(index) })).sort((a, b) => a.at - b.at);
  return {
    values: order.map((values) => shown(values, order, dialect)),
    initial: placeOf(0),
    updates: units.map(({ first, last, span }, unit) => ({
      table: back.map(({ index }) => placeOf(maps[unit]?.get(index) ?? index)),
      ...(first !== undefined && { first }),
      ...{ last, span },
    })),
  };
}

/** Numbers by size, members of an enumeration as it names them, all else in the order in which it came. */
function sorted(all: readonly Values[]): readonly Values[] {
  const number = (data: Data | undefined): number | undefined => {
    if (data?.t === 'record') return data.constant?.place;
    return data?.t === 'int' || data?.t === 'num' || data?.t === 'bool' ? Number(data.v) : undefined;
  };
  if (!all.every((values) => values.every((data) => number(data) !== undefined))) return all;
  return [...all].sort((a, b) => {
    for (const [part, data] of a.entries()) {
      const less = (number(data) ?? 0) - (number(b[part]) ?? 0);
      if (less !== 0) return less;
    }
    return 0;
  });
}

function shown(values: Values, all: readonly Values[], dialect: Dialect<Machine>): string {
  const texts = values.map((data, part) => {
    if (!data) return '?';
    const isNumber = data.t === 'bool' && all.some((others) => others[part]?.t === 'int');
    return isNumber ? String(Number(data.v)) : dialect.show(data);
  });
  return texts.length === 1 ? (texts[0] ?? '') : `(${texts.join(', ')})`;
}
