#!/usr/bin/env node
// Bundles the extension, its inference process, the terminal front and the visualizer page into dist/.
//   --watch       rebuild on every change
//   --production  minify
import { build, context, transform } from 'esbuild';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { GRAMMARS } from './lib/grammars.mjs';
import { ROOT, runMain, say, since } from './lib/process.mjs';
import { writeSchemas } from './lib/schemas.mjs';
import { WEB_RUNTIME } from './lib/libraries.mjs';
import { billOf, grammarsOf, noticesOf, packagesIn, schemasIn } from './lib/shipped.mjs';

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

const TARGET = 'node20.18';

/**
 * esbuild shares code between bundles only where they are ES modules; what runs in the editor is CommonJS. So every piece is
 * made the one and translated to the other. All of them lie in one folder, as code looks for files beside itself.
 *
 * @type {import('esbuild').Plugin}
 */
const commonJs = {
  name: 'common-js',
  setup({ onEnd }) {
    onEnd(async ({ outputFiles = [] }) => {
      await mkdir(DIST, { recursive: true });
      await Promise.all(
        outputFiles.map(async ({ path: file, text }) => {
          const sourcefile = path.basename(file);
          // Node reads all of a CommonJS file for its exports before it is imported; to require it costs a tenth of a second less.
          const required = text.replace(
            /\bimport\((?="\.\/shared-)("[^"]+")\)/g,
            'Promise.resolve().then(() => require($1))',
          );
          const { code, map } = await transform(required, {
            ...{ format: 'cjs', platform: 'node', target: TARGET, minify: common.minify ?? false },
            ...{ sourcefile, sourcemap: 'external' },
          });
          // Copied once more, every use of another piece would be two look-ups by name, in loops over numbers as well.
          const own = code.replace(/(\bmodule\.exports ?= ?)[\w$]+\(([\w$]+)\);/, '$1$2;');
          await writeFile(file, `${own}//# sourceMappingURL=${sourcefile}.map\n`);
          await writeFile(`${file}.map`, map);
        }),
      );
    });
  },
};

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
  {
    ...common,
    entryPoints: {
      extension: 'src/extension/extension.ts',
      inference: 'src/inference/child.ts',
      reader: 'src/readers/thread/worker.ts',
      manifest: 'src/models/thread/worker.ts',
      'dataset-worker': 'src/datasets/run/worker.ts',
      cli: 'src/cli/main.ts',
    },
    outdir: 'dist',
    chunkNames: 'shared-[hash]',
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: TARGET,
    // A package with native code cannot be bundled; it is shipped beside the bundle.
    external: ['vscode', 'onnxruntime-node'],
    sourcemap: 'inline',
    write: false,
    plugins: [commonJs],
  },
  {
    ...common,
    // The page, what stands in for the extension in a saved one, and the page of an ONNX file.
    entryPoints: { main: 'webview/main.ts', saved: 'webview/saved/main.ts', file: 'webview/file/main.ts' },
    outdir: 'dist/webview',
    plugins: [pageNotices],
    platform: 'browser',
    format: 'iife',
    // The Chromium of the oldest editor that package.json admits (VS Code 1.100 is Electron 34).
    target: 'chrome132',
  },
];

/**
 * The package of grammars holds others, several megabytes each. Packed by Brotli they take a third less than the package of
 * the extension would make of them, and are there as soon.
 */
async function packGrammars() {
  const wasm = path.join(ROOT, 'node_modules/@vscode/tree-sitter-wasm/wasm');
  const target = path.join(DIST, 'grammars');
  await mkdir(target, { recursive: true });
  const files = ['tree-sitter.wasm', ...GRAMMARS.map((name) => `tree-sitter-${name}.wasm`)];
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(path.join(wasm, file));
      const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
      const params = {
        [BROTLI_PARAM_QUALITY]: 9, // The two levels above it take ten and thirty times as long, for a tenth.
        [BROTLI_PARAM_LGWIN]: 24,
        [BROTLI_PARAM_SIZE_HINT]: bytes.length,
      };
      await writeFile(path.join(target, `${file}.br`), await promisify(brotliCompress)(bytes, { params }));
    }),
  );
}

/**
 * onnxruntime as WebAssembly, for machines on which its native code does not work. It looks for its parts beside itself, so it is
 * no part of a bundle; of its package's 137 MB these three files are used.
 */
async function copyWebRuntime() {
  const require = createRequire(import.meta.url);
  const source = path.dirname(require.resolve('onnxruntime-web'));
  const target = path.join(DIST, 'onnxruntime-web');
  await mkdir(target, { recursive: true });
  await Promise.all(WEB_RUNTIME.map((file) => copyFile(path.join(source, file), path.join(target, file))));
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
  const names = (await readdir(models, { recursive: true })).filter((name) => name.endsWith('.onnx')).sort();
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(models, name)) })));
}

await rm(DIST, { recursive: true, force: true });
await Promise.all([
  packGrammars(),
  copyWebRuntime(),
  mkdir(DIST, { recursive: true }).then(recordModels),
  writeSchemas(path.join(DIST, 'schemas')),
]);
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
  const copied = ['@vscode/tree-sitter-wasm', 'onnxruntime-node', 'onnxruntime-web', 'onnxruntime-common'];
  const shipped = [
    ...(await packagesIn(inputs, copied)),
    ...(await grammarsOf(GRAMMARS)),
    ...(await schemasIn(inputs)),
  ];
  await writeFile(path.join(DIST, 'THIRD-PARTY-NOTICES.txt'), noticesOf(shipped));
  // As the verbs tell it now; there is no such file while it is asked.
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(DIST, 'cli.js'), '--help']);
  await writeFile(path.join(DIST, 'help.txt'), stdout);
  const product = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  await writeFile(path.join(DIST, 'sbom.cdx.json'), billOf(product, shipped, await modelFiles()));
  say(`Built dist/ in ${since(start)}`);
}
