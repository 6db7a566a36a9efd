import { transformSync } from 'esbuild';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { ROOT } from './process.mjs';

/** The one list of languages of code. Without its types it imports nothing before a language is read. */
const source = readFileSync(path.join(ROOT, 'src/readers/code/languages.ts'), 'utf8');
/** @type {{ exports: { CODE?: ReadonlyMap<string, { grammar: string }> } }} */
const list = { exports: {} };
compileFunction(transformSync(source, { loader: 'ts', format: 'cjs' }).code, ['module'])(list);

/** Names of the grammars by which languages are read, such as `python`, in the order of the alphabet. */
export const GRAMMARS = [...new Set([...(list.exports.CODE?.values() ?? [])].map(({ grammar }) => grammar))].sort();
