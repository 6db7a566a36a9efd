import { blocksOf, firstBytes } from '../run/folders';
import type { IntegerType } from './integers';

/** Files of NumPy with one array: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, version 1.0 */

const TYPES = {
  uint8: { name: '|u1', size: 1 },
  uint16: { name: '<u2', size: 2 },
  int32: { name: '<i4', size: 4 },
  int64: { name: '<i8', size: 8 },
} as const;

/** Of the magic number, the version and the size of what is told of the array. */
const START = 10;

export function itemSize(type: IntegerType): number {
  return TYPES[type].size;
}

/** @param width of a matrix */
export function head(type: IntegerType, values: number, width: number | undefined): Buffer {
  const shape = width === undefined ? `${values},` : `${values / width}, ${width}`;
  const text = `{'descr': '${TYPES[type].name}', 'fortran_order': False, 'shape': (${shape}), }`;
  const size = Math.ceil((START + text.length + 1) / 64) * 64;
  const bytes = Buffer.alloc(size, ' ');
  bytes.write('\x93NUMPY\x01\x00', 0, 'latin1');
  bytes.writeUInt16LE(size - START, 8);
  bytes.write(text, START, 'latin1');
  bytes.write('\n', size - 1, 'latin1');
  return bytes;
}

/** Of a file that `head` begins. */
export function headSize(path: string): number {
  return START + firstBytes(path, START).readUInt16LE(START - 2);
}

/** The numbers of a file that is written here, in order, and the width of its matrix, where it is one. */
export function numbersOf(path: string): { width: number | undefined; values: Generator<number, undefined> } {
  const start = headSize(path);
  const text = firstBytes(path, start).toString('latin1', START);
  const [, descr, , width] = /'descr': '(.*?)'.*'shape': \((\d+),(?: (\d+))?\)/.exec(text) ?? [];
  const type = Object.values(TYPES).find(({ name }) => name === descr);
  if (!type) throw new Error(`${path} is no array that is written here`);
  return { width: width === undefined ? undefined : Number(width), values: numbersFrom(path, start, type.size) };
}

function* numbersFrom(path: string, start: number, size: number): Generator<number, undefined> {
  for (const bytes of blocksOf(path, start))
    for (let at = 0; at < bytes.length; at += size)
      yield size === 8 ? Number(bytes.readBigInt64LE(at)) : bytes.readUIntLE(at, size);
}
