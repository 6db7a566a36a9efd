// Which of our files import which: what is read here is what stands in the text, of every kind of import, types too.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { ROOT } from './process.mjs';

/**
 * Where a text names another file.
 *
 * @typedef {object} Import
 * @property {string | undefined} name as it stands there; undefined where it is computed
 * @property {number} offset of the whole import in the text
 */

/**
 * Every way in which TypeScript can name a file: imports of values and types, re-exports, `import()`, the type `import('…')`,
 * `require` in both its forms.
 *
 * @param {string} file
 * @param {string} text
 * @returns {Import[]}
 * @throws {Error} where it cannot be parsed
 */
export function importsIn(file, text) {
  const { program, errors } = parseSync(file, text);
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`);
  /** @type {Import[]} */
  const found = [];
  /**
   * @param {import('oxc-parser').Span} node
   * @param {import('oxc-parser').Argument | undefined} source
   */
  const add = (node, source) => {
    const text = source?.type === 'TemplateLiteral' ? plainText(source) : source?.type === 'Literal' && source.value;
    found.push({ name: typeof text === 'string' ? text : undefined, offset: node.start });
  };
  /** @param {import('oxc-parser').Span & { source: import('oxc-parser').Argument | null }} node */
  const ofSource = (node) => node.source && add(node, node.source);
  new Visitor({
    ImportDeclaration: ofSource,
    ExportNamedDeclaration: ofSource,
    ExportAllDeclaration: ofSource,
    ImportExpression: ofSource,
    TSImportType: ofSource,
    TSExternalModuleReference: (node) => add(node, node.expression),
    CallExpression: (node) => {
      if (node.callee.type === 'Identifier' && node.callee.name === 'require') add(node, node.arguments[0]);
    },
  }).visit(program);
  return found;
}

/**
 * The text of a template in which nothing is computed.
 *
 * @param {import('oxc-parser').TemplateLiteral} template
 */
function plainText({ quasis, expressions }) {
  return expressions.length === 0 ? quasis[0]?.value.cooked : undefined;
}

/**
 * The TypeScript files in some folders, with their texts.
 *
 * @param {readonly string[]} folders from the project's root, such as `src`
 * @returns {Map<string, string>} by path from the root, with `/`
 */
export function textsIn(folders) {
  return new Map(
    folders.flatMap((folder) =>
      readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((name) => {
          const file = path.posix.join(folder, name.split(path.sep).join('/'));
          return /** @type {const} */ ([file, readFileSync(path.join(ROOT, file), 'utf8')]);
        }),
    ),
  );
}

/**
 * The imports among some files.
 *
 * @param {ReadonlyMap<string, string>} texts of them all, by path
 * @returns {Map<string, string[]>} by file, the files that it imports
 */
export function importsAmong(texts) {
  /** @param {string} target */
  const fileOf = (target) => [`${target}.ts`, `${target}/index.ts`, target].find((file) => texts.has(file));
  return new Map(
    [...texts].map(([file, text]) => {
      const relative = importsIn(file, text).filter(({ name }) => name?.startsWith('.'));
      const found = relative.map(({ name = '' }) => fileOf(path.posix.join(path.posix.dirname(file), name)));
      return [file, [...new Set(found.filter((name) => name !== undefined))]];
    }),
  );
}

/**
 * Files that import one another in a circle, by the strongly connected components of the graph (Tarjan 1972).
 *
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @returns {string[][]} each with two files or more, sorted
 */
export function circlesIn(imports) {
  /** @type {Map<string, number>} in the order in which they are met */
  const met = new Map();
  /** @type {Map<string, number>} the first one met that can be come back to */
  const low = new Map();
  /** @type {string[]} */
  const open = [];
  /** @type {string[][]} */
  const circles = [];
  /** @param {string} file */
  const visit = (file) => {
    met.set(file, met.size);
    low.set(file, met.size - 1);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!met.has(next)) visit(next);
      if (open.includes(next)) low.set(file, Math.min(low.get(file) ?? 0, low.get(next) ?? 0));
    }
    if (low.get(file) !== met.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const file of imports.keys()) if (!met.has(file)) visit(file);
  return circles.sort();
}
