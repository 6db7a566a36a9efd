import AdmZip from 'adm-zip';
import { statSync } from 'node:fs';
import path from 'node:path';
import { GRAMMARS } from './grammars.mjs';
import { ownerOf, WEB_RUNTIME } from './libraries.mjs';

/**
 * Bytes. More than half of a package is the library of onnxruntime; on Windows it comes with that of DirectML. WebAssembly is smaller.
 *
 * @param {string} target
 */
const largest = (target) => (target === UNIVERSAL ? 26.5 : target.startsWith('win32') ? 37.5 : 34.3) * 2 ** 20;

const RUNTIME = 'dist/node_modules/onnxruntime-node/bin/napi-v6';

/** Everything that may be in the package, written down a second time so that a slip in .vscodeignore shows. */
const ALLOWED = [
  /^\[Content_Types\]\.xml$/,
  /^extension\.vsixmanifest$/,
  /^extension\/(package\.json|readme\.md|changelog\.md|LICENSE\.txt)$/,
  /^extension\/dist\/(extension|inference|reader|manifest|cli|dataset-worker|shared-[A-Z0-9]+)\.js$/,
  /^extension\/dist\/(help|verified)\.txt$/,
  /^extension\/dist\/THIRD-PARTY-NOTICES\.txt$/,
  /^extension\/dist\/sbom\.cdx\.json$/,
  /^extension\/dist\/webview\/([\w-]+\.(js|css)|NOTICES\.txt)$/,
  new RegExp(`^extension/dist/grammars/tree-sitter(-(${GRAMMARS.join('|')}))?\\.wasm\\.br$`),
  /^extension\/dist\/schemas\/(model|trace)\.schema\.json$/,
  /^extension\/syntaxes\/[a-z]+\.(tmLanguage|language-configuration)\.json$/,
  /^extension\/media\/([\w-]+\/)?[\w-]+\.(svg|png|md)$/,
  /^extension\/models\/([\w.-]+\.md|(over-training\/)?[\w.-]+\.onnx)$/,
  /^extension\/models\/text-[\w-]+\/(model\.onnx|tokenizer\.json|config\.json)$/,
  /^extension\/docs\/[\w-]+\.md$/,
  /^extension\/docs\/images\/([\w-]+\/)?[\w-]+\.(png|svg)$/,
  /^extension\/docs\/(formats\/)?[\w-]+\.schema\.json$/,
  /^extension\/samples\/[\w.=-]+$/,
  /^extension\/dist\/node_modules\/onnxruntime-common\/(package\.json|dist\/cjs\/([\w-]+\.js|package\.json))$/,
];

/** The package without a platform, which an editor takes where there is none for its own: it runs models as WebAssembly. */
export const UNIVERSAL = 'universal';
const ALLOWED_NATIVE = [/^extension\/dist\/node_modules\/onnxruntime-node\/(package\.json|dist\/[\w-]+\.js)$/];
const ALLOWED_WEB = [/^extension\/dist\/onnxruntime-web\/[\w.-]+$/];

/** What the extension cannot do without. */
const NEEDED = [
  'extension/dist/extension.js',
  'extension/dist/inference.js',
  'extension/dist/reader.js',
  'extension/dist/manifest.js',
  'extension/dist/help.txt',
  // Without it every bundled model would be verified at each start.
  'extension/dist/verified.txt',
  // Data sets are made by the terminal front, in processes of its own.
  'extension/dist/cli.js',
  'extension/dist/dataset-worker.js',
  'extension/dist/webview/main.js',
  'extension/dist/webview/main.css',
  'extension/dist/webview/file.js',
  'extension/dist/webview/file.css',
  // A saved page is made of these, too.
  'extension/dist/webview/saved.js',
  'extension/dist/webview/NOTICES.txt',
  // Where every "?" of the page leads.
  'extension/docs/index.md',
  'extension/docs/glossary.md',
  // The colours of the languages, and what underlines slips in files that people write.
  ...['chess', 'word', 'formal', 'story'].flatMap((name) => [
    `extension/syntaxes/${name}.tmLanguage.json`,
    `extension/syntaxes/${name}.language-configuration.json`,
  ]),
  'extension/dist/schemas/model.schema.json',
  'extension/dist/schemas/trace.schema.json',
  'extension/dist/THIRD-PARTY-NOTICES.txt',
  'extension/dist/sbom.cdx.json',
  'extension/dist/grammars/tree-sitter.wasm.br',
  ...GRAMMARS.map((name) => `extension/dist/grammars/tree-sitter-${name}.wasm.br`),
  'extension/dist/node_modules/onnxruntime-common/dist/cjs/index.js',
  // Says that this half of the package is CommonJS.
  'extension/dist/node_modules/onnxruntime-common/dist/cjs/package.json',
];
const NEEDED_WEB = WEB_RUNTIME.map((file) => `extension/dist/onnxruntime-web/${file}`);

