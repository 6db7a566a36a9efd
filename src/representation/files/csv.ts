import { csvCell } from '../../text/csv';

export type Cell = string | number | null;

/** A table under its heads; an absent value is null. */
export interface CsvTable {
  columns: readonly string[];
  rows: () => Iterable<readonly Cell[]> | Promise<Iterable<readonly Cell[]>>;
}

/**
 * A table as CSV after RFC 4180, lines ended by CRLF, UTF-8 with a byte order mark so that spreadsheets read accents.
 * A number that is not finite is written as an empty cell, as an absent one is.
 */
export async function csvBytes({ columns, rows }: CsvTable): Promise<Uint8Array> {
  const lines = [line(columns)];
  for (const row of await rows()) lines.push(line(row));
  return new TextEncoder().encode(`\uFEFF${lines.join('')}`);
}

function line(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  return csvCell(harmless(cell));
}

/** Spreadsheets run text that begins like a formula, and names come from the text: an apostrophe makes it text. */
function harmless(text: string): string {
  return /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text) ? `'${text}` : text;
}
