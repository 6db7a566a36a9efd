/*
 * What is given for a text and is none: files that this product, or those beside it, write for others. They are told by
 * name, with what to give instead.
 */

const STATES =
  'hidden states, which are written for NumPy and PyTorch and not read back: give the text that they were computed of';
const PAGE = 'a page for a browser: open it there, or give the text that it was made of';
const WEIGHTS = 'weights of a model: export it to ONNX (docs/model-contract.md) and name that file by --models';

const OF_ENDING: ReadonlyMap<string, string> = new Map([
  [
    '.parquet',
    'a Parquet file, which data sets are written to for others and not read from: give the .jsonl file of the same examples, which lies in the folder of the data set',
  ],
  ['.npy', STATES],
  ['.npz', STATES],
  ['.safetensors', STATES],
  ['.html', PAGE],
  ['.htm', PAGE],
  ['.onnx', 'a model: name it by --models, together with a text, or look at it by state-probe check'],
  ['.pt', WEIGHTS],
  ['.pth', WEIGHTS],
  ['.ckpt', WEIGHTS],
  ['.vsix', 'the extension itself: give a text'],
]);

/**
 * What a file is whose name says that it is no text to read, with what to do: `a Parquet file, …`.
 *
 * @returns undefined for all other names
 */
export function otherThanText(path: string): string | undefined {
  const ending = /\.[^./\\]+$/.exec(path.toLowerCase())?.[0];
  return ending === undefined ? undefined : OF_ENDING.get(ending);
}

/**
 * Why JSON that the terminal has printed (`--json`, `--out`) is not read, where a text is that.
 *
 * @param start its first hundred characters or more
 */
export function printedByTerminal(start: string): string | undefined {
  const format = /^\uFEFF?\s*\{\s*"format"\s*:\s*"(state-probe\/[\w-]+@\d+)"/.exec(start)?.[1];
  return format === undefined
    ? undefined
    : `this is ${format}, which is printed for other programs and not read back: give the text or the data set that it is of`;
}

/** Why a table is not read whose columns are those of a data set of traces or of a language; undefined for others. */
export function columnsForOthers(text: string): string | undefined {
  return /^\uFEFF?(?:[a-zA-Z]+,)*tokens,states(?:,[a-zA-Z]+)*\r?\n/.test(text)
    ? 'this is a data set of traces or of a language as a table, which is written for others and not read back: give the .jsonl file of the same examples'
    : undefined;
}
