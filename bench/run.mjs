#!/usr/bin/env node
// Runs the benchmarks: every bench/*.bench.ts, or those whose names contain one of the arguments.
//   node bench/run.mjs [NAME…] [--json]
// Each file's default export is `() => Promise<Result[]>`; a result is { what, value, unit } and, where there is
// something to hold it against, `against` (what, in the same unit). Ratios travel between machines, milliseconds do not.
import { readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { register } from 'tsx/cjs/api';
import { register as registerModules } from 'tsx/esm/api';

// Not tsx's own `require`: it gives every path a suffix, and esbuild looks for its program by path.
register();
// What is loaded when it is first needed comes as a module.
registerModules();
const require = createRequire(import.meta.url);

// To read a file of certificates, for connections that nothing here makes, takes every process of Node 36 ms of the processor.
delete process.env.NODE_EXTRA_CA_CERTS;

const here = dirname(fileURLToPath(import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } });

const files = (await readdir(here)).filter((name) => name.endsWith('.bench.ts')).sort();
const chosen = files.filter((name) => positionals.length === 0 || positionals.some((part) => name.includes(part)));
if (chosen.length === 0) {
  console.error(`no benchmark is called ${positionals.join(' or ')}; there are ${files.join(', ')}`);
  process.exit(2);
}

if (!values.json)
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores, Node ${process.version}`);
for (const file of chosen) {
  const results = await require(join(here, file)).default();
  if (values.json) {
    for (const result of results) console.log(JSON.stringify({ file, ...result }));
    continue;
  }
  console.log(`\n${file}`);
  for (const { what, value, unit, against } of results) {
    const ratio = against
      ? `${(value / against.value).toFixed(2)} × ${against.what} (${round(against.value)} ${unit})`
      : '';
    console.log(`  ${what.padEnd(52)} ${round(value).padStart(9)} ${unit.padEnd(4)} ${ratio}`);
  }
}

function round(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
