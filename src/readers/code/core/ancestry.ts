import type { ClassData, Data, FunctionData } from './values';

/** A class and all that it extends, in the order in which methods are looked for. */
export function lineage(type: ClassData | undefined): readonly ClassData[] {
  if (!type) return [];
  return [type, ...(type.order ?? lineage(type.base))];
}

/** The nearest of a class and those that it extends that is such a one. */
export function nearest(type: ClassData | undefined, isSuch: (type: ClassData) => boolean): ClassData | undefined {
  // Most classes extend one at most, and are asked often.
  for (let at = type; at; at = at.base) {
    if (isSuch(at)) return at;
    if (at.order) return at.order.find(isSuch);
  }
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

/** The first of these methods that a class has, or inherits. */
export function methodOf(type: ClassData, names: readonly string[]): FunctionData | undefined {
  const has = nearest(type, ({ methods }) => names.some((name) => methods.has(name)));
  return has && names.flatMap((name) => has.methods.get(name) ?? [])[0];
}
