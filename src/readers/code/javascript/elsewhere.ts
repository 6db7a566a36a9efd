import { exportOf } from '../beside';
import type { Files } from '../../reader';
import type { Elsewhere, Find } from '../front';
import { field, named, ofType, type Syntax } from '../syntax';

/** Endings that are tried behind the name of a module, in TypeScript's order and then in node's. */
const ENDINGS = ['', '.ts', '.tsx', '.mts', '.js', '.jsx', '.mjs', '.cjs', '/index.ts', '/index.js', '/index.mjs'];

/** All that a module exports, as one value. */
const ALL = Symbol('all');
type Exported = string | typeof ALL;

/** What `module.exports = value` gives as a whole. */
const WHOLE = 'module.exports';

/**
 * What a file has from others of its project, by a relative path: ECMAScript's imports and exports
 * (https://tc39.es/ecma262/#sec-modules) and `require` of CommonJS.
 */
export function elsewhere(nodes: readonly Syntax[], files: Files): Find {
  const names = new Map<string, { module: string; exported: Exported }>();
  const stars: string[] = [];
  for (const node of nodes) {
    const module = textOf(field(node, 'source'));
    if (node.type === 'import_statement' && module !== undefined)
      for (const [name, exported] of imported(node)) names.set(name, { module, exported });
    if (node.type === 'export_statement' && module !== undefined) {
      const handed = handedOn(node);
      if (!handed) stars.push(module);
      for (const [name, exported] of handed ?? []) names.set(exportOf(name), { module, exported });
    }
    for (const { name, module, exported } of modulesRequired(node)) names.set(name, { module, exported });
  }
  return (name) => {
    const known = names.get(name);
    if (known) return inModule(known.module, known.exported, files);
    const wanted = name.startsWith(exportOf('')) ? name.slice(exportOf('').length) : undefined;
    return wanted === undefined || wanted === 'default'
      ? []
      : stars.flatMap((module) => inModule(module, wanted, files));
  };
}

function inModule(module: string, exported: Exported, files: Files): readonly Elsewhere[] {
  const path = pathOf(module, files);
  if (path === undefined) return [];
  const whole: Elsewhere = { path, name: WHOLE };
  if (exported === ALL) return [whole, { members: (name) => [{ path, name }] }];
  return exported === 'default' ? [{ path, name: exported }, whole] : [{ path, name: exported }];
}

function pathOf(module: string, files: Files): string | undefined {
  if (!/^\.\.?(?:\/|$)/.test(module)) return undefined;
  // TypeScript writes the ending that its output has.
  const bare = module.replace(/\.([mc]?)jsx?$/, '');
  const tried = [
    ...ENDINGS.map((ending) => module + ending),
    ...(bare === module ? [] : ENDINGS.slice(1, 4).map((ending) => bare + ending)),
  ];
  return tried.find((path) => /\.[jt]sx?$|\.[mc][jt]s$/.test(path) && files.text(path) !== undefined);
}

/** The names that an import makes, with what they are in the other file. */
function imported(node: Syntax): [string, Exported][] {
  const clause = ofType(node, 'import_clause');
  return (clause ? named(clause) : []).flatMap((part): [string, Exported][] => {
    if (part.type === 'identifier') return [[part.text, 'default']];
    if (part.type === 'namespace_import') return named(part).map(({ text }) => [text, ALL]);
    return named(part).map((one) => {
      const name = field(one, 'name')?.text ?? one.text;
      return [field(one, 'alias')?.text ?? name, name];
    });
  });
}

/** What `export { a as b } from` hands on, by the names that it gives; undefined where that is all (`export *`). */
function handedOn(node: Syntax): [string, Exported][] | undefined {
  const namespace = ofType(node, 'namespace_export');
  if (namespace) return named(namespace).map(({ text }) => [text, ALL]);
  const clause = ofType(node, 'export_clause');
  return clause && pairs(clause);
}

