import type { ArrayType, Encoded } from '../../protocol/saved-format';

const TYPES: readonly [new (...args: never[]) => NodeJS.TypedArray, ArrayType][] = [
  [Float32Array, 'f32'],
  [Int32Array, 'i32'],
  [Uint32Array, 'u32'],
  [Int16Array, 'i16'],
  [Uint8Array, 'u8'],
];

/**
 * A value as JSON for a script element, in which nothing can end the element or begin another: JSON needs no `<` outside
 * of its strings, and there it can be written as an escape. Typed arrays become {@link Encoded} objects.
 *
 * @throws TypeError for a typed array of another kind, and for an object that would be taken for one
 */
export function encode(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    ArrayBuffer.isView(part) ? encoded(part) : checked(part),
  ).replace(/</g, '\\u003c');
}

/** Bytes of the JSON of so many bytes in a typed array. */
export function encodedSize(bytes: number): number {
  return 4 * Math.ceil(bytes / 3) + '{"array":"f32","base64":""}'.length;
}

const made = new WeakSet();

function encoded(view: ArrayBufferView): Encoded {
  const array = TYPES.find(([type]) => view instanceof type)?.[1];
  if (!array) throw new TypeError(`a ${view.constructor.name} cannot be saved`);
  const base64 = Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString('base64');
  const object = { array, base64 };
  made.add(object);
  return object;
}

function checked(part: unknown): unknown {
  if (typeof part === 'object' && part && 'array' in part && 'base64' in part && !made.has(part))
    throw new TypeError('an object that looks like an encoded array cannot be saved');
  return part;
}
