#!/usr/bin/env node
// Bundles the extension, its inference process, the terminal front and the visualizer page into dist/.
//   --watch       rebuild on every change
//   --production  minify
import { build, context } from 'esbuild';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { GRAMMARS } from './lib/grammars.mjs';
import { ROOT, runMain, say, since } from './lib/process.mjs';
import { billOf, grammarsOf, noticesOf, packagesIn } from './lib/shipped.mjs';

const DIST = path.join(ROOT, 'dist');

const { values } = parseArgs({ options: { watch: { type: 'boolean' }, production: { type: 'boolean' } } });

/** @type {import('esbuild').BuildOptions} */
const common = {
  absWorkingDir: ROOT,
  bundle: true,
  minify: values.production ?? false,
  sourcemap: 'linked',
  metafile: true,
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions} */
const inNode = { ...common, platform: 'node', format: 'cjs', target: 'node20.18' };

/**
 * A saved page takes the licences of its own code along.
 *
 * @type {import('esbuild').Plugin}
 */
const pageNotices = {
  name: 'page-notices',
  setup({ onEnd }) {
    onEnd(async ({ metafile }) => {
      const inputs = Object.keys(metafile?.inputs ?? {});
      if (inputs.length === 0) return;
      await writeFile(path.join(DIST, 'webview/NOTICES.txt'), noticesOf(await packagesIn(inputs, [])));
    });
  },
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  { ...inNode, entryPoints: ['src/extension/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  // A package with native code cannot be bundled; it is shipped beside the bundle.
  { ...inNode, entryPoints: ['src/inference/child.ts'], outfile: 'dist/inference.js', external: ['onnxruntime-node'] },
  { ...inNode, entryPoints: ['src/readers/thread/worker.ts'], outfile: 'dist/reader.js' },
  { ...inNode, entryPoints: ['src/models/thread/worker.ts'], outfile: 'dist/manifest.js' },
  { ...inNode, entryPoints: ['src/datasets/worker.ts'], outfile: 'dist/dataset-worker.js' },
  { ...inNode, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', banner: { js: '#!/usr/bin/env node' } },
  {
    ...common,
    // The page, and what stands in for the extension in a saved one.
    entryPoints: { main: 'webview/main.ts', saved: 'webview/saved/main.ts' },
    outdir: 'dist/webview',
    plugins: [pageNotices],
    platform: 'browser',
    format: 'iife',
    // The Chromium of the oldest editor that package.json admits (VS Code 1.100 is Electron 34).
    target: 'chrome132',
  },
];

/** The package of grammars holds others, several megabytes each. */
async function copyGrammars() {
  const wasm = path.join(ROOT, 'node_modules/@vscode/tree-sitter-wasm/wasm');
  const target = path.join(DIST, 'grammars');
  await mkdir(target, { recursive: true });
  const files = ['tree-sitter.wasm', ...GRAMMARS.map((name) => `tree-sitter-${name}.wasm`)];
  await Promise.all(files.map((file) => cp(path.join(wasm, file), path.join(target, file))));
}

/**
 * The inference process verifies every model whose digest it does not find here. That the bundled ones pass is held by
 * test/unit/models/bundled.test.ts.
 */
async function recordModels() {
  const digests = (await modelFiles()).map(({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
  await writeFile(path.join(DIST, 'verified.txt'), digests.map((digest) => `${digest}\n`).join(''));
}

async function modelFiles() {
  const models = path.join(ROOT, 'models');
  const names = (await readdir(models)).filter((name) => name.endsWith('.onnx')).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(models, name)) })));
}

await rm(DIST, { recursive: true, force: true });
await Promise.all([copyGrammars(), mkdir(DIST, { recursive: true }).then(recordModels)]);
if (values.watch) {
  let running = 0;
  /** @type {import('esbuild').Plugin} */
  const report = {
    name: 'report',
    setup({ onStart, onEnd }) {
      // The editor's problem matcher (.vscode/tasks.json) waits for these two lines.
      onStart(() => {
        if (running++ === 0) say('[watch] build started');
      });
      onEnd(() => {
        if (--running === 0) say('[watch] build finished');
      });
    },
  };
  const contexts = await Promise.all(
    bundles.map((options) => context({ ...options, plugins: [...(options.plugins ?? []), report] })),
  );
  await Promise.all(contexts.map((watched) => watched.watch()));
} else {
  await runMain(bundle);
}

async function bundle() {
  const start = performance.now();
  const results = await Promise.all(bundles.map((options) => build(options)));
  const inputs = results.flatMap(({ metafile }) => Object.keys(metafile?.inputs ?? {}));
  const copied = ['@vscode/tree-sitter-wasm', 'onnxruntime-node', 'onnxruntime-common'];
  const shipped = [...(await packagesIn(inputs, copied)), ...(await grammarsOf(GRAMMARS))];
  await writeFile(path.join(DIST, 'THIRD-PARTY-NOTICES.txt'), noticesOf(shipped));
  const product = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  await writeFile(path.join(DIST, 'sbom.cdx.json'), billOf(product, shipped, await modelFiles()));
  say(`Built dist/ in ${since(start)}`);
}