/** `a as b` in an export: what others know it by, and what it is. */
function pairs(clause: Syntax): [string, string][] {
  return named(clause).map((one) => {
    const name = field(one, 'name')?.text ?? one.text;
    return [field(one, 'alias')?.text ?? name, name];
  });
}

/** `const a = require('./a')`, `const { a, b: c } = require('./a')`, `const c = require('./a').b` */
function modulesRequired(node: Syntax): { name: string; module: string; exported: Exported }[] {
  if (!/^(?:lexical|variable)_declaration$/.test(node.type)) return [];
  return named(node).flatMap((declarator) => {
    const target = field(declarator, 'name');
    const value = field(declarator, 'value');
    if (!target || !value) return [];
    const member = value.type === 'member_expression' ? field(value, 'property')?.text : undefined;
    const module = requiredBy(member === undefined ? value : field(value, 'object'));
    if (module === undefined) return [];
    if (target.type === 'identifier') return [{ name: target.text, module, exported: member ?? ALL }];
    if (target.type !== 'object_pattern' || member !== undefined) return [];
    return named(target).flatMap((one) => {
      const [name, exported] =
        one.type === 'pair_pattern' ? [field(one, 'value')?.text, field(one, 'key')?.text] : [one.text, one.text];
      return name !== undefined && exported !== undefined ? [{ name, module, exported }] : [];
    });
  });
}

/** A statement that only gives names to what other files make. */
export function isRequire(node: Syntax): boolean {
  return modulesRequired(node).length > 0 && named(node).length === 1;
}

function requiredBy(value: Syntax | undefined): string | undefined {
  if (value?.type !== 'call_expression' || field(value, 'function')?.text !== 'require') return undefined;
  const args = field(value, 'arguments');
  const module = textOf(args && named(args)[0]);
  return module !== undefined && /^\.\.?(?:\/|$)/.test(module) ? module : undefined;
}

function textOf(node: Syntax | undefined): string | undefined {
  return node?.type === 'string' ? node.text.slice(1, -1) : undefined;
}

/** What a file itself calls that which others know by a name. */
export function exported(nodes: readonly Syntax[]): (name: string) => string | undefined {
  const names = new Map<string, string>();
  for (const node of nodes) {
    if (node.type === 'export_statement' && !field(node, 'source')) {
      const declaration = field(node, 'declaration');
      const isDefault = node.children.some(({ type }) => type === 'default');
      for (const name of declaration ? declaredBy(declaration) : []) names.set(isDefault ? 'default' : name, name);
      const value = field(node, 'value');
      if (isDefault && value?.type === 'identifier') names.set('default', value.text);
      const clause = ofType(node, 'export_clause');
      for (const [name, local] of clause ? pairs(clause) : []) names.set(name, local);
    }
    for (const [name, local] of given(node)) names.set(name, local);
  }
  return (name) => names.get(name);
}

function declaredBy(declaration: Syntax): string[] {
  const name = field(declaration, 'name')?.text;
  return name === undefined
    ? named(declaration).flatMap((one) => (one.type === 'variable_declarator' ? (field(one, 'name')?.text ?? []) : []))
    : [name];
}

/** `module.exports = a`, `module.exports = { a, b: c }`, `module.exports.a = b`, `exports.a = b` */
function given(node: Syntax): [string, string][] {
  const [assignment] = node.type === 'expression_statement' ? named(node) : [];
  if (assignment?.type !== 'assignment_expression') return [];
  const target = /^(?:module\.)?exports\.(\w+)$|^module\.exports$/.exec(field(assignment, 'left')?.text ?? '');
  const value = field(assignment, 'right');
  if (!target || !value) return [];
  const name = target[1];
  if (value.type === 'identifier') return [[name ?? WHOLE, value.text]];
  if (value.type !== 'object' || name !== undefined) return [];
  return named(value).flatMap((one): [string, string][] => {
    if (one.type === 'shorthand_property_identifier') return [[one.text, one.text]];
    const local = field(one, 'value');
    const key = field(one, 'key')?.text;
    return local?.type === 'identifier' && key !== undefined ? [[key, local.text]] : [];
  });
}
