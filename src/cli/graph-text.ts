import { tensorsNamed } from '../graph/facts';
import type { FileFacts } from '../inference/file-facts';
import type { ShownTensor } from '../inference/tensor';
import { fileText, tensorsTable } from '../page/file';
import type { FileTable } from '../protocol/file-page';
import { greatest } from '../lists/extremes';
import { plural } from '../text/plural';
import { printable } from '../text/printable';
import { table } from './table';

/** Rows of a table, and characters of a cell, of a terminal; `--json` has all. */
const MOST_ROWS = 100;
const MOST_CELL = 120;
/** Values of a row of a tensor that is shown. */
const MOST_COLUMNS = 8;

export type GraphReport = ReturnType<typeof graphReport>;

/** All but the list of all tensors, of which those are told that are searched for. */
export function graphReport(path: string, facts: FileFacts, find: string | undefined, shown?: ShownTensor) {
  const { tensors, tensorCount, ...told } = facts;
  return {
    ...{ path, ...told, tensors: tensorCount },
    ...(tensors.length < tensorCount && { searched: tensors.length }),
    ...(find !== undefined && { find, found: tensorsNamed(tensors, find) }),
    ...(shown && { shown: shownReport(shown) }),
  };
}

function shownReport({ values, changed, ...about }: ShownTensor) {
  const listed = (data: Float64Array) => Array.from(data, (value) => (Number.isFinite(value) ? value : null));
  return { ...about, values: listed(values), ...(changed && { changed: listed(changed) }) };
}

export function graphText({ shown, ...report }: GraphReport): string {
  return [factsText(report), ...(shown ? [shownText(shown)] : [])].join('\n');
}

/** Rows of the last axis, as many as fit. */
function shownText({ name, type, shape, values, changed }: NonNullable<GraphReport['shown']>): string {
  const own = valuesText(`${printable(name)}: ${type} [${shape.join(', ')}]`, shape, values);
  if (!changed) return own;
  const apart = greatest(
    changed.map((value, at) => Math.abs((value ?? 0) - (values[at] ?? 0))),
    0,
  );
  const heading = `the same with what was put in; largest difference ${numberText(apart)}`;
  return [own, valuesText(heading, shape, changed)].join('\n');
}

function valuesText(heading: string, shape: readonly number[], values: readonly (number | null)[]): string {
  const width = shape.at(-1) ?? 1;
  const rows = values.length / Math.max(1, width);
  const places = (row: number): string => {
    const at: number[] = [];
    for (let axis = shape.length - 2, left = row; axis >= 0; axis--) {
      const size = shape[axis] ?? 1;
      at.unshift(left % size);
      left = Math.floor(left / size);
    }
    return at.join(', ');
  };
  const shownRows = Array.from({ length: Math.min(rows, MOST_ROWS) }, (_, row) => [
    `[${places(row)}]`,
    ...values.slice(row * width, row * width + Math.min(width, MOST_COLUMNS)).map(numberText),
    ...(width > MOST_COLUMNS ? ['…'] : []),
  ]);
  const columns = Array.from({ length: Math.min(width, MOST_COLUMNS) }, (_, column) => String(column));
  return [
    heading,
    table(['', ...columns, ...(width > MOST_COLUMNS ? ['…'] : [])], shownRows),
    ...(rows > MOST_ROWS ? [`and ${rows - MOST_ROWS} more rows (--json has all)`] : []),
  ].join('\n');
}

function numberText(value: number | null): string {
  return value === null ? 'no number' : String(Number(value.toPrecision(4)));
}

function factsText({ path, tensors, searched, find, found, ...facts }: Omit<GraphReport, 'shown'>): string {
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
