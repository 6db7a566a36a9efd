import { nearest } from '../core/ancestry';
import type { ClassData } from '../core/values';

/** Data classes whose objects cannot be changed, each with the names of its fields. */
export const frozen = new WeakMap<ClassData, ReadonlySet<string>>();

/** Whether an attribute of the objects of a class cannot be assigned to: any, or a field of a class that it extends. */
export function isFrozen(type: ClassData | undefined, name: string): boolean {
  return nearest(type, (one) => frozen.get(one)?.has(name) === true) !== undefined || (!!type && frozen.has(type));
}
