import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { Language, Parser, type Tree } from '@vscode/tree-sitter-wasm';

/** The build copies the grammars beside the bundle; run from source, they lie in their package. */
function folder(): string {
  const bundled = path.join(__dirname, 'grammars');
  if (existsSync(bundled)) return bundled;
  const packageFile = createRequire(__filename).resolve('@vscode/tree-sitter-wasm/package.json');
  return path.join(path.dirname(packageFile), 'wasm');
}

let runtime: Promise<void> | undefined;
const parsers = new Map<string, Promise<Parser>>();
/** Those that have been read from disk. */
const ready = new Map<string, Parser>();

async function load(grammar: string): Promise<Parser> {
  const files = folder();
  runtime ??= Parser.init({ locateFile: (name: string) => path.join(files, name) });
  await runtime;
  const parser = new Parser();
  parser.setLanguage(await Language.load(path.join(files, `tree-sitter-${grammar}.wasm`)));
  return parser;
}

/** A parser is made once for each grammar and kept; grammars are read from disk when first asked for. */
export async function parse(grammar: string, text: string): Promise<Tree> {
  let parser = parsers.get(grammar);
  if (!parser) parsers.set(grammar, (parser = load(grammar)));
  ready.set(grammar, await parser);
  return parseNow(grammar, text);
}

/** Parses once more by a grammar by which `parse` has parsed. */
export function parseNow(grammar: string, text: string): Tree {
  const tree = ready.get(grammar)?.parse(text);
  if (!tree) throw new Error(`the ${grammar} parser gave no tree`);
  return tree;
}
