import AdmZip from 'adm-zip';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkVsix } from '../../../scripts/lib/vsix.mjs';

const RUNTIME = 'extension/dist/node_modules/onnxruntime-node';

/** The least that every package must hold. */
const COMMON = [
  'extension.vsixmanifest',
  'extension/package.json',
  'extension/dist/extension.js',
  'extension/dist/inference.js',
  'extension/dist/reader.js',
  'extension/dist/manifest.js',
  'extension/dist/help.txt',
  'extension/dist/verified.txt',
  'extension/dist/cli.js',
  'extension/dist/dataset-worker.js',
  'extension/dist/webview/main.js',
  'extension/dist/webview/main.css',
  'extension/dist/webview/file.js',
  'extension/dist/webview/file.css',
  'extension/dist/webview/saved.js',
  'extension/dist/webview/NOTICES.txt',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
  'extension/dist/sbom.cdx.json',
  ...['chess', 'word', 'formal', 'story'].flatMap((name) => [
    `extension/syntaxes/${name}.tmLanguage.json`,
    `extension/syntaxes/${name}.language-configuration.json`,
  ]),
  'extension/dist/schemas/model.schema.json',
  'extension/dist/schemas/trace.schema.json',
  'extension/docs/index.md',
  'extension/docs/glossary.md',
  'extension/dist/grammars/tree-sitter.wasm.br',
  ...['cpp', 'go', 'java', 'javascript', 'python', 'rust', 'tsx', 'typescript'].map(
    (grammar) => `extension/dist/grammars/tree-sitter-${grammar}.wasm.br`,
  ),
  'extension/dist/node_modules/onnxruntime-common/dist/cjs/index.js',
  'extension/dist/node_modules/onnxruntime-common/dist/cjs/package.json',
  'extension/models/s5.onnx',
];

const COMPLETE = [
  ...COMMON,
  `${RUNTIME}/dist/index.js`,
  `${RUNTIME}/bin/napi-v6/linux/x64/onnxruntime_binding.node`,
  `${RUNTIME}/bin/napi-v6/linux/x64/libonnxruntime.so.1`,
];

/** That without a platform. */
const UNIVERSAL = [
  ...COMMON,
  ...['ort.node.min.js', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'].map(
    (file) => `extension/dist/onnxruntime-web/${file}`,
  ),
];

describe('the check of a package', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'state-probe-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  function check(files: readonly string[], target = 'linux-x64'): ReturnType<typeof checkVsix> {
    const zip = new AdmZip();
    for (const file of files) zip.addFile(file, Buffer.from(file));
    const vsix = path.join(folder, 'state-probe.vsix');
    zip.writeZip(vsix);
    return checkVsix(vsix, target);
  }

  it('takes a complete one', () => {
    assert.equal(check(COMPLETE).files, COMPLETE.length);
  });

  for (const needed of COMPLETE.slice(2)) {
    it(`misses ${needed}`, () => {
      assert.throws(() => check(COMPLETE.filter((file) => file !== needed)), /is missing/);
    });
  }

  const foreign = [
    'extension/dist/cli.js.map',
    'extension/dist/extension.js.map',
    'extension/src/extension/extension.ts',
    'extension/.npmrc',
    'extension/node_modules/onnxruntime-node/package.json',
    'extension/dist/grammars/tree-sitter-ruby.wasm.br',
    `${RUNTIME}/script/install.js`,
    `${RUNTIME}/bin/napi-v6/darwin/arm64/libonnxruntime.1.dylib`,
    `${RUNTIME}/bin/napi-v6/linux/x64/libonnxruntime_providers_cuda.so`,
    `${RUNTIME}/bin/napi-v6/linux/x64/dxil.dll`,
  ];
  for (const file of foreign) {
    it(`finds ${file}`, () => {
      assert.throws(
        () => check([...COMPLETE, file]),
        (error) => String(error).includes(`does not belong: ${file}`),
      );
    });
  }

  it('wants WebAssembly and no native code in the one without a platform, and the reverse in all others', () => {
    assert.equal(check(UNIVERSAL, 'universal').files, UNIVERSAL.length);
    for (const needed of UNIVERSAL.slice(COMMON.length))
      assert.throws(
        () =>
          check(
            UNIVERSAL.filter((file) => file !== needed),
            'universal',
          ),
        /is missing/,
      );
    assert.throws(() => check([...UNIVERSAL, `${RUNTIME}/dist/index.js`], 'universal'), /does not belong/);
    assert.throws(() => check([...COMPLETE, UNIVERSAL.at(-1)!]), /does not belong/);
  });

  it('wants the library of its own platform', () => {
    assert.throws(() => check(COMPLETE, 'win32-x64'), /is missing: .*win32\/x64\/onnxruntime_binding\.node/);
  });
});
