#!/usr/bin/env node
// Packs dist/ (built with --production) as an extension for one platform and checks what is inside.
//   --target linux-x64|linux-arm64|win32-x64|win32-arm64|darwin-arm64   default: this machine
//   --out FILE.vsix                                                     default: state-probe-TARGET.vsix
import { createVSIX } from '@vscode/vsce';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT, runMain, say, since } from './lib/process.mjs';
import { repack } from './lib/repack.mjs';
import { componentOf, librariesOfWindows, sectionsOf } from './lib/shipped.mjs';
import { checkLicences, checkVsix } from './lib/vsix.mjs';

/** The platforms for which onnxruntime-node carries its library, and the name under which its binding loads it. */
const LIBRARIES = new Map([
  ['linux-x64', /^libonnxruntime\.so\.1$/],
  ['linux-arm64', /^libonnxruntime\.so\.1$/],
  ['win32-x64', /\.dll$/],
  ['win32-arm64', /\.dll$/],
  // The package holds the library under two names; the other one would be dead weight of 45 MB.
  ['darwin-arm64', /^libonnxruntime\.1\.dylib$/],
]);

/** Copied as they are; .vscodeignore says which of their files are shipped. */
const SHIPPED = ['README.md', 'CHANGELOG.md', 'LICENSE', '.vscodeignore', 'dist', 'media', 'models', 'samples'];

const { values } = parseArgs({ options: { target: { type: 'string' }, out: { type: 'string' } } });
const target = values.target ?? `${process.platform}-${process.arch}`;
const library = LIBRARIES.get(target);
if (library === undefined) {
  say(`onnxruntime-node has no library for ${target}; there is one for ${[...LIBRARIES.keys()].join(', ')}`);
  process.exit(2);
}

/**
 * Lays the files out in a folder of their own: vsce looks at every file below the folder it packs, which takes half a
 * minute in a project that has been worked in. The packages that cannot be bundled go beside the bundle that loads them.
 *
 * @param {string} stage
 * @param {RegExp} libraryName
 */
async function layOut(stage, libraryName) {
  await Promise.all(SHIPPED.map((name) => cp(path.join(ROOT, name), path.join(stage, name), { recursive: true })));
  const modules = path.join(ROOT, 'node_modules');
  const binaries = path.join(modules, 'onnxruntime-node/bin/napi-v6', target.replace('-', '/'));
  await Promise.all(
    [
      'onnxruntime-common/package.json',
      'onnxruntime-common/dist/cjs',
      'onnxruntime-node/package.json',
      'onnxruntime-node/dist',
    ]
      .map((name) => path.join(modules, name))
      .concat(binaries)
      .map((source) =>
        cp(source, path.join(stage, 'dist/node_modules', path.relative(modules, source)), {
          recursive: true,
          filter: (file) =>
            path.dirname(file) !== binaries || libraryName.test(path.basename(file)) || file.endsWith('.node'),
        }),
      ),
  );
  // What only the project needs is left out, and what is shipped cannot be installed again.
  const {
    scripts,
    dependencies,
    devDependencies,
    private: _,
    ...manifest
  } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  await writeFile(path.join(stage, 'package.json'), JSON.stringify(manifest, null, 2));
}

/**
 * Libraries that onnxruntime brings for Windows only.
 *
 * @param {string} dist
 */
async function listWindows(dist) {
  const libraries = await librariesOfWindows();
  const bill = path.join(dist, 'sbom.cdx.json');
  const { components, ...rest } = JSON.parse(await readFile(bill, 'utf8'));
  await writeFile(
    bill,
    `${JSON.stringify({ ...rest, components: [...components, ...libraries.map(componentOf)] }, null, 2)}\n`,
  );
  await appendFile(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), `\n${sectionsOf(libraries)}`);
}

await runMain(async () => {
  const start = performance.now();
  const packagePath = path.resolve(values.out ?? path.join(ROOT, `state-probe-${target}.vsix`));
  await mkdir(path.dirname(packagePath), { recursive: true });
  const stage = await mkdtemp(path.join(tmpdir(), 'state-probe-vsix-'));
  try {
    await layOut(stage, library);
    if (target.startsWith('win32')) await listWindows(path.join(stage, 'dist'));
    await createVSIX({
      cwd: stage,
      packagePath,
      target,
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    await repack(packagePath);
  } finally {
    await rm(stage, { recursive: true });
  }
  const { files, bytes } = checkVsix(packagePath, target);
  checkLicences(packagePath);
  say(`Packed ${path.relative(ROOT, packagePath)}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB, in ${since(start)}`);
});
