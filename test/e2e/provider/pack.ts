import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';

/** Packs the extension in this folder, which brings a language model, and returns its file. */
export async function packProvider(folder: string): Promise<string> {
  const own = path.join(folder, 'provider');
  await mkdir(own, { recursive: true });
  await cp(path.join(__dirname, 'package.json'), path.join(own, 'package.json'));
  await build({
    ...{ entryPoints: [path.join(__dirname, 'extension.ts')], outfile: path.join(own, 'extension.js') },
    ...{ bundle: true, platform: 'node', format: 'cjs', external: ['vscode'] },
  });
  const packagePath = path.join(folder, 'provider.vsix');
  await createVSIX({ cwd: own, packagePath, allowMissingRepository: true, skipLicense: true, dependencies: false });
  return packagePath;
}
