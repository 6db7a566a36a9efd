import { callWith } from '../calls';
import { asPlain } from '../constants';
import { drain, type Next } from '../iteration';
import { LIMITS } from '../limits';
import type { Machine } from '../machine';
import type { Box, Data, RecordData } from '../values';
import type { Call } from './library';
import { List } from './list';
import type { Parameter } from './table';

/** Anything, which is not looked at: what is moved on. */
export const box: Parameter<Box> = { read: (_call, given) => given };

/** Anything, which is looked at: it has to be known. */
export const value: Parameter<Data> = { read: ({ m, at }, given) => m.inspect(pointed(given), at) };

export const text: Parameter<string> = {
  read: ({ m, at }, given) => {
    const data = asPlain(m.inspect(pointed(given), at));
    return data.t === 'str' ? data.v : m.fail(at, `${m.dialect.show(data)} is no text`);
  },
};

/** A truth value, or what the language takes for one. */
export const truth: Parameter<boolean> = { read: ({ m, at }, given) => m.test(given, at) };

export type Callback = (boxes: Box[]) => Box;

/** A function, to be called with values in their order. */
export const callback: Parameter<Callback> = {
  read:
    ({ m, at }, given) =>
    (boxes) =>
      callWith(m, given, boxes, at),
};

/** What can be gone through, one thing after the other. */
export const steps: Parameter<Next> = { read: ({ m, at }, given) => m.dialect.iterate(m, given, 'values', at) };

/** All things in what can be gone through. */
export const items: Parameter<Box[]> = {
  read: ({ m, at }, given) => drain(m, m.dialect.iterate(m, given, 'values', at), at),
};

/** A list, or a part of one. */
export const list: Parameter<List> = { read: ({ m, at }, given) => listOf(m, given, at) };

/** Cells under keys. */
export const record: Parameter<RecordData> = {
  read: ({ m, at }, given) => {
    const data = m.container(pointed(given), at);
    return data.t === 'record' ? data : m.fail(at, `${m.dialect.show(data)} has no keys`);
  },
};

type Single<T> = Omit<Parameter<T>, 'many'>;

/** What need not be given. */
export function optional<T>(parameter: Parameter<T>): Single<T | undefined> {
  const { keyword, read } = parameter;
  return { read, ...(keyword && { keyword }), otherwise: () => undefined };
}

/** What has a value of its own where it is not given. */
export function or<T>(parameter: Parameter<T>, otherwise: T): Parameter<T> {
  return { ...parameter, otherwise: () => otherwise };
}

/** What may be given by its name, too. */
export function named<T>(name: string, parameter: Parameter<T>): Parameter<T> {
  return { ...parameter, keyword: { name, only: false } };
}

/** What is given by its name, or not at all. */
export function option<T>(name: string, parameter: Parameter<T>): Single<T | undefined> {
  return { ...optional(parameter), keyword: { name, only: true } };
}

/** All arguments from here on. */
export function many<T>(parameter: Parameter<T>): Parameter<T[]> {
  const all = (call: Call, boxes: readonly Box[], from: number): T[] =>
    boxes.map((given, index) => parameter.read(call, given, from + index));
  return { read: (call, given, index) => all(call, [given], index), many: all };
}

/** Arguments that the function has in the language, and that are not followed. */
export function unfollowed(reason: string): Parameter<undefined> {
  return { read: ({ m, at }) => m.fail(at, reason), otherwise: () => undefined };
}

/** References are followed to what they refer to. */
function pointed(given: Box): Box {
  let at = given;
  for (let depth = 0; at.data.t === 'reference' && depth < LIMITS.nesting; depth++) at = at.data.place.read();
  return at;
}

export function listOf(m: Machine, given: Box, at: Call['at']): List {
  const { data } = pointed(given);
  if (data.t === 'view') return new List(m, data.base, data.from, data.to, at);
  if (data.t === 'sequence') return new List(m, data, 0, data.cells.length, at);
  if (data.t === 'unknown') return m.notKnownIn(data, at);
  return m.fail(at, `${m.dialect.show(data)} is no list`);
}
