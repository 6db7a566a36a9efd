import { methodOf, type Machine } from './machine';
import type { FunctionData } from './values';

/** What is found in the class that the one is extended from whose method runs, for the same object. */
export interface Base {
  /** Undefined where that class has no such method. */
  method: FunctionData | undefined;
  /** The class whose method runs. */
  of: string;
}

/** @returns undefined where no method of an object runs */
export function inBase(m: Machine, name: string): Base | undefined {
  const { method } = m.frame;
  const self = method?.self;
  if (!method?.of || !self) return undefined;
  const found = method.of.base && methodOf(method.of.base, [name]);
  return { method: found && { ...found, self }, of: method.of.declaration.name };
}
