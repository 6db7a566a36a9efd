#!/usr/bin/env node
// Bundles the tests of test/host, which run inside an editor, into .test-out/host/.
import { build } from 'esbuild';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { OUT, ROOT } from './lib/process.mjs';

const source = path.join(ROOT, 'test/host');
const target = path.join(OUT, 'host');
const suites = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.test.ts'));
await rm(target, { recursive: true, force: true });
await build({
  absWorkingDir: ROOT,
  entryPoints: ['index.ts', ...suites].map((file) => path.join(source, file)),
  outbase: source,
  outdir: target,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node20.18',
  sourcemap: 'linked',
  // One Mocha for all suites; the packages with native code are not bundled anywhere.
  external: ['vscode', 'mocha', 'onnxruntime-node'],
});
