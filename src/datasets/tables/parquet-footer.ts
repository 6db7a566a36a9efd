import { lastBytes } from '../run/folders';
import { BINARY, fieldOf, I32, I64, LIST, readThrift, STRUCT, thriftOf, type List, type Struct } from './thrift';

/** `PAR1`, with which a file begins and ends. */
export const MAGIC = Buffer.from('PAR1');
export const CREATED_BY = 'State Probe';

/** The length of what comes before, and the magic number. */
const END = 8;

/** What a Parquet file says of itself: its elements and row groups, as Thrift has them. */
export interface Footer {
  schema: Struct[];
  groups: Struct[];
}

/** @throws RangeError for what is no footer */
export function footerOf(path: string): Footer {
  const length = Buffer.from(lastBytes(path, END)).readUInt32LE();
  const said = readThrift(lastBytes(path, length + END));
  return { schema: structs(said, 2), groups: structs(said, 4) };
}

export function structs(of: Struct, id: number): Struct[] {
  return ((fieldOf(of, id) as List | undefined)?.items ?? []) as Struct[];
}

export function numberOf(of: Struct, id: number): number {
  return (fieldOf(of, id) as number | undefined) ?? 0;
}

function rowsOf(group: Struct): number {
  return numberOf(group, 3);
}

/** Rows of each of its row groups. */
export function groupRows(path: string): number[] {
  return footerOf(path).groups.map(rowsOf);
}

/** The end of a file, the magic number included. */
export function footerBytes({ schema, groups }: Footer): Uint8Array {
  // Elements with a type of their own are columns, whose values are ordered as their types are.
  const columns = schema.filter((element) => fieldOf(element, 1) !== undefined);
  const said = thriftOf([
    [1, I32, 2],
    [2, LIST, { of: STRUCT, items: schema }],
    [3, I64, groups.reduce((sum, group) => sum + rowsOf(group), 0)],
    [4, LIST, { of: STRUCT, items: groups }],
    [6, BINARY, CREATED_BY],
    [7, LIST, { of: STRUCT, items: columns.map((): Struct => [[1, STRUCT, []]]) }],
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(said.length);
  return Buffer.concat([said, length, MAGIC]);
}
