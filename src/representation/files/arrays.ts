/** An array that is written piece by piece, because it may be larger than memory should hold. */
export interface NamedArray {
  name: string;
  type: 'float32' | 'int32';
  shape: readonly number[];
  /** Row-major; together as many values as `shape` says. */
  pieces: () => AsyncIterable<Float32Array | Int32Array> | Iterable<Float32Array | Int32Array>;
}

export function bytesOf({ shape }: NamedArray): number {
  return shape.reduce((product, size) => product * size, 4);
}

/** The bytes of an array, little-endian. @throws RangeError when its pieces are not as long as its shape says */
export async function* contents(array: NamedArray): AsyncGenerator<Uint8Array> {
  let left = bytesOf(array);
  for await (const piece of array.pieces()) {
    left -= piece.byteLength;
    if (left < 0) break;
    yield littleEndian(piece);
  }
  if (left !== 0) throw new RangeError(`the values of "${array.name}" do not fill [${array.shape.join(', ')}]`);
}

const IS_LITTLE = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

function littleEndian({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (IS_LITTLE) return bytes;
  const swapped = Buffer.from(bytes);
  return swapped.swap32();
}
