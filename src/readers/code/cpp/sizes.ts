import type { ClassData } from '../core/values';

/** Bytes of a type on the usual 64-bit machines (LP64), `*` before what a pointer points to; undefined where not known. */
export function sizeOfType(type: string): number | undefined {
  if (type.startsWith('*')) return 8;
  if (type === 'bool') return 1;
  if (type === 'float') return 4;
  const bits = /^[iuf](\d+)$/.exec(type)?.[1];
  return bits === undefined ? undefined : Number(bits) / 8;
}

/** Each field stands at a multiple of its size, as does the next structure after this one; undefined where not known. */
export function sizeOfClass({ declaration: { fields, methods } }: ClassData): number | undefined {
  let end = 0;
  let widest = 1;
  if (fields.length === 0 || methods.length > 0) return undefined;
  for (const { type } of fields) {
    // Only pointers have no type of their own here.
    const size = type === undefined ? 8 : sizeOfType(type);
    if (size === undefined) return undefined;
    end = Math.ceil(end / size) * size + size;
    widest = Math.max(widest, size);
  }
  return Math.ceil(end / widest) * widest;
}
