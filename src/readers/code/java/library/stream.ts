import type { Call } from '../../core/library/library';
import type { Box, Data, Iteration } from '../../core/values';
import { boxed } from '../boxes';
import { functional } from './parameters';

/** Streams give one thing after the other when they are asked, so that what their functions do comes in Java's order. */
export type Kind = 'i32' | 'i64' | 'f64' | 'objects';

export function stream(kind: Kind, next: () => Box | undefined): Data {
  return { t: 'iterator', kind, next };
}

export function kindOfArray(type: string | undefined): Kind {
  return type === 'i32' || type === 'i64' || type === 'f64' ? type : 'objects';
}

export function from(kind: Kind, boxes: readonly Box[]): Data {
  let next = 0;
  return stream(kind, () => boxes[next++]);
}

/** A stream, as what is taken. */
export const steps = {
  read: ({ m, at }: Call, given: Box): Iteration =>
    given.data.t === 'iterator' ? given.data : m.fail(at, 'this is no stream'),
};
export const kindOf = ({ kind }: Iteration): Kind =>
  kind === 'i32' || kind === 'i64' || kind === 'f64' ? kind : 'objects';

/** What a function of a stream is, by the name of its method. */
export const F = functional('apply', 'applyAsInt', 'applyAsLong', 'applyAsDouble', 'test', 'accept', 'get', 'getAsInt');

/** What is made of a thing of a stream, as one of the kind that the stream is of. */
export function typed({ m, at }: Pick<Call, 'm' | 'at'>, kind: Kind, one: Box): Box {
  return kind === 'objects' ? boxed(m, one) : m.typed(kind, one, at);
}

/** What is gone through as a whole before the first thing is given. */
export function later(kind: Kind, make: () => readonly Box[]): Data {
  let made: readonly Box[] | undefined;
  let next = 0;
  return stream(kind, () => (made ??= make())[next++]);
}
