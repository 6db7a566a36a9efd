import { field, type Syntax } from '../../syntax';
import { isOpen } from './within';

/** Types of numbers and pointers, by the names that they have here. */
export const NUMERIC = /^([iuf]\d|\*)/;

export const LISTS = new Set(['vector', 'deque', 'list', 'array']);

/** Maps and sets, whose keys have an order or are in one that the language leaves open. */
export const TABLES: Readonly<Record<string, string>> = {
  map: 'ordered map',
  set: 'ordered set',
  unordered_map: 'unordered map',
  unordered_set: 'unordered set',
};

const LIBRARY: ReadonlySet<string> = new Set([
  '',
  'bool',
  'float',
  'string',
  'pair',
  'tuple',
  'auto',
  'optional',
  ...LISTS,
  ...Object.keys(TABLES),
]);

/** What the text declares itself under a name, the last that was asked for. */
let told: { text: string; names: Set<string> } = { text: '', names: new Set() };

/** A type by its name, unless the text has one of its own that is called as one of the library is. */
export function unlessOwn(node: Syntax, type: string | undefined): string | undefined {
  if (type === undefined || !(LISTS.has(type) || type === 'priority_queue' || TABLES[type] !== undefined)) return type;
  if (field(node, 'type')?.type === 'struct_specifier') return undefined;
  const text = node.whole;
  if (told.text !== text) {
    const heads = text.matchAll(/\b(?:struct|class)\s+(\w+)[^;(){}]*\{|\}\s*(\w+)\s*;/g);
    told = { text, names: new Set([...heads].map(([, first, last]) => first ?? last ?? '')) };
  }
  return told.names.has(type) ? undefined : type;
}

/** Neither a number nor anything that the library makes of braces. */
export function isClass(type: string | undefined): type is string {
  return (
    type !== undefined && /^[A-Za-z_]\w*$/.test(type) && !NUMERIC.test(type) && !LIBRARY.has(type) && !isOpen(type)
  );
}
