import type { Expr } from '../../core/ir';
import { at, name, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';

/** Java's plain types, by the names that widths have here. */
const TYPES: Readonly<Record<string, string>> = {
  byte: 'i8',
  short: 'i16',
  char: 'u16',
  int: 'i32',
  long: 'i64',
  float: 'f32',
  double: 'f64',
};

export function typeOf(node: Syntax | undefined): string | undefined {
  return node && (TYPES[node.text] ?? node.text);
}

export function elementType(node: Syntax | undefined): string | undefined {
  return node?.type === 'array_type' ? typeOf(field(node, 'element')) : typeOf(node);
}

/** How many pairs of brackets stand there. */
export function brackets(node: Syntax | undefined): number {
  return node?.text.match(/\[/g)?.length ?? 0;
}

/** The type of what is declared, with all brackets: `int[] a[]` is of `int[][]`. */
export function declaredType(type: Syntax | undefined, declarator: Syntax): { element: string; depth: number } {
  const own = type?.type === 'array_type' ? brackets(field(type, 'dimensions')) : 0;
  return { element: elementType(type) ?? '', depth: own + brackets(field(declarator, 'dimensions')) };
}

/** The type that a parameter is written with: numbers by their width, `?` for a type that is open. */
export function written(type: Syntax | undefined, more: number, open: readonly string[]): string | undefined {
  if (!type) return undefined;
  const depth = more + (type.type === 'array_type' ? brackets(field(type, 'dimensions')) : 0);
  const element = (type.type === 'array_type' ? field(type, 'element') : type) ?? type;
  return (open.includes(element.text) ? '?' : (typeOf(element) ?? '')) + '[]'.repeat(depth);
}

/** What a type's name leads to: a class, or what the library knows of it. */
export function typeNamed(node: Syntax): Expr {
  switch (node.type) {
    case 'generic_type':
    case 'annotated_type': {
      const inner = named(node).find(({ type }) => /identifier/.test(type));
      return inner ? typeNamed(inner) : name(node);
    }
    case 'scoped_type_identifier': {
      const [outer, inner] = named(node).filter(({ type }) => /type|identifier/.test(type));
      // Packages are written in small letters.
      if (!outer || !inner || /^[a-z][\w.]*$/.test(outer.text)) return name(inner ?? node);
      return { at: at(node), op: 'member', object: typeNamed(outer), name: inner.text };
    }
    case 'identifier':
    case 'type_identifier':
      return name(node);
    default:
      return word(node, typeOf(node) ?? '');
  }
}
