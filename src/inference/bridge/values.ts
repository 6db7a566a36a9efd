import { ContractError } from '../contract';
import type { Tensor } from '../protocol';

/** What goes into a model's graph and comes out of it, as the runtime holds it. */
export interface Value {
  type: string;
  dims: readonly number[];
  data: Numbers;
}

export type Numbers = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint16Array | Uint8Array;

/** An input of whole numbers, in the type that a file wants; undefined for a type that holds none. */
const WHOLE: Readonly<Record<string, (numbers: ArrayLike<number>) => Numbers>> = {
  int64: (numbers) => BigInt64Array.from(numbers, BigInt),
  int32: (numbers) => Int32Array.from(numbers),
  float32: (numbers) => Float32Array.from(numbers),
  float64: (numbers) => Float64Array.from(numbers),
  float16: (numbers) => Uint16Array.from(numbers, halfOf),
  bool: (numbers) => Uint8Array.from(numbers, (number) => Number(number !== 0)),
};

export function holdsWhole(type: string | undefined): type is string {
  return type !== undefined && Object.hasOwn(WHOLE, type);
}

/** Row-major whole numbers as an input. */
export function whole(type: string, numbers: ArrayLike<number>, dims: readonly number[]): Value {
  const made = WHOLE[type]?.(numbers);
  if (!made) throw new ContractError(`an input of ${type} cannot be filled in`);
  return { type, dims, data: made };
}

export function zeros(type: string, dims: readonly number[]): Value {
  return whole(type, new Uint8Array(dims.reduce((product, size) => product * size, 1)), dims);
}

/** Types of numbers that are read as float32. */
export const READ_AS_FLOAT: readonly string[] = ['float32', 'float16', 'float64'];

/** @throws ContractError for what holds no floating point numbers */
export function asFloat(name: string, { type, dims, data }: Value): Tensor {
  if (data instanceof Float32Array) return { dims: [...dims], data };
  if (type === 'float16' && data instanceof Uint16Array)
    return { dims: [...dims], data: Float32Array.from(data, ofHalf) };
  // A runtime that knows half precision itself hands out numbers.
  if (type === 'float64' || type === 'float16') return { dims: [...dims], data: Float32Array.from(data, Number) };
  throw new ContractError(`its output "${name}" is not float32`);
}

/** The number that 16 bits of IEEE 754 stand for. */
function ofHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** The 16 bits of a whole number that is not negative; those that are filled in are small, and exact up to 2048. */
function halfOf(number: number): number {
  if (number === 0) return 0;
  const exponent = Math.floor(Math.log2(number));
  return ((exponent + 15) << 10) | Math.round((number / 2 ** exponent - 1) * 1024);
}
