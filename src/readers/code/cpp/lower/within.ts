import type { Stmt } from '../../core/ir';
import { required } from '../../core/lowering';
import { field, fields, type Syntax } from '../../syntax';
import { typeOf } from '../types';
import { declarator } from './declarators';

/** What the function that is being read says of its names. */
interface Within {
  /** What its pointers point to, by their names: `*i32`; nothing where one name means several things. */
  pointers: ReadonlyMap<string, string>;
  /** Types that a template leaves open. */
  open: ReadonlySet<string>;
}

let within: Within = { pointers: new Map(), open: new Set() };

export function bodyOf(node: Syntax, block: Syntax, open: readonly string[], lower: () => Stmt[]): () => Stmt[] {
  const around = within.open;
  return () => {
    const outer = within;
    within = { pointers: pointersIn([node, block]), open: new Set([...outer.open, ...around, ...open]) };
    try {
      return lower();
    } finally {
      within = outer;
    }
  };
}

/** What stands in a template, which leaves these types open. */
export function inTemplate<T>(open: readonly string[], lower: () => T): T {
  const outer = within;
  within = { ...outer, open: new Set([...outer.open, ...open]) };
  try {
    return lower();
  } finally {
    within = outer;
  }
}

/** A type that the template around leaves open. */
export function isOpen(type: string): boolean {
  return within.open.has(type);
}

/** What a variable points to, `*i32`; nothing where the name means several things. */
export function pointedBy(name: string): string | undefined {
  return within.pointers.get(name);
}

function pointersIn(nodes: readonly Syntax[]): Map<string, string> {
  const found = new Map<string, string>();
  const stack = [...nodes];
  for (let next = stack.pop(); next; next = stack.pop()) {
    for (const child of next.children) stack.push(child);
    if (next.type !== 'declaration' && !next.type.endsWith('parameter_declaration')) continue;
    for (const one of fields(next, 'declarator')) {
      const shape = one.type === 'init_declarator' ? required(one, 'declarator') : one;
      if (/^(abstract|function|structured)/.test(shape.type)) continue;
      const made = declarator(shape, typeOf(field(next, 'type')), 'block');
      if (made.pattern.to !== 'name') continue;
      const isParameter = next.type !== 'declaration';
      const type =
        made.lengths.length > 0
          ? isParameter && made.lengths.length === 1
            ? `*${made.elements ?? ''}`
            : undefined
          : made.isPointer
            ? made.pattern.type
            : undefined;
      const old = found.get(made.pattern.name);
      const isKnown = found.has(made.pattern.name);
      if (isKnown && old !== (type ?? '-')) found.set(made.pattern.name, '');
      else found.set(made.pattern.name, type ?? '-');
    }
  }
  for (const [label, type] of found) if (type === '-') found.delete(label);
  return found;
}
