import { writeSync } from 'node:fs';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { columnsOf, type Column, type ColumnType } from './columns';
import type { Example, Kind } from './example';

/** Rows encoded together: they are what stays in memory. */
const ROW_GROUP = 4096;

/** The name that lists and their elements have by the Parquet format's rules for lists. */
const LIST: Readonly<Record<ColumnType, number>> = { text: 0, int: 0, list: 1, texts: 1, lists: 2 };

function schemaOf({ name, type }: Column, isWide: boolean): SchemaElement[] {
  const leaf = (of: string): SchemaElement =>
    type === 'text' || type === 'texts'
      ? { name: of, type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' }
      : { name: of, type: isWide ? 'INT64' : 'INT32', repetition_type: 'OPTIONAL' };
  const elements: SchemaElement[] = [];
  let of = name;
  for (let depth = 0; depth < LIST[type]; depth++) {
    elements.push({ name: of, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 });
    elements.push({ name: 'list', repetition_type: 'REPEATED', num_children: 1 });
    of = 'element';
  }
  return [...elements, leaf(of)];
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

/** Examples of one kind as a Parquet file; `isWide` when ids are beyond 32 bits. */
export class ParquetFile {
  private readonly columns: readonly Column[];
  private readonly writer: ParquetWriter;
  private rows: Example[] = [];

  constructor(
    file: number,
    kind: Kind,
    private readonly isWide: boolean,
  ) {
    this.columns = columnsOf(kind);
    const elements = this.columns.flatMap((column) => schemaOf(column, isWide));
    const schema: SchemaElement[] = [{ name: 'examples', num_children: this.columns.length }, ...elements];
    this.writer = new ParquetWriter({ writer: new FileWriter(file), schema, createdBy: 'State Probe' });
  }

  add(example: Example): void {
    if (this.rows.push(example) === ROW_GROUP) this.writeRows();
  }

  finish(): void {
    this.writeRows();
    void this.writer.finish();
  }

  private writeRows(): void {
    if (this.rows.length === 0) return;
    const columnData = this.columns.map(({ name, type, of }) => {
      const isNumber = type !== 'text' && type !== 'texts';
      return { name, data: this.rows.map((example) => (isNumber && this.isWide ? wide(of(example)) : of(example))) };
    });
    void this.writer.write({ columnData, rowGroupSize: ROW_GROUP });
    this.rows = [];
  }
}

/** 64-bit integers are written from `bigint`. */
function wide(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(wide);
  return typeof value === 'number' ? BigInt(value) : value;
}
