import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './process.mjs';

/**
 * Foreign software in the package.
 *
 * @typedef {object} Shipped
 * @property {string} name
 * @property {string} [version] absent where nobody tells it
 * @property {string} license an SPDX expression
 * @property {string} source where it comes from
 * @property {string} [purl] package URL
 * @property {string} text of its licence, and of its notices
 */

/** Packages that bring no licence text of their own, and the folder of `licences/` that has it. */
const ELSEWHERE = new Map([
  ['@bufbuild/protobuf', 'bufbuild-protobuf'],
  ['onnxruntime-node', 'onnxruntime'],
  ['onnxruntime-web', 'onnxruntime'],
  ['onnxruntime-common', 'onnxruntime'],
  ['@microsoft/fast-element', 'microsoft-fast'],
  ['@microsoft/fast-foundation', 'microsoft-fast'],
  ['@microsoft/fast-web-utilities', 'microsoft-fast'],
]);

const NAMES = /^(licen[cs]e|copying|notice|third-?party-?notices)/i;

/**
 * The packages that went into bundles or are copied.
 *
 * @param {readonly string[]} inputs files that went into the bundles, from the project's folder
 * @param {readonly string[]} copied names of packages that are shipped as they are
 * @returns {Promise<Shipped[]>}
 * @throws {Error} naming every package that has no licence text
 */
export async function packagesIn(inputs, copied) {
  const names = new Set(copied);
  for (const input of inputs) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name !== undefined) names.add(name);
  }
  return withTexts([...names].sort().map(packageNamed));
}

/**
 * What is built of other sources than packages: the grammars, and their runtime.
 *
 * @param {readonly string[]} grammars such as `python`
 * @returns {Promise<Shipped[]>}
 */
export function grammarsOf(grammars) {
  // Two dialects of one grammar.
  const names = [...new Set(grammars.map((name) => (name === 'tsx' ? 'typescript' : name)))].sort();
  return withTexts([
    own('tree-sitter', 'https://github.com/tree-sitter/tree-sitter'),
    ...names.map((name) => own(`tree-sitter-${name}`, `https://github.com/tree-sitter/tree-sitter-${name}`)),
  ]);
}

/** What onnxruntime-node brings of others. */
const LIBRARIES = new Map([
  [
    'directml',
    () => own('directml', 'https://www.nuget.org/packages/Microsoft.AI.DirectML', 'LicenseRef-Microsoft-DirectML'),
  ],
]);

/**
 * What code is made from that was generated.
 *
 * @param {readonly string[]} inputs files that went into the bundles, from the project's folder
 * @returns {Promise<Shipped[]>}
 */
export function schemasIn(inputs) {
  const isOnnx = inputs.some((input) => input.endsWith('onnx_pb.ts'));
  return withTexts(isOnnx ? [own('onnx', 'https://github.com/onnx/onnx', 'Apache-2.0')] : []);
}

/**
 * What shared libraries of others are in a package beside onnxruntime's own.
 *
 * @param {readonly string[]} owners of all libraries that it carries, by `ownerOf`
 * @returns {Promise<Shipped[]>}
 * @throws {Error} naming every owner that has no licence text
 */
export function librariesOf(owners) {
  return withTexts([...LIBRARIES].filter(([name]) => owners.includes(name)).map(([, read]) => read()));
}

/**
 * @param {string} name
 * @returns {Promise<Shipped>}
 */
async function packageNamed(name) {
  const folder = path.join(ROOT, 'node_modules', name);
  const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const { url = manifest.homepage } = manifest.repository ?? {};
  const elsewhere = ELSEWHERE.get(name);
  const { version } = manifest;
  return {
    name,
    version,
    license: manifest.license,
    source: url,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    text: await textsIn(elsewhere === undefined ? folder : path.join(ROOT, 'licences', elsewhere)),
  };
}

/**
 * @param {string} name of a folder of `licences/`
 * @param {string} source
 * @param {string} license
 * @returns {Promise<Shipped>}
 */
async function own(name, source, license = 'MIT') {
  return { name, license, source, text: await textsIn(path.join(ROOT, 'licences', name)) };
}

/** @param {string} folder */
async function textsIn(folder) {
  const files = (await readdir(folder).catch(() => [])).filter((entry) => NAMES.test(entry)).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return texts.map((text) => text.trim()).join('\n\n');
}

/**
 * @param {readonly Promise<Shipped>[]} all
 * @returns {Promise<Shipped[]>}
 */
async function withTexts(all) {
  const shipped = await Promise.all(all);
  const missing = shipped
    .filter(({ text, license }) => text === '' || !license)
    .map(({ name, source }) => `${name} (${source})`);
  if (missing.length > 0)
    throw new Error(`no licence text of ${missing.join(', ')}: licences/README.md says where such texts belong`);
  return shipped;
}

/**
 * The licences of foreign software, as they ask for.
 *
 * @param {readonly Shipped[]} shipped
 */
export function noticesOf(shipped) {
  return `State Probe contains software of others:\n\n${sectionsOf(shipped)}`;
}

/** @param {readonly Shipped[]} shipped */
export function sectionsOf(shipped) {
  // Packages of one project share their text, and that of onnxruntime is long.
  const known = new Map();
  return shipped
    .map((one) => {
      const before = known.get(one.text);
      if (before === undefined) known.set(one.text, one.name);
      return `${headingOf(one)}\n\n${before === undefined ? one.text : `The text is that of ${before} above.`}\n`;
    })
    .join('\n');
}

/** @param {Shipped} shipped */
function headingOf({ name, version, license }) {
  return `== ${[name, version].filter(Boolean).join(' ')} (${license})`;
}

/**
 * A list of what is shipped, in CycloneDX 1.6 (https://cyclonedx.org). The same things give the same bytes.
 *
 * @param {{ name: string, version: string, license: string }} product
 * @param {readonly Shipped[]} shipped
 * @param {readonly { name: string, bytes: Uint8Array }[]} models
 */
export function billOf(product, shipped, models) {
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': product.name,
        name: product.name,
        version: product.version,
        licenses: [licenceOf(product.license)],
      },
    },
    components: [
      ...shipped.map(componentOf),
      ...models.map(({ name, bytes }) => ({
        type: 'machine-learning-model',
        'bom-ref': `model:${name}`,
        name,
        hashes: [{ alg: 'SHA-256', content: createHash('sha256').update(bytes).digest('hex') }],
        licenses: [licenceOf(product.license)],
      })),
    ],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

/**
 * A library, as CycloneDX has it.
 *
 * @param {Shipped} shipped
 */
export function componentOf({ name, version, license, source, purl }) {
  return {
    type: 'library',
    'bom-ref': purl ?? name,
    name,
    ...(version !== undefined && { version }),
    licenses: [licenceOf(license)],
    ...(purl !== undefined && { purl }),
    ...(/^https?:/.test(source) && { externalReferences: [{ type: 'distribution', url: source }] }),
  };
}

/** @param {string} expression */
function licenceOf(expression) {
  if (expression.startsWith('LicenseRef-')) return { license: { name: expression } };
  return /\s/.test(expression) ? { expression } : { license: { id: expression } };
}
