#!/usr/bin/env node
// Packs dist/ (built with --production) as an extension for one platform and checks what is inside.
//   --target linux-x64|linux-arm64|win32-x64|win32-arm64|darwin-arm64|universal   default: this machine; universal: for all others
//   --out FILE.vsix                                                         default: state-probe-TARGET.vsix
//   --quick       as large as vsce makes it, a hundredth larger, in half of the time: for tests
import { createVSIX } from '@vscode/vsce';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { layOutDocs } from './lib/docs.mjs';
import { librariesToShip, ownerOf } from './lib/libraries.mjs';
import { ROOT, runMain, say, since } from './lib/process.mjs';
import { repack } from './lib/repack.mjs';
import { componentOf, librariesOf, sectionsOf } from './lib/shipped.mjs';
import { checkLicences, checkVsix, UNIVERSAL } from './lib/vsix.mjs';

/** The platforms for which onnxruntime-node carries its library, and the package for all others. */
const TARGETS = ['linux-x64', 'linux-arm64', 'win32-x64', 'win32-arm64', 'darwin-arm64', UNIVERSAL];

/** Copied as they are; .vscodeignore says which of their files are shipped. */
const SHIPPED = [
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  '.vscodeignore',
  'dist',
  'media',
  'models',
  'samples',
  'syntaxes',
];

const MODULES = path.join(ROOT, 'node_modules');

const { values } = parseArgs({
  options: { target: { type: 'string' }, out: { type: 'string' }, quick: { type: 'boolean' } },
});
const target = values.target ?? `${process.platform}-${process.arch}`;
if (!TARGETS.includes(target)) {
  say(
    `onnxruntime-node has no library for ${target}; there are packages for ${TARGETS.join(', ')}, the last for every other platform`,
  );
  process.exit(2);
}

/**
 * Lays the files out in a folder of their own: vsce looks at every file below the folder it packs, which takes half a
 * minute in a project that has been worked in. The packages that cannot be bundled go beside the bundle that loads them.
 *
 * @param {string} stage
 * @returns {Promise<string[]>} names of the shared libraries
 */
async function layOut(stage) {
  await Promise.all(SHIPPED.map((name) => cp(path.join(ROOT, name), path.join(stage, name), { recursive: true })));
  await layOutDocs(stage);
  const libraries = target === UNIVERSAL ? [] : await layOutNative(stage);
  if (target !== UNIVERSAL) await rm(path.join(stage, 'dist/onnxruntime-web'), { recursive: true });
  await copyModules(stage, ['onnxruntime-common/package.json', 'onnxruntime-common/dist/cjs']);
  // What only the project needs is left out, and what is shipped cannot be installed again.
  const {
    scripts,
    dependencies,
    devDependencies,
    // Those of npm's package, which is not for the editor; vsce takes one list, and that is .vscodeignore.
    bin,
    files,
    private: _,
    ...manifest
  } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8'));
  await writeFile(path.join(stage, 'package.json'), JSON.stringify(manifest, null, 2));
  return libraries;
}

/**
 * @param {string} stage
 * @param {readonly string[]} names files and folders below `node_modules`
 * @param {(file: string) => boolean} [filter]
 */
async function copyModules(stage, names, filter = () => true) {
  const copies = names.map((name) =>
    cp(path.join(MODULES, name), path.join(stage, 'dist/node_modules', name), { recursive: true, filter }),
  );
  await Promise.all(copies);
}

/**
 * @param {string} stage
 * @returns {Promise<string[]>} names of the shared libraries
 */
async function layOutNative(stage) {
  const folder = `onnxruntime-node/bin/napi-v6/${target.replace('-', '/')}`;
  const binaries = path.join(MODULES, folder);
  const libraries = librariesToShip(await readdir(binaries));
  await copyModules(
    stage,
    ['onnxruntime-node/package.json', 'onnxruntime-node/dist', folder],
    (file) => path.dirname(file) !== binaries || libraries.includes(path.basename(file)),
  );
  return libraries;
}

/**
 * The list of what is shipped, for this package: with the libraries of others that onnxruntime brings for some platforms only, and
 * without the runtime that another package has.
 *
 * @param {string} dist
 * @param {readonly string[]} names of the files
 */
async function listLibraries(dist, names) {
  const libraries = await librariesOf(names.flatMap((name) => ownerOf(name) ?? []));
  const absent = target === UNIVERSAL ? 'onnxruntime-node' : 'onnxruntime-web';
  const bill = path.join(dist, 'sbom.cdx.json');
  /** @type {{ components: { name: string }[] }} */
  const { components, ...rest } = JSON.parse(await readFile(bill, 'utf8'));
  const carried = [...components.filter(({ name }) => name !== absent), ...libraries.map(componentOf)];
  await writeFile(bill, `${JSON.stringify({ ...rest, components: carried }, null, 2)}\n`);
  if (libraries.length === 0) return;
  await appendFile(path.join(dist, 'THIRD-PARTY-NOTICES.txt'), `\n${sectionsOf(libraries)}`);
}

await runMain(async () => {
  const start = performance.now();
  const packagePath = path.resolve(values.out ?? path.join(ROOT, `state-probe-${target}.vsix`));
  await mkdir(path.dirname(packagePath), { recursive: true });
  const stage = await mkdtemp(path.join(tmpdir(), 'state-probe-vsix-'));
  try {
    await listLibraries(path.join(stage, 'dist'), await layOut(stage));
    await createVSIX({
      cwd: stage,
      packagePath,
      ...(target !== UNIVERSAL && { target }),
      dependencies: false,
      allowMissingRepository: true,
      rewriteRelativeLinks: false,
    });
    if (!values.quick) await repack(packagePath);
  } finally {
    await rm(stage, { recursive: true });
  }
  const { files, bytes } = checkVsix(packagePath, target);
  checkLicences(packagePath);
  say(`Packed ${path.relative(ROOT, packagePath)}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB, in ${since(start)}`);
});
