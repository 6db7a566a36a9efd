import { statSync, writeSync } from 'node:fs';
import { finalsOf } from '../blocks/rows';
import { columnsOf } from '../columns';
import { appendAll, blocksOf, firstBytes } from '../folders';
import { integerTypeFor, type IntegerType } from '../integers';
import { fileName } from '../parts';
import type { Plan } from '../plan';
import type { Format } from './format';
import { mergedByName } from './merged';

const ENDING = '.npy';

/**
 * NumPy arrays, one for each column, that can be mapped into memory: words of one length are the rows of a matrix; of
 * several, they lie one behind the other, and `lengths` tells how long each is.
 */
export const npy: Format = {
  name: 'npy',
  label: 'NumPy',
  help: 'arrays of words of a group, to be mapped into memory',
  takeRows(rows, plan, piece) {
    for (const { name, type } of arraysOf(plan)) {
      const values =
        name === 'tokens'
          ? rows.tokens
          : name === 'states'
            ? rows.states
            : name === 'id'
              ? rows.ids
              : name === 'final'
                ? finalsOf(rows)
                : Int32Array.from(
                    { length: rows.count },
                    (_, row) => (rows.starts[row + 1] ?? 0) - (rows.starts[row] ?? 0),
                  );
      piece.bytes(`${name}${ENDING}`, bytesOf(values, type));
    }
  },
  files: (split, { plan }) =>
    arraysOf(plan).map(({ name }) => ({
      path: `${split}/${fileName(plan, name, ENDING)}`,
      name: `${name}${ENDING}`,
    })),
  merged: (split, _, paths) => mergedByName(`${split}/`, paths, headSize),
  write({ file, plan, name, parts }) {
    const array = arraysOf(plan).find((one) => `${one.name}${ENDING}` === name);
    if (!array) throw new Error(`there is no array ${name}`);
    const values =
      parts.reduce((sum, { path, start = 0 }) => sum + statSync(path).size - start, 0) / TYPES[array.type].size;
    writeSync(file, head(TYPES[array.type].name, values, array.width));
    appendAll(file, parts);
  },
};

const TYPES = {
  uint8: { name: '|u1', size: 1 },
  uint16: { name: '<u2', size: 2 },
  int32: { name: '<i4', size: 4 },
  int64: { name: '<i8', size: 8 },
} as const;

interface NumPyArray {
  name: string;
  type: IntegerType;
  /** Of a matrix. */
  width?: number | undefined;
}

function arraysOf(plan: Plan): NumPyArray[] {
  const arrays = columnsOf(plan).map(({ name, type }): NumPyArray => {
    if (typeof type === 'string') return { name, type: type as IntegerType };
    if (!('list' in type)) throw new Error(`${name} is no list of whole numbers`);
    return { name, type: type.list as IntegerType, width: type.length };
  });
  const { source } = plan;
  const isRagged = source.kind === 'word' && source.lengths.least < source.lengths.most;
  return isRagged ? [...arrays, { name: 'lengths', type: integerTypeFor(source.lengths.most) }] : arrays;
}

function bytesOf(values: ArrayLike<number>, type: IntegerType): Uint8Array {
  const array =
    type === 'int64'
      ? BigInt64Array.from({ length: values.length }, (_, at) => BigInt(values[at] ?? 0))
      : type === 'int32'
        ? Int32Array.from(values)
        : type === 'uint16'
          ? Uint16Array.from(values)
          : Uint8Array.from(values);
  return new Uint8Array(array.buffer);
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

/** Of a file that `head` begins. */
function headSize(path: string): number {
  return START + firstBytes(path, START).readUInt16LE(START - 2);
}

const START = 10;

/** https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html, version 1.0 */
function head(type: string, values: number, width: number | undefined): Buffer {
  const shape = width === undefined ? `${values},` : `${values / width}, ${width}`;
  const text = `{'descr': '${type}', 'fortran_order': False, 'shape': (${shape}), }`;
  const start = START;
  const size = Math.ceil((start + text.length + 1) / 64) * 64;
  const bytes = Buffer.alloc(size, ' ');
  bytes.write('\x93NUMPY\x01\x00', 0, 'latin1');
  bytes.writeUInt16LE(size - start, 8);
  bytes.write(text, start, 'latin1');
  bytes.write('\n', size - 1, 'latin1');
  return bytes;
}