/**
 * Checks that an extension package holds what it must, nothing else, and is not too large.
 *
 * @param {string} file a .vsix
 * @param {string} target its platform, e.g. `linux-x64`, or `universal` for the one without
 * @returns {{ files: number, bytes: number }}
 * @throws {Error} naming every file that is missing or does not belong
 */
export function checkVsix(file, target) {
  const names = new AdmZip(file).getEntries().map(({ entryName }) => entryName);
  const present = new Set(names);
  const isWeb = target === UNIVERSAL;
  const native = `extension/${RUNTIME}/${target.replace('-', '/')}/`;
  const isLibrary = (/** @type {string} */ name) =>
    !isWeb && isDirectlyIn(name, native) && ownerOf(name.slice(native.length)) !== undefined;
  const allowed = [...ALLOWED, ...(isWeb ? ALLOWED_WEB : ALLOWED_NATIVE)];
  const foreign = names.filter((name) => !isLibrary(name) && !allowed.some((rule) => rule.test(name)));
  const needed = isWeb
    ? NEEDED_WEB
    : ['extension/dist/node_modules/onnxruntime-node/dist/index.js', `${native}onnxruntime_binding.node`];
  const missing = [...NEEDED, ...needed].filter((name) => !present.has(name));
  if (!isWeb && !names.some((name) => name.startsWith(native) && !name.endsWith('.node')))
    missing.push(`${native}* (the library)`);
  if (!names.some((name) => name.endsWith('.onnx'))) missing.push('extension/models/*.onnx');
  const bytes = statSync(file).size;
  const faults = [
    ...foreign.map((name) => `does not belong: ${name}`),
    ...missing.map((name) => `is missing: ${name}`),
    ...(bytes > largest(target) ? [`too large: ${bytes} bytes, at most ${largest(target)}`] : []),
  ];
  if (faults.length > 0) throw new Error(`${file}:\n  ${faults.join('\n  ')}`);
  return { files: names.length, bytes };
}

/**
 * Checks that everything foreign in an extension package is listed, and that of everything listed the licence is there.
 *
 * @param {string} file a .vsix
 * @throws {Error} naming everything that is missing
 */
export function checkLicences(file) {
  const zip = new AdmZip(file);
  const names = zip.getEntries().map(({ entryName }) => entryName);
  const notices = zip.readAsText('extension/dist/THIRD-PARTY-NOTICES.txt');
  /** @type {{ components: { type: string, name: string, version?: string }[] }} */
  const { components } = JSON.parse(zip.readAsText('extension/dist/sbom.cdx.json'));
  const listed = new Set(components.map(({ name }) => name));
  const carried = names.flatMap((name) => {
    const found =
      /^extension\/dist\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1] ??
      /^extension\/dist\/(onnxruntime-web)\//.exec(name)?.[1] ??
      /^extension\/dist\/grammars\/(tree-sitter[\w-]*)\.wasm\.br$/.exec(name)?.[1] ??
      /^extension\/models\/(.+\.onnx)$/.exec(name)?.[1];
    const owner = /\.(node|so[\d.]*|dylib|dll)$/.test(name) ? ownerOf(path.basename(name)) : undefined;
    if (owner !== undefined) return [owner];
    // TSX is a dialect of TypeScript's grammar.
    return found === undefined ? [] : [found === 'tree-sitter-tsx' ? 'tree-sitter-typescript' : found];
  });
  const unlisted = [...new Set(carried)].filter((name) => !listed.has(name));
  const untold = components
    .filter(({ type }) => type === 'library')
    .filter(({ name, version }) => !textAfter(notices, `== ${[name, version].filter(Boolean).join(' ')} (`));
  const faults = [
    ...unlisted.map((name) => `is in the package and not in its list: ${name}`),
    ...untold.map(({ name }) => `has no licence text: ${name}`),
  ];
  if (faults.length > 0) throw new Error(`${file}:\n  ${faults.join('\n  ')}`);
}

/**
 * What stands below a heading that begins so, up to the next one.
 *
 * @param {string} notices
 * @param {string} start
 */
function textAfter(notices, start) {
  const at = `\n${notices}`.indexOf(`\n${start}`);
  if (at < 0) return '';
  const [, ...lines] = notices.slice(at).split('\n');
  const next = lines.findIndex((line) => /^== .*\)$/.test(line));
  return lines
    .slice(0, next < 0 ? undefined : next)
    .join('')
    .trim();
}

/**
 * @param {string} name
 * @param {string} folder ending in a slash
 */
function isDirectlyIn(name, folder) {
  return name.startsWith(folder) && !name.slice(folder.length).includes('/');
}
