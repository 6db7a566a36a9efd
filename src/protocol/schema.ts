/**
 * What schemas of messages are made of. They are zod's small ones: the page carries them along, in a file of its own too,
 * and they make no code at run time, which the page's content security policy forbids.
 */
import * as z from 'zod/mini';

/** Checks what comes from outside as a `T`; what is not in the schema is left out of the result. */
export type Schema<T> = z.ZodMiniType<T>;

/** Type of what a schema admits. */
export type { infer as Type } from 'zod/mini';

/** A whole number from zero. */
export const index = z.number().check(z.int(), z.nonnegative());

/** Of a probe, a model, a step's object: made by the extension or by a model's file. */
export const id = z.string().check(z.maxLength(200));

/** A list that nobody changes. */
export function list<T>(item: Schema<T>): Schema<readonly T[]> {
  return z.array(item);
}

/**
 * An object of a type that a station before this one declares, with the schema of each of its properties: one that is
 * added there is asked for here.
 */
export function objectOf<T extends object>(shape: { [K in keyof T]-?: Schema<T[K]> }): Schema<T> {
  // The shape has every property of the type, those that may be absent as `exactOptional`.
  return z.object(shape) as unknown as Schema<T>;
}

export const float32: Schema<Float32Array> = z.instanceof(Float32Array);
export const int32: Schema<Int32Array> = z.instanceof(Int32Array);
export const uint32: Schema<Uint32Array> = z.instanceof(Uint32Array);
export const uint8: Schema<Uint8Array> = z.instanceof(Uint8Array);

/** Rows of object indices, `rows[row * slots + slot]`; besides indices only `NOTHING` and `SPARE` (`codes.ts`). */
export const arrangements: Schema<Int16Array> = z.instanceof(Int16Array);
