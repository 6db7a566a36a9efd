/** What the extension and the page of an ONNX file say to each other. Names and values are one line of printable text each. */

export interface FileTable {
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** What a file says of itself, as texts. */
export interface FileText {
  /** The file as a whole, in sentences. */
  about: readonly string[];
  tables: readonly FileTable[];
  /** Every tensor, named in the first column, to be searched; `total` where there are more. */
  tensors: FileTable & { total: number };
}
export type FileMessage = { kind: 'file'; text: FileText } | { kind: 'failed'; reason: string };

/** The page listens, and is told the file then; or a tensor is to be shown over the text that is probed, by its name in the table. */
export type FilePageMessage = { kind: 'ready' } | { kind: 'show'; tensor: string };

/** What comes from the page; undefined for what is none of it. */
export function heardOfFile(data: unknown): FilePageMessage | undefined {
  if (typeof data !== 'object' || data === null || !('kind' in data)) return undefined;
  if (data.kind === 'ready') return { kind: 'ready' };
  return data.kind === 'show' && 'tensor' in data && typeof data.tensor === 'string'
    ? { kind: 'show', tensor: data.tensor }
    : undefined;
}
