'use strict';
// Lets Node run the TypeScript of this project and of its tests, which Mocha requires; types are checked elsewhere. Node's own
// way to leave types out comes with 22. `tsx` does as well, and keeps a name for every function that is made: tests that calculate
// took a third longer.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { transformSync } = require('esbuild');

/** @param {'ts' | 'tsx'} loader */
const compile = (loader) => (/** @type {any} */ module, /** @type {string} */ file) => {
  const { code } = transformSync(readFileSync(file, 'utf8'), {
    ...{ loader, sourcefile: file, sourcemap: 'inline' },
    ...{ format: 'cjs', target: 'node20', supported: { 'dynamic-import': false } },
  });
  module._compile(code, file);
};

// Of files that have one name but for their ending, the first of these is meant: TypeScript before the JSON that it types.
const others = { ...Module._extensions };
for (const ending of Object.keys(others)) delete Module._extensions[ending];
Object.assign(Module._extensions, { '.ts': compile('ts'), '.tsx': compile('tsx') }, others);
