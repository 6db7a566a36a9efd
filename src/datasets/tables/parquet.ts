import { writeSync } from 'node:fs';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Column, ColumnType } from './columns';
import { CREATED_BY } from './parquet-footer';

/** Rows encoded together: they are what stays in memory. */
const ROW_GROUP = 4096;

const INTEGERS = {
  uint8: { type: 'INT32', converted_type: 'UINT_8' },
  uint16: { type: 'INT32', converted_type: 'UINT_16' },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
} as const satisfies Record<Extract<ColumnType, string>, Partial<SchemaElement>>;

/** The elements of a column: lists and their elements have the names that the rules of the format give them. */
function schemaOf(name: string, type: ColumnType): SchemaElement[] {
  if (typeof type === 'string') return [{ name, ...INTEGERS[type], repetition_type: 'OPTIONAL' }];
  if ('list' in type)
    return [
      { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
      { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
      ...schemaOf('element', type.list),
    ];
  const fields = Object.entries(type.struct);
  return [
    { name, repetition_type: 'OPTIONAL', num_children: fields.length },
    ...fields.flatMap(([field, of]) => schemaOf(field, of)),
  ];
}

/** Writes what has been encoded to an open file after every row group, so that memory does not grow with the file. */
class FileWriter extends ByteWriter {
  constructor(private readonly file: number) {
    super(1 << 20);
  }

  flush(): void {
    const bytes = this.getBytes();
    for (let at = 0; at < bytes.length;) at += writeSync(this.file, bytes, at);
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }
}

/** A row, by the names of its columns, as JSON has it. */
type Row = Readonly<Record<string, unknown>>;

/** Rows of any columns as a Parquet file. */
export class ParquetFile {
  private readonly writer: ParquetWriter;
  private rows: Row[] = [];

  constructor(
    file: number,
    private readonly columns: readonly Column[],
  ) {
    const elements = columns.flatMap(({ name, type }) => schemaOf(name, type));
    const schema: SchemaElement[] = [{ name: 'examples', num_children: columns.length }, ...elements];
    this.writer = new ParquetWriter({ writer: new FileWriter(file), schema, createdBy: CREATED_BY });
  }

  add(row: Row): void {
    if (this.rows.push(row) === ROW_GROUP) this.writeRows();
  }

  finish(): void {
    this.writeRows();
    void this.writer.finish();
  }

  private writeRows(): void {
    if (this.rows.length === 0) return;
    const columnData = this.columns.map(({ name, type }) => ({
      name,
      data: this.rows.map((row) => (isWide(type) ? wide(row[name]) : row[name])),
    }));
    void this.writer.write({ columnData, rowGroupSize: ROW_GROUP });
    this.rows = [];
  }
}

function isWide(type: ColumnType): boolean {
  if (typeof type === 'string') return type === 'int64';
  return 'list' in type && isWide(type.list);
}

/** 64-bit integers are written from `bigint`. */
function wide(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wide);
  return typeof value === 'number' ? BigInt(value) : value;
}
