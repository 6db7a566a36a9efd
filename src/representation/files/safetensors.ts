import { bytesOf, contents, type NamedArray } from './arrays';

/**
 * The safetensors format (github.com/huggingface/safetensors): eight bytes with the length of a header of JSON, the
 * header, and the values of all arrays, one after the other.
 *
 * @param metadata for the header's `__metadata__`
 */
export async function* safetensors(
  arrays: readonly NamedArray[],
  metadata: Readonly<Record<string, string>>,
): AsyncGenerator<Uint8Array> {
  const header: Record<string, unknown> = { __metadata__: metadata };
  let end = 0;
  for (const array of arrays) {
    const { name, type, shape } = array;
    const start = end;
    end += bytesOf(array);
    header[name] = { dtype: type === 'float32' ? 'F32' : 'I32', shape, data_offsets: [start, end] };
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  // Values that are aligned can be mapped into memory as they are; spaces after the header are allowed for that.
  const length = Math.ceil(json.length / 8) * 8;
  const head = new Uint8Array(8 + length).fill(0x20);
  new DataView(head.buffer).setBigUint64(0, BigInt(length), true);
  head.set(json, 8);
  yield head;
  for (const array of arrays) yield* contents(array);
}
