import type { Type } from '../model/ast';

/** How many numbers are in a root. */
export function sizeOf(type: Type): number {
  switch (type.of) {
    case 'array':
      return type.size;
    case 'grid':
      return type.rows * type.columns;
    case 'pair':
      return 2;
    default:
      return 1;
  }
}
