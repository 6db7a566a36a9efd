import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { Language, Parser, type Point, type Tree } from '@vscode/tree-sitter-wasm';
import { readBytes } from '../../files/read';

/** Bytes of a grammar, packed or not: that of C++ has 5.4 MB. */
const MOST_GRAMMAR = 32 * 2 ** 20;

/** The build packs the grammars beside the bundle; run from source, they lie in their package. */
async function wasmOf(name: string): Promise<Uint8Array> {
  const bundled = path.join(__dirname, 'grammars');
  if (existsSync(bundled)) return unpack(path.join(bundled, `${name}.wasm.br`));
  const packageFile = createRequire(__filename).resolve('@vscode/tree-sitter-wasm/package.json');
  return readBytes(path.join(path.dirname(packageFile), 'wasm', `${name}.wasm`), MOST_GRAMMAR);
}

async function unpack(file: string): Promise<Uint8Array> {
  return promisify(brotliDecompress)(await readBytes(file, MOST_GRAMMAR));
}

/** With the program at hand nothing is looked for, though the types ask how. */
function start(wasmBinary: Uint8Array): Promise<void> {
  const options = { wasmBinary, locateFile: (file: string) => file };
  return Parser.init(options);
}

let runtime: Promise<void> | undefined;
const parsers = new Map<string, Promise<Parser>>();
/** Those that have been read from disk. */
const ready = new Map<string, Parser>();

async function load(grammar: string): Promise<Parser> {
  runtime ??= wasmOf('tree-sitter').then(start);
  const wasm = await wasmOf(`tree-sitter-${grammar}`);
  await runtime;
  const parser = new Parser();
  parser.setLanguage(await Language.load(wasm));
  return parser;
}

/** Trees of longer texts are not kept: they take room as long as the process lives. */
const MOST_KEPT = 200_000;

/** The text that was parsed last by each grammar: a text is read again for each of its functions, and for each call. */
const kept = new Map<string, { text: string; tree: Tree }>();

/**
 * A parser is made once for each grammar and kept; grammars are read from disk when first asked for. The same text is parsed
 * once, and where more stands behind it, only that is.
 *
 * @returns a tree that belongs to the caller, who deletes it
 */
export async function parse(grammar: string, text: string): Promise<Tree> {
  let parser = parsers.get(grammar);
  if (!parser) parsers.set(grammar, (parser = load(grammar)));
  ready.set(grammar, await parser);
  const last = kept.get(grammar);
  if (last?.text === text) return last.tree.copy();
  // What the parser made of an error may become something else by what comes behind it.
  if (last && text.startsWith(last.text) && !last.tree.rootNode.hasError) return parsedOn(grammar, last, text);
  const tree = parseNow(grammar, text);
  if (text.length <= MOST_KEPT) {
    last?.tree.delete();
    kept.set(grammar, { text, tree: tree.copy() });
  }
  return tree;
}

/** Parses a text of which the beginning has been parsed. */
function parsedOn(grammar: string, before: { text: string; tree: Tree }, text: string): Tree {
  const end = before.text.length;
  const old = before.tree.copy();
  const startPosition = placeAt(before.text);
  try {
    old.edit({
      startIndex: end,
      oldEndIndex: end,
      newEndIndex: text.length,
      startPosition,
      oldEndPosition: startPosition,
      newEndPosition: placeAt(text),
    });
    return parseNow(grammar, text, old);
  } finally {
    old.delete();
  }
}

/** Where a text ends. */
function placeAt(text: string): Point {
  const start = text.lastIndexOf('\n') + 1;
  return { row: text.split('\n').length - 1, column: text.length - start };
}

/** Parses once more by a grammar by which `parse` has parsed. */
export function parseNow(grammar: string, text: string, old?: Tree): Tree {
  const tree = ready.get(grammar)?.parse(text, old);
  if (!tree) throw new Error(`the ${grammar} parser gave no tree`);
  return tree;
}
