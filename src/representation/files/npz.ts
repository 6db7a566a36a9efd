import { Zip, ZipPassThrough } from 'fflate';
import { bytesOf, contents, type NamedArray } from './arrays';

/** A ZIP archive without its 64-bit extension ends here. */
const MOST_BYTES = 2 ** 32 - 1;

/**
 * NumPy's `.npz`: a ZIP archive with a `.npy` file for each array, not compressed, as `numpy.savez` writes it.
 *
 * @throws RangeError for more than 4 GiB
 */
export async function* npz(arrays: readonly NamedArray[]): AsyncGenerator<Uint8Array> {
  if (arrays.reduce((sum, array) => sum + bytesOf(array) + 1024, 1024) > MOST_BYTES)
    throw new RangeError('an .npz file holds at most 4 GiB; save fewer outputs, or as safetensors');
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error) throw error;
    ready.push(data);
  });
  const flush = (): Uint8Array[] => {
    const done = ready;
    ready = [];
    return done;
  };
  for (const array of arrays) {
    const file = new ZipPassThrough(`${array.name}.npy`);
    // The earliest date a ZIP archive knows: the same states give the same file.
    file.mtime = new Date(1980, 0, 1);
    zip.add(file);
    file.push(npyHeader(array));
    yield* flush();
    for await (const bytes of contents(array)) {
      file.push(bytes);
      yield* flush();
    }
    file.push(new Uint8Array(), true);
    yield* flush();
  }
  zip.end();
  yield* flush();
}

/** The header of NPY version 1.0 (numpy/lib/format.py): a Python literal, padded so that the values start at 64. */
export function npyHeader({ type, shape }: Pick<NamedArray, 'type' | 'shape'>): Uint8Array {
  const sizes = shape.length === 1 ? `${shape[0] ?? 0},` : shape.join(', ');
  const literal = `{'descr': '${type === 'float32' ? '<f4' : '<i4'}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const start = 10;
  const length = Math.ceil((start + literal.length + 1) / 64) * 64 - start;
  const header = new Uint8Array(start + length).fill(0x20);
  header.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0, length & 0xff, length >> 8]);
  header.set(new TextEncoder().encode(literal), start);
  header[header.length - 1] = 0x0a;
  return header;
}
