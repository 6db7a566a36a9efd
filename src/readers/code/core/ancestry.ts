import type { ClassData, Data } from './values';

/** The nearest of a class and those that it extends that is such a one. */
export function nearest(type: ClassData | undefined, isSuch: (type: ClassData) => boolean): ClassData | undefined {
  for (let at = type; at; at = at.base) if (isSuch(at)) return at;
  return undefined;
}

/** Whether a class is the other one, or extends it. */
export function isKind(type: ClassData | undefined, of: ClassData): boolean {
  return nearest(type, (one) => one === of) !== undefined;
}

/** Whether it is an object of a class, or of one that extends it. */
export function isInstance(data: Data, of: ClassData): boolean {
  return data.t === 'record' && isKind(data.type, of);
}
