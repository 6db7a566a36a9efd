import type { ColumnChunk, RowGroup, SchemaElement } from 'hyparquet';
import { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import { writeMetadata } from 'hyparquet-writer/src/metadata.js';
import { snappyCompress } from 'hyparquet-writer/src/snappy.js';
import type { Column } from '../tables/columns';
import { append, type PartOfFile } from '../run/folders';
import { bytesOf, type Integers, type IntegerType } from '../tables/integers';
import { footerOf } from '../tables/parquet-footer';
import { CREATED_BY, FileWriter, leafOf, MAGIC } from '../tables/parquet';
import { finalsOf, type Rows } from './rows';
import { greatestOf } from './text';

/** A dictionary of more values would be as long as what it stands for. */
const MOST_IN_DICTIONARY = 2 ** 16;

/** Rows of whole numbers as a Parquet file with one row group. */
export function parquetOf(rows: Rows, columns: readonly Column[]): Uint8Array {
  const writer = new ByteWriter(1 << 20);
  writer.appendUint32(MAGIC);
  const chunks = columns.map(({ name, type }): ColumnChunk => {
    if (name === 'id') return writeColumn(writer, [name], type as IntegerType, { values: rows.ids, isUnique: true });
    if (typeof type === 'string') return writeColumn(writer, [name], type as IntegerType, { values: finalsOf(rows) });
    const values = name === 'tokens' ? rows.tokens : rows.states;
    return writeColumn(writer, [name, 'list', 'element'], listed(type), { values, lists: rows });
  });
  const bytes = (of: 'total_uncompressed_size' | 'total_compressed_size') =>
    chunks.reduce((sum, { meta_data }) => sum + (meta_data?.[of] ?? 0n), 0n);
  const group: RowGroup = {
    columns: chunks,
    ...{ num_rows: BigInt(rows.count), total_byte_size: bytes('total_uncompressed_size') },
    total_compressed_size: bytes('total_compressed_size'),
  };
  writeFooter(writer, schemaOf(columns), [group]);
  return writer.getBytes();
}

function listed(type: Column['type']): IntegerType {
  return typeof type === 'object' && 'list' in type ? (type.list as IntegerType) : 'int64';
}

/** Nothing is ever missing here, which a reader need not look for. */
function schemaOf(columns: readonly Column[]): SchemaElement[] {
  const elements = columns.flatMap(({ name, type }): SchemaElement[] =>
    typeof type === 'string'
      ? [leafOf(name, type, 'REQUIRED')]
      : [
          { name, converted_type: 'LIST', repetition_type: 'REQUIRED', num_children: 1 },
          { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
          leafOf('element', listed(type), 'REQUIRED'),
        ],
  );
  return [{ name: 'examples', num_children: columns.length }, ...elements];
}

function writeFooter(writer: ByteWriter, schema: SchemaElement[], groups: RowGroup[]): void {
  const rows = groups.reduce((sum, { num_rows }) => sum + num_rows, 0n);
  const metadata = { version: 2, created_by: CREATED_BY, schema, num_rows: rows, row_groups: groups };
  writeMetadata(writer, { ...metadata, metadata_length: 0 });
  writer.appendUint32(MAGIC);
}

/** What stands in a column. */
interface Content {
  values: Integers;
  /** No value twice. */
  isUnique?: true;
  /** Where lists begin among the values, where the column is one of lists. */
  lists?: Rows;
}

function writeColumn(
  writer: ByteWriter,
  path: string[],
  type: IntegerType,
  { values, isUnique, lists }: Content,
): ColumnChunk {
  const start = writer.offset;
  let uncompressed = 0;
  const writePage = (page: Uint8Array, header: Partial<Parameters<typeof writePageHeader>[1]>): void => {
    const packed = snappyCompress(page);
    const before = writer.offset;
    writePageHeader(writer, {
      type: 'DATA_PAGE',
      ...{ uncompressed_page_size: page.length, compressed_page_size: packed.length },
      ...header,
    });
    uncompressed += writer.offset - before + page.length;
    writer.appendBytes(packed);
  };
  const dictionary = isUnique ? undefined : dictionaryOf(values);
  if (dictionary)
    writePage(plain(dictionary.values, type), {
      type: 'DICTIONARY_PAGE',
      dictionary_page_header: { num_values: dictionary.values.length, encoding: 'PLAIN' },
    });
  const data = writer.offset;
  const encoding = dictionary ? 'RLE_DICTIONARY' : 'PLAIN';
  const levels = lists ? levelsOf(lists, values.length) : [];
  writePage(Buffer.concat([...levels, dictionary ? packed(values, dictionary) : plain(values, type)]), {
    data_page_header: {
      ...{ num_values: values.length, encoding },
      ...{ definition_level_encoding: 'RLE', repetition_level_encoding: 'RLE' },
    },
  });
  return {
    file_offset: BigInt(start),
    meta_data: {
      ...{ type: physical(type), path_in_schema: path, codec: 'SNAPPY', num_values: BigInt(values.length) },
      encodings: dictionary ? ['PLAIN', 'RLE', 'RLE_DICTIONARY'] : ['PLAIN', 'RLE'],
      total_uncompressed_size: BigInt(uncompressed),
      total_compressed_size: BigInt(writer.offset - start),
      data_page_offset: BigInt(data),
      ...(dictionary && { dictionary_page_offset: BigInt(start) }),
    },
  };
}

function physical(type: IntegerType): 'INT32' | 'INT64' {
  return type === 'int64' ? 'INT64' : 'INT32';
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
function dictionaryOf(values: Integers): Dictionary | undefined {
  const room = greatestOf(values) + 1;
  if (room > MOST_IN_DICTIONARY) return undefined;
  const seen = new Uint8Array(room);
  mark(seen, values);
  const found: number[] = [];
  const codes = new Uint16Array(room);
  for (let value = 0; value < room; value++) if (seen[value]) codes[value] = found.push(value) - 1;
  return found.length * 2 <= values.length ? { values: found, codes } : undefined;
}

function mark(seen: Uint8Array, values: Integers): void {
  for (let at = 0; at < values.length; at++) seen[values[at] ?? 0] = 1;
}

/** Numbers of the values in the dictionary, in one run of as few bits each as they need. */
function packed(values: Integers, { values: known, codes }: Dictionary): Uint8Array {
  const width = Math.max(1, Math.ceil(Math.log2(known.length)));
  const groups = Math.ceil(values.length / 8);
  const head = varint(groups * 2 + 1);
  const bytes = new Uint8Array(1 + head.length + groups * width);
  bytes[0] = width;
  bytes.set(head, 1);
  pack(bytes, 1 + head.length, width, codes, values);
  return bytes;
}

function pack(into: Uint8Array, start: number, width: number, codes: Uint16Array, values: Integers): void {
  let to = start;
  let bits = 0;
  let count = 0;
  for (let at = 0; at < values.length; at++) {
    bits |= (codes[values[at] ?? 0] ?? 0) << count;
    for (count += width; count >= 8; count -= 8) {
      into[to++] = bits;
      bits >>>= 8;
    }
  }
  if (count > 0) into[to] = bits;
}

/** Where lists begin, and that every value is there. */
function levelsOf({ count, starts }: Rows, values: number): Uint8Array[] {
  const groups = Math.ceil(values / 8);
  const repeated = new Uint8Array(groups).fill(0xff);
  for (let row = 0; row < count; row++) {
    const at = starts[row] ?? 0;
    repeated[at >> 3] = (repeated[at >> 3] ?? 0) & ~(1 << (at & 7));
  }
  return [...sized([varint(groups * 2 + 1), repeated]), ...sized([varint(values * 2), Uint8Array.of(1)])];
}

function sized(parts: Uint8Array[]): Uint8Array[] {
  const size = Buffer.alloc(4);
  size.writeUInt32LE(parts.reduce((sum, { length }) => sum + length, 0));
  return [size, ...parts];
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) + 0x80);
  return Uint8Array.from([...bytes, value]);
}

/** A file of the row groups of others, in order: these are copied as they are. */
export function joinParquet(file: number, parts: readonly PartOfFile[]): void {
  const writer = new FileWriter(file);
  writer.appendUint32(MAGIC);
  const all: RowGroup[] = [];
  let schema: SchemaElement[] = [];
  for (const { path, groups } of parts) {
    const known = footerOf(path);
    schema = known.schema;
    const chosen = known.row_groups.slice(groups?.[0], groups?.[1]);
    const [first, last] = [chosen[0], chosen.at(-1)];
    if (!first || !last) continue;
    const [start, end] = [startOf(first), endOf(last)];
    const shift = BigInt(writer.offset - start);
    writer.flush();
    append(file, path, start, end);
    writer.offset += end - start;
    for (const group of chosen) all.push(moved(group, shift));
  }
  writeFooter(writer, schema, all);
  writer.finish();
}

function startOf({ columns: [first] }: RowGroup): number {
  return Number(first?.meta_data?.dictionary_page_offset ?? first?.meta_data?.data_page_offset ?? 0n);
}

function endOf({ columns }: RowGroup): number {
  const last = columns.at(-1)?.meta_data;
  return Number((last?.dictionary_page_offset ?? last?.data_page_offset ?? 0n) + (last?.total_compressed_size ?? 0n));
}

function moved(group: RowGroup, by: bigint): RowGroup {
  return {
    ...group,
    columns: group.columns.map((column) => {
      const { meta_data: data } = column;
      if (!data) return column;
      const { dictionary_page_offset: dictionary } = data;
      return {
        file_offset: column.file_offset + by,
        meta_data: {
          ...data,
          data_page_offset: data.data_page_offset + by,
          ...(dictionary !== undefined && { dictionary_page_offset: dictionary + by }),
        },
      };
    }),
  };
}
