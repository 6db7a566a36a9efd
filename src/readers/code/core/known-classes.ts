import type { Machine } from './machine';
import { Scope, type ClassData } from './values';

/** Where what the language itself has is declared. */
export const NOWHERE = { start: 0, end: 0 };

const made = new WeakMap<Machine, Map<string, ClassData>>();

/** A class of the language itself: made when it is first spoken of in a run, and kept. */
export function knownClass(m: Machine, name: string, base?: ClassData, fill?: (type: ClassData) => void): ClassData {
  const classes = made.get(m) ?? new Map<string, ClassData>();
  made.set(m, classes);
  const known = classes.get(name);
  if (known) return known;
  const scope = new Scope(null, m.frame, 'block');
  const declaration = { at: NOWHERE, name, methods: [], fields: [] };
  const type: ClassData = { t: 'class', declaration, scope, shared: m.record('class'), methods: new Map() };
  if (base) type.base = base;
  fill?.(type);
  classes.set(name, type);
  return type;
}

/** Whether a class is one of the language itself, and not of the text. */
export function isKnownClass({ declaration }: ClassData): boolean {
  return declaration.at === NOWHERE;
}
