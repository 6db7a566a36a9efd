import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { Language, Parser, type Tree } from '@vscode/tree-sitter-wasm';

/** Grammar file of each VS Code language id. C is read by the grammar of C++, of which it is a part for this purpose. */
const GRAMMAR_OF: Readonly<Record<string, string>> = {
  python: 'python',
  javascript: 'javascript',
  javascriptreact: 'javascript',
  typescript: 'typescript',
  typescriptreact: 'tsx',
  c: 'cpp',
  cpp: 'cpp',
  java: 'java',
  go: 'go',
  rust: 'rust',
};

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
export async function parse(language: string, text: string): Promise<Tree> {
  const grammar = GRAMMAR_OF[language];
  if (grammar === undefined) throw new RangeError(`no grammar for '${language}'`);
  let parser = parsers.get(grammar);
  if (!parser) parsers.set(grammar, (parser = load(grammar)));
  ready.set(grammar, await parser);
  return parseNow(language, text);
}

/** Parses once more in a language in which `parse` has parsed. */
export function parseNow(language: string, text: string): Tree {
  const grammar = GRAMMAR_OF[language] ?? '';
  const tree = ready.get(grammar)?.parse(text);
  if (!tree) throw new Error(`the ${grammar} parser gave no tree`);
  return tree;
}
