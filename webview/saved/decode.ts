import type { ArrayType, Encoded } from '../../src/protocol/saved-format';

const ARRAYS: Record<ArrayType, new (buffer: ArrayBuffer) => unknown> = {
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array,
  i16: Int16Array,
  u8: Uint8Array,
};

/** The value of a block, with its typed arrays. */
export function decode(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => (isEncoded(value) ? arrayOf(value) : value));
}

function isEncoded(value: unknown): value is Encoded {
  return typeof value === 'object' && value !== null && 'array' in value && 'base64' in value;
}

function arrayOf({ array, base64 }: Encoded): unknown {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  // Browsers run on little-endian machines.
  return new ARRAYS[array](bytes.buffer);
}
