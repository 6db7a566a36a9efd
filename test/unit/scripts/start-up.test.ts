import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { ROOT } from '../../../scripts/lib/process.mjs';

const ENTRY = 'src/extension/extension.ts';

/** What the extension's window loads before anybody has asked for anything: every library here would be paid for by all. */
describe('the start of the extension', () => {
  it('loads no library: what checks, parses and calculates comes with the first who needs it', async () => {
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: [ENTRY],
      outdir: 'out',
      write: false,
      bundle: true,
      splitting: true,
      metafile: true,
      format: 'esm',
      platform: 'node',
      external: ['vscode', 'onnxruntime-node'],
      logLevel: 'silent',
    });
    const [entry = ''] = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === ENTRY) ?? [];
    const loaded = new Set([entry]);
    // Those that are found meanwhile are gone through as well.
    for (const output of loaded)
      for (const { kind, path } of metafile.outputs[output]?.imports ?? [])
        if (kind === 'import-statement' && path in metafile.outputs) loaded.add(path);
    const inputs = [...loaded].flatMap((output) => Object.keys(metafile.outputs[output]?.inputs ?? {}));
    assert.ok(inputs.includes(ENTRY));
    assert.deepEqual(
      inputs.filter((input) => input.includes('node_modules/')),
      [],
    );
  });
});
