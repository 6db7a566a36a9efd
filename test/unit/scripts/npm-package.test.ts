import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import manifest from '../../../package.json';
import { ROOT } from '../../../scripts/lib/process.mjs';

describe('the package of the terminal front', () => {
  let files: Set<string>;
  before(async () => {
    const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json'], { cwd: ROOT, maxBuffer: 1e7 });
    const [packed] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    files = new Set(packed.files.map((file) => file.path));
  });

  it('holds every bundle that one of its bundles loads, and names every library that is none', () => {
    assert.ok(files.has(manifest.bin['state-probe']));
    const missing = [...files]
      .filter((file) => /^dist\/[^/]+\.js$/.test(file))
      .flatMap((file) => {
        const text = readFileSync(path.join(ROOT, file), 'utf8');
        const loaded = [...text.matchAll(/\brequire\("(\.\/[\w-]+\.js|onnxruntime[\w-]*)"\)/g)].map(
          ([, name = '']) => name,
        );
        return loaded.filter((name) =>
          name.startsWith('./') ? !files.has(`dist/${name.slice(2)}`) : !(name in manifest.dependencies),
        );
      });
    assert.deepEqual([...new Set(missing)], []);
  });

  it('holds what the processes and pages of the terminal are made of', () => {
    for (const file of [
      ...['inference', 'reader', 'manifest', 'dataset-worker'].map((name) => `dist/${name}.js`),
      // For machines on which onnxruntime has no native code.
      ...['ort.node.min.js', 'ort-wasm-simd-threaded.mjs', 'ort-wasm-simd-threaded.wasm'].map(
        (name) => `dist/onnxruntime-web/${name}`,
      ),
      ...['main.js', 'main.css', 'saved.js', 'NOTICES.txt'].map((name) => `dist/webview/${name}`),
      ...[
        'dist/help.txt',
        'dist/verified.txt',
        'dist/grammars/tree-sitter.wasm.br',
        'dist/grammars/tree-sitter-python.wasm.br',
      ],
      ...[
        'models/s5-mamba-1.onnx',
        'models/text-transformer-3/tokenizer.json',
        'samples/shuffle.py',
        'docs/reading-words.md',
        'dist/THIRD-PARTY-NOTICES.txt',
        'LICENSE',
      ],
    ])
      assert.ok(files.has(file), file);
  });

  it('holds every page and picture that its README leads to', () => {
    const links = [...readFileSync(path.join(ROOT, 'README.md'), 'utf8').matchAll(/\]\(([^)#:]+)/g)].map(
      ([, file = '']) => file,
    );
    assert.ok(links.length > 20);
    assert.deepEqual(
      links.filter((file) => !files.has(file)),
      [],
    );
  });

  it('holds nothing of the editor, of the sources or of the tests', () => {
    const foreign = [...files].filter((file) =>
      /^(src|test|webview|scripts|training|python)\/(?!README\.md$)|\.map$|extension\.js$/.test(file),
    );
    assert.deepEqual(foreign, []);
  });
});
