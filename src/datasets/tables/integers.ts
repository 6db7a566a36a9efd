/** Types of whole numbers, by the names that Arrow, NumPy and Hugging Face have for them. */
export type IntegerType = 'uint8' | 'uint16' | 'int32' | 'int64';

/** Whole numbers of one type; those of `int64` stand in doubles, which are exact for all ids that there are. */
export type Integers = Uint8Array | Uint16Array | Int32Array | Float64Array;

const ARRAYS = { uint8: Uint8Array, uint16: Uint16Array, int32: Int32Array, int64: Float64Array } as const;

/** The smallest type that has room for 0 … `most`. */
export function integerTypeFor(most: number): IntegerType {
  if (most < 2 ** 8) return 'uint8';
  if (most < 2 ** 16) return 'uint16';
  return most < 2 ** 31 ? 'int32' : 'int64';
}

export function integers(type: IntegerType, length: number): Integers {
  return new ARRAYS[type](length);
}

/** As they stand in files, the lowest byte first. */
export function bytesOf(values: ArrayLike<number>, type: IntegerType): Uint8Array {
  const list = type === 'int64' ? halvesOf(values) : new ARRAYS[type](values);
  return new Uint8Array(list.buffer);
}

/** Numbers of 64 bits as two of 32 each; a `bigint` for each of them would take longer than all else that is done with it. */
function halvesOf(values: ArrayLike<number>): Int32Array {
  const halves = new Int32Array(values.length * 2);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    halves[at * 2] = value;
    halves[at * 2 + 1] = Math.floor(value / 2 ** 32);
  }
  return halves;
}
