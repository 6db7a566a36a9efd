'use strict';
// Lets Node run the TypeScript of this project and of its tests, which Mocha requires; types are checked elsewhere. Node's own
// way to leave types out comes with 22. `tsx` does as well, and keeps a name for every function that is made: tests that calculate
// took a third longer.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('esbuild');

/**
 * What a file takes from another one would be looked up at every use, by functions of esbuild's that stand in for it while files that need
 * each other are half done. Once a file is done, its exports are plain values, and who takes all of them (`import * as`) has the
 * same object and no copy: what calculates takes a tenth less.
 *
 * @param {string} code
 */
const direct = (code) =>
  code
    .replace(/(var __export = .*\n.*\n.*\{) get: /, '$1 configurable: true, get: ')
    .replace(/(var __copyProps = (?:.*\n){4}.*\{) get: /, '$1 configurable: true, get: ')
    .replace(/(var __toCommonJS = \((\w+)\) => ).*/, '$1__defProp($2, "__esModule", { value: true });')
    .replace(/(var __toESM = \((\w+), .*?\) => )/, '$1$2?.__esModule ? $2 : ');

/** @param {object} exports */
function settle(exports) {
  for (const [name, { get, enumerable }] of Object.entries(Object.getOwnPropertyDescriptors(exports)))
    if (get) Object.defineProperty(exports, name, { value: get(), enumerable });
}

/** @param {'ts' | 'tsx'} loader */
const compile = (loader) => (/** @type {any} */ module, /** @type {string} */ file) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    ...{ loader, sourcefile: file, sourcemap: 'inline' },
    ...{ format: 'cjs', target: 'node20', supported: { 'dynamic-import': false } },
  });
  module._compile(direct(code), file);
  settle(module.exports);
};

// Of files that have one name but for their ending, the first of these is meant: TypeScript before the JSON that it types.
const others = { ...Module._extensions };
for (const ending of Object.keys(others)) delete Module._extensions[ending];
Object.assign(Module._extensions, { '.ts': compile('ts'), '.tsx': compile('tsx') }, others);
