import type { Stmt } from '../core/ir';

/** Statements in which some names stand for values of which nothing is known but what they are called. */
export function withUnknowns(statements: readonly Stmt[], unknowns: ReadonlyMap<string, string>): Stmt[] {
  return unknowns.size === 0 ? [...statements] : statements.map((one) => replaced(one, unknowns));
}

/** Statements are plain data but for the bodies of functions, which no example has. */
function replaced<T>(part: T, unknowns: ReadonlyMap<string, string>): T {
  if (Array.isArray(part)) return part.map((one: unknown) => replaced(one, unknowns)) as T;
  if (typeof part !== 'object' || part === null) return part;
  const { op, name, at } = part as { op?: unknown; name?: unknown; at?: unknown };
  const known = op === 'name' && typeof name === 'string' ? unknowns.get(name) : undefined;
  if (known !== undefined) return { at, op: 'unknown', name: known } as T;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, replaced(value, unknowns)])) as T;
}
