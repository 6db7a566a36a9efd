import { writeSync } from 'node:fs';
import { append, type PartOfFile } from '../run/folders';
import { footerBytes, footerOf, MAGIC, numberOf, structs } from './parquet-footer';
import { fieldOf, LIST, STRUCT, type Field, type Struct } from './thrift';

/** Fields of a row group, of a column in it, and of what is said of that. */
const COLUMNS = 1;
const [FILE_OFFSET, ABOUT] = [2, 3];
const [COMPRESSED_SIZE, DATA_PAGE, INDEX_PAGE, DICTIONARY_PAGE] = [7, 9, 10, 11];
const PAGES = [DATA_PAGE, INDEX_PAGE, DICTIONARY_PAGE];

/** A file of the row groups of others, in order: these are copied as they are. */
export function joinParquet(file: number, parts: readonly PartOfFile[]): void {
  writeAll(file, MAGIC);
  let offset = MAGIC.length;
  const all: Struct[] = [];
  let schema: Struct[] = [];
  for (const { path, groups } of parts) {
    const known = footerOf(path);
    schema = known.schema;
    const chosen = known.groups.slice(groups?.[0], groups?.[1]);
    const [first, last] = [aboutColumns(chosen[0])[0], aboutColumns(chosen.at(-1)).at(-1)];
    if (!first || !last) continue;
    const [start, end] = [startOf(first), startOf(last) + numberOf(last, COMPRESSED_SIZE)];
    append(file, path, start, end);
    for (const group of chosen) all.push(moved(group, offset - start));
    offset += end - start;
  }
  writeAll(file, footerBytes({ schema, groups: all }));
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}

function aboutColumns(group: Struct | undefined): Struct[] {
  return structs(group ?? [], COLUMNS).map((column) => (fieldOf(column, ABOUT) ?? []) as Struct);
}

/** The dictionary, where there is one, stands before the data. */
function startOf(about: Struct): number {
  return numberOf(about, DICTIONARY_PAGE) || numberOf(about, DATA_PAGE);
}

/** What indexes pages is left out: it stood behind the row groups. */
function moved(group: Struct, by: number): Struct {
  const columns = structs(group, COLUMNS).map((column) =>
    column
      .filter(([id]) => id === FILE_OFFSET || id === ABOUT)
      .map((field): Field =>
        field[0] === ABOUT ? [ABOUT, STRUCT, shifted(field[2] as Struct, PAGES, by)] : shift(field, by),
      ),
  );
  return group.map((field) => (field[0] === COLUMNS ? [COLUMNS, LIST, { of: STRUCT, items: columns }] : field));
}

function shifted(struct: Struct, ids: readonly number[], by: number): Struct {
  return struct.map((field) => (ids.includes(field[0]) ? shift(field, by) : field));
}

function shift([id, type, value]: Field, by: number): Field {
  return [id, type, (value as number) + by];
}
