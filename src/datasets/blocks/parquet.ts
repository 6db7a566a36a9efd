import type { Column } from '../tables/columns';
import { bytesOf, type Integers, type IntegerType } from '../tables/integers';
import { footerBytes, MAGIC } from '../tables/parquet-footer';
import { BINARY, I32, I64, LIST, STRUCT, thriftOf, type Struct } from '../tables/thrift';
import { finalsOf, type Rows } from './rows';
import { literal, repeating, shortened, snappyOf, varint, type Packed } from './snappy';
import { greatestOf } from './text';

/** A dictionary of more values would be as long as what it stands for. */
const MOST_IN_DICTIONARY = 2 ** 16;

/*
 * Numbers that stand for words in Parquet files.
 */
const [DATA_PAGE, DICTIONARY_PAGE] = [0, 2];
const [PLAIN, RLE, RLE_DICTIONARY] = [0, 3, 8];
const [INT32, INT64] = [1, 2];
const [REQUIRED, REPEATED] = [0, 2];
const SNAPPY = 1;
const LIST_OF = 3;
/** Of types that are stored as wider ones. */
const CONVERTED: Partial<Record<IntegerType, number>> = { uint8: 11, uint16: 12 };

/** Rows of whole numbers as a Parquet file with one row group. */
export function parquetOf(rows: Rows, columns: readonly Column[]): Uint8Array {
  const file = new Pieces();
  file.add(MAGIC);
  let levels: Levels | undefined;
  const chunks = columns.map(({ name, type }): Chunk => {
    const { order } = rows;
    if (name === 'id') return writeColumn(file, [name], type as IntegerType, { values: rows.ids });
    if (typeof type === 'string')
      return writeColumn(file, [name], type as IntegerType, { values: finalsOf(rows), order });
    // All lists of a row begin where its word does.
    levels ??= levelsOf(rows);
    const values = name === 'tokens' ? rows.tokens : rows.states;
    return writeColumn(file, [name, 'list', 'element'], listed(type), { values, order, levels });
  });
  const sum = (of: 'whole' | 'packed') => chunks.reduce((all, chunk) => all + chunk[of], 0);
  const group: Struct = [
    [1, LIST, { of: STRUCT, items: chunks.map(({ about }) => about) }],
    [2, I64, sum('whole')],
    [3, I64, rows.count],
    [6, I64, sum('packed')],
  ];
  file.add(footerBytes({ schema: schemaOf(columns), groups: [group] }));
  return file.all();
}

/** Bytes that come one behind the other. */
class Pieces {
  private readonly pieces: Uint8Array[] = [];
  length = 0;

  add(bytes: Uint8Array): void {
    this.pieces.push(bytes);
    this.length += bytes.length;
  }

  all(): Uint8Array {
    return Buffer.concat(this.pieces, this.length);
  }
}

function listed(type: Column['type']): IntegerType {
  return typeof type === 'object' && 'list' in type ? (type.list as IntegerType) : 'int64';
}

/** Nothing is ever missing here, which a reader need not look for. */
function schemaOf(columns: readonly Column[]): Struct[] {
  const elements = columns.flatMap(({ name, type }): Struct[] =>
    typeof type === 'string'
      ? [leafOf(name, type as IntegerType)]
      : [
          [
            [3, I32, REQUIRED],
            [4, BINARY, name],
            [5, I32, 1],
            [6, I32, LIST_OF],
          ],
          [
            [3, I32, REPEATED],
            [4, BINARY, 'list'],
            [5, I32, 1],
          ],
          leafOf('element', listed(type)),
        ],
  );
  return [
    [
      [4, BINARY, 'examples'],
      [5, I32, columns.length],
    ],
    ...elements,
  ];
}

function leafOf(name: string, type: IntegerType): Struct {
  const converted = CONVERTED[type];
  return [
    [1, I32, physical(type)],
    [3, I32, REQUIRED],
    [4, BINARY, name],
    ...(converted === undefined ? [] : ([[6, I32, converted]] satisfies Struct)),
  ];
}

/** What stands in a column. */
interface Content {
  values: Integers;
  /** All values are below it, and each is there more than once. */
  order?: number;
  /** Where lists begin among the values, where the column is one of lists. */
  levels?: Levels;
}

/** A column of a row group. */
interface Chunk {
  about: Struct;
  /** Bytes without compression, and with it. */
  whole: number;
  packed: number;
}

