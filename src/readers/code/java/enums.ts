import type { Data } from '../core/values';

interface Constant {
  name: string;
  ordinal: number;
}

/** Objects that are constants of an enumeration. */
const constants = new WeakMap<object, Constant>();

export function makeConstant(data: Data, constant: Constant): void {
  constants.set(data, constant);
}

export function constantOf(data: Data): Constant | undefined {
  return constants.get(data);
}
