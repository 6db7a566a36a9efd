import { constantKey } from '../constants';
import { keyOfData } from '../keys';
import type { Data } from '../values';

/** The values of the parts of a cell; undefined where there is none. */
export type Values = (Data | undefined)[];

/** What the cell held before an update, and after it. */
export interface Seen {
  before: Values;
  after: Values;
}

/** `undefined` for what is not told apart by its text. */
export function keyOf(values: Values): string | undefined {
  const keys = values.map((data) => {
    const constant = data && constantKey(data);
    if (constant !== undefined) return `constant ${constant}`;
    if (!data || !['int', 'num', 'str', 'bool', 'nothing'].includes(data.t)) return undefined;
    const key = keyOfData(data);
    // A truth value is a number in the languages that have whole numbers as a kind of their own.
    return key === undefined ? undefined : `${data.t === 'bool' ? 'int' : data.t} ${key}`;
  });
  return keys.includes(undefined) ? undefined : JSON.stringify(keys);
}
