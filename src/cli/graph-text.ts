import { tensorsNamed } from '../graph/facts';
import type { FileFacts } from '../inference/file-facts';
import { fileText, tensorsTable } from '../page/file';
import type { FileTable } from '../protocol/file-page';
import { plural } from '../text/plural';
import { printable } from '../text/printable';
import { table } from './table';

/** Rows of a table, and characters of a cell, of a terminal; `--json` has all. */
const MOST_ROWS = 100;
const MOST_CELL = 120;

export type GraphReport = ReturnType<typeof graphReport>;

/** All but the list of all tensors, of which those are told that are searched for. */
export function graphReport(path: string, facts: FileFacts, find: string | undefined) {
  const { tensors, tensorCount, ...told } = facts;
  return {
    ...{ path, ...told, tensors: tensorCount },
    ...(tensors.length < tensorCount && { searched: tensors.length }),
    ...(find !== undefined && { find, found: tensorsNamed(tensors, find) }),
  };
}

export function graphText({ path, tensors, searched, find, found, ...facts }: GraphReport): string {
  const { about, tables } = fileText({ ...facts, tensors: [], tensorCount: tensors });
  const lines = [`${printable(path)}: ${about.join(' ')}`, ...tables.flatMap(tableText)];
  if (!found) return lines.join('\n');
  const among = searched === undefined ? '' : ` among the first ${searched} of ${tensors}`;
  const quoted = `"${printable(find ?? '')}"`;
  if (found.length === 0) return [...lines, `No tensor${among} has ${quoted} in its name.`].join('\n');
  const count = `${plural(found.length, 'tensor')}${among} with ${quoted} in the name:`;
  return [...lines, count, ...tableText(tensorsTable(found))].join('\n');
}

function tableText({ columns, rows }: FileTable): string[] {
  const cut = (cell: string): string => (cell.length > MOST_CELL ? `${cell.slice(0, MOST_CELL)}…` : cell);
  const shown = rows.slice(0, MOST_ROWS).map((row) => row.map(cut));
  const more = rows.length - shown.length;
  return [table(columns, shown), ...(more > 0 ? [`and ${more} more (--json has all)`] : [])];
}
