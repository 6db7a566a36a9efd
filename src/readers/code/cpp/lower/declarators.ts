import type { Pattern } from '../../core/ir';
import { at, only, required, variable } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { partsOf } from '../shapes';
import { elementType, typeOf, wholeType } from '../types';

export interface Declared {
  pattern: Pattern;
  /** Lengths of an array, outermost first; null where `[]` leaves it to the values. */
  lengths: (Syntax | null)[];
  isPointer: boolean;
  /** Of an array: the type of what is in it. */
  elements?: string | undefined;
}

export function declarator(node: Syntax, type: string | undefined, declare: 'block' | 'function'): Declared {
  switch (node.type) {
    case 'pointer_declarator':
      return { ...declarator(required(node, 'declarator'), `*${type ?? ''}`, declare), isPointer: true };
    case 'reference_declarator': {
      const inner = named(node).at(-1) ?? node;
      return declarator(inner, '&', declare);
    }
    case 'array_declarator': {
      const inside = required(node, 'declarator');
      // `int (&row)[3] = a`, `int (*p)[3] = m`: another name for an array, and what points to the rows of one.
      const shape = inside.type === 'parenthesized_declarator' ? only(inside).type : undefined;
      if (shape === 'reference_declarator' || shape === 'pointer_declarator')
        return declarator(only(inside), undefined, declare);
      const inner = declarator(inside, undefined, declare);
      const length = field(node, 'size');
      return { ...inner, lengths: [...inner.lengths, length ?? null], elements: type };
    }
    case 'parenthesized_declarator':
      return declarator(only(node), type, declare);
    case 'structured_binding_declarator':
      return {
        pattern: {
          at: at(node),
          to: 'sequence',
          items: named(node).map((one) => variable(one, declare, type === '&' ? type : undefined)),
        },
        lengths: [],
        isPointer: false,
      };
    default:
      return { pattern: variable(node, declare, type), lengths: [], isPointer: false };
  }
}

/** The type that a cast or `sizeof` names: `int **` is `**i32`. */
export function pointed(type: Syntax): string | undefined {
  let stars = '';
  for (let inside = field(type, 'declarator'); inside; inside = field(inside, 'declarator')) {
    if (inside.type !== 'abstract_pointer_declarator') return undefined;
    stars += '*';
  }
  const base = typeOf(field(type, 'type'));
  return base === undefined ? undefined : stars + base;
}

/** A parameter's type as it tells functions apart: without `const`, `std::` and any `&` but that of `&&`, `?` where a template leaves it open. */
export function written(type: Syntax | undefined, shape: Syntax | undefined, open: readonly string[]): string {
  let pointers = '';
  for (let at = shape; at; at = named(at).at(-1)?.type.endsWith('declarator') ? named(at).at(-1) : undefined)
    if (/pointer|array/.test(at.type)) pointers += named(at)[0]?.type === 'parenthesized_declarator' ? '[]' : '*';
  const base = typeOf(type) ?? 'auto';
  // `T &&` takes variables, too.
  if (open.includes(base)) return `?${pointers}`;
  const { name, args } = partsOf(wholeType(type) ?? base);
  const element = args.length === 0 ? elementType(type) : undefined;
  const inside = (element === undefined ? args : [element]).map((one) => (open.includes(one) ? '?' : one));
  const whole = inside.length === 0 ? name : `${name}<${inside.join(',')}>`;
  return whole + pointers + (base !== 'auto' && shape?.text.startsWith('&&') ? '&&' : '');
}