function writeColumn(file: Pieces, path: string[], type: IntegerType, { values, order, levels }: Content): Chunk {
  const start = file.length;
  let whole = 0;
  const writePage = (kind: number, parts: readonly Packed[], more: Struct): void => {
    const length = parts.reduce((sum, part) => sum + part.whole, 0);
    const compressed = snappyOf(parts);
    const sizes: Struct = [
      [1, I32, kind],
      [2, I32, length],
      [3, I32, compressed.reduce((sum, bytes) => sum + bytes.length, 0)],
    ];
    const header = thriftOf([...sizes, ...more]);
    whole += header.length + length;
    file.add(header);
    for (const bytes of compressed) file.add(bytes);
  };
  const dictionary = order === undefined ? undefined : dictionaryOf(values, order);
  if (dictionary) {
    const about: Struct = [
      [1, I32, dictionary.values.length],
      [2, I32, PLAIN],
    ];
    writePage(DICTIONARY_PAGE, [shortened(plain(dictionary.values, type))], [[7, STRUCT, about]]);
  }
  const data = file.length;
  const about: Struct = [
    [1, I32, values.length],
    [2, I32, dictionary ? RLE_DICTIONARY : PLAIN],
    [3, I32, RLE],
    [4, I32, RLE],
  ];
  // As few bits as can be are no repetitions of bytes.
  const content = dictionary ? packed(values, dictionary).map(literal) : [shortened(plain(values, type))];
  writePage(DATA_PAGE, [...(levels ?? []), ...content], [[5, STRUCT, about]]);
  const column: Struct = [
    [1, I32, physical(type)],
    [2, LIST, { of: I32, items: dictionary ? [PLAIN, RLE, RLE_DICTIONARY] : [PLAIN, RLE] }],
    [3, LIST, { of: BINARY, items: path }],
    [4, I32, SNAPPY],
    [5, I64, values.length],
    [6, I64, whole],
    [7, I64, file.length - start],
    [9, I64, data],
    ...(dictionary ? ([[11, I64, start]] satisfies Struct) : []),
  ];
  return {
    about: [
      [2, I64, start],
      [3, STRUCT, column],
    ],
    ...{ whole, packed: file.length - start },
  };
}

function physical(type: IntegerType): number {
  return type === 'int64' ? INT64 : INT32;
}

function plain(values: ArrayLike<number>, type: IntegerType): Uint8Array {
  return bytesOf(values, type === 'int64' ? 'int64' : 'int32');
}

interface Dictionary {
  /** Ascending. */
  values: number[];
  /** The place of each of them. */
  codes: Uint16Array;
}

/** The values that there are, where they are few enough to be told by their numbers. */
function dictionaryOf(values: Integers, order: number): Dictionary | undefined {
  const room = order > MOST_IN_DICTIONARY ? greatestOf(values) + 1 : order;
  if (room > MOST_IN_DICTIONARY) return undefined;
  const seen = new Uint8Array(room);
  mark(seen, values);
  const found: number[] = [];
  const codes = new Uint16Array(room);
  for (let value = 0; value < room; value++) if (seen[value]) codes[value] = found.push(value) - 1;
  return found.length * 2 <= values.length ? { values: found, codes } : undefined;
}

/** Ends where every value has been seen. */
function mark(seen: Uint8Array, values: Integers): void {
  let left = seen.length;
  for (let at = 0; at < values.length && left > 0; at++) {
    const value = values[at] ?? 0;
    if (seen[value]) continue;
    seen[value] = 1;
    left--;
  }
}

/** Numbers of the values in the dictionary, in one run of as few bits each as they need. */
function packed(values: Integers, { values: known, codes }: Dictionary): Uint8Array[] {
  const width = Math.max(1, Math.ceil(Math.log2(known.length)));
  const groups = Math.ceil(values.length / 8);
  const head = varint(groups * 2 + 1);
  const words = new Uint32Array(Math.ceil((groups * width) / 4));
  pack(words, width, codes, values);
  return [Uint8Array.of(width), head, new Uint8Array(words.buffer, 0, groups * width)];
}

/** The lowest bits first, as they lie in words of four bytes of the processors that Node runs on. */
function pack(into: Uint32Array, width: number, codes: Uint16Array, values: Integers): void {
  let [to, bits, count] = [0, 0, 0];
  for (let at = 0; at < values.length; at++) {
    const code = codes[values[at] ?? 0] ?? 0;
    bits |= code << count;
    count += width;
    if (count < 32) continue;
    into[to++] = bits;
    count -= 32;
    // All of it is written where nothing is left: a shift by 32 would be none.
    bits = count === 0 ? 0 : code >>> (width - count);
  }
  if (count > 0) into[to] = bits;
}

type Levels = readonly Packed[];

/** Where lists begin, and that every value is there. */
function levelsOf({ count, starts }: Rows): Levels {
  const values = starts[count] ?? 0;
  const groups = Math.ceil(values / 8);
  const repeated = new Uint8Array(groups).fill(0xff);
  begin(repeated, starts, count);
  const head = varint(groups * 2 + 1);
  const all = [varint(values * 2), Uint8Array.of(1)];
  return [
    literal(Buffer.concat([sizeOf([head, repeated]), head])),
    // Words that are all as long begin at the same bits of so many bytes.
    repeating(repeated, (starts[1] ?? 0) / commonDivisor(starts[1] ?? 0, 8)),
    literal(Buffer.concat([sizeOf(all), ...all])),
  ];
}

function begin(repeated: Uint8Array, starts: Int32Array, count: number): void {
  for (let row = 0; row < count; row++) {
    const at = starts[row] ?? 0;
    repeated[at >> 3] = (repeated[at >> 3] ?? 0) & ~(1 << (at & 7));
  }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

function sizeOf(parts: readonly Uint8Array[]): Uint8Array {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(parts.reduce((sum, { length }) => sum + length, 0));
  return size;
}
