import { lineage } from './ancestry';
import type { Machine } from './machine';
import type { ClassData, Data, FunctionData } from './values';

/** What is found behind the class whose method runs, among those that the class of the object extends, for the same object. */
export interface Base {
  /** Undefined where none of them has such a method. */
  method: FunctionData | undefined;
  /** The class behind which it was looked for. */
  of: string;
}

/**
 * @param from the class behind which is looked, by its name; that whose method runs without it
 * @returns undefined where no method of an object of that class runs
 */
export function inBase(m: Machine, name: string, from?: string): Base | undefined {
  const { method } = m.frame;
  const self = method?.self;
  if (!method?.of || !self) return undefined;
  const all = lineage(typeOf(self.data));
  const [of, another] = from === undefined ? [method.of] : all.filter(({ declaration }) => declaration.name === from);
  if (!of || another || !all.includes(of)) return undefined;
  const inherited = all
    .slice(all.indexOf(of) + 1)
    .find(({ methods }) => methods.has(name))
    ?.methods.get(name);
  const type = inherited?.declaration.isOfClass ? typeOf(self.data) : undefined;
  return { method: inherited && { ...inherited, self: type ? m.fresh(type) : self }, of: of.declaration.name };
}

function typeOf(self: Data): ClassData | undefined {
  if (self.t === 'class') return self;
  return self.t === 'record' ? self.type : undefined;
}
