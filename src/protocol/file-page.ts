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

/** The page listens: it is told the file then. */
export interface FileReady {
  kind: 'ready';
}
