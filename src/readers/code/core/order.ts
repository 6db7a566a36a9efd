import type { Span } from '../syntax';
import type { Order } from './dialect';
import type { Expr } from './ir';
import type { Access } from './access';
import type { Machine } from './machine';
import type { Owner } from './values';

/**
 * Evaluates operands from left to right; fails where the language leaves the order open and it makes a difference.
 *
 * @param how nothing where the language has an order of its own
 * @param run evaluates each of `operands`
 */
export function inAnyOrder<T extends unknown[]>(
  m: Machine,
  how: Order | undefined,
  at: Span,
  operands: readonly Expr[],
  run: { [K in keyof T]: () => T[K] },
): T {
  const each = run as (() => unknown)[];
  if (how === undefined || operands.length < 2 || !operands.some(changes)) return each.map((one) => one()) as T;
  const lists: Access[][] = [];
  const results = each.map((one) => {
    const [result, list] = watching(m, one);
    lists.push(list);
    return result;
  });
  lists.forEach((list, index) => {
    const writes = list.filter(({ kind }) => kind !== 'read');
    if (writes.length === 0) return;
    for (const [other, accesses] of lists.entries()) if (other !== index) check(m, how, at, writes, accesses);
  });
  return results as T;
}

/** What is read and written meanwhile. */
function watching<T>(m: Machine, run: () => T): [T, Access[]] {
  const outer = m.accesses;
  const list: Access[] = (m.accesses = []);
  try {
    return [run(), list];
  } finally {
    // Also where an exception leaves it.
    m.accesses = outer;
    if (outer) for (const access of list) outer.push(access);
  }
}

function check(m: Machine, how: Order, at: Span, writes: readonly Access[], others: readonly Access[]): void {
  const byOwner = new Map<Owner, Access[]>();
  for (const write of writes) byOwner.set(write.owner, [...(byOwner.get(write.owner) ?? []), write]);
  const here = m.frame.depth;
  for (const other of others) {
    // Calls themselves come in order in Go: what is open is when a variable beside them is read.
    if (how === 'calls' && other.depth > here) continue;
    if (byOwner.get(other.owner)?.some((write) => touches(write, other))) fails(m, at, other);
  }
}

function touches(a: Access, b: Access): boolean {
  if (a.kind === 'add' && b.kind === 'add') return false;
  return a.key === b.key || a.key === undefined || b.key === undefined;
}

function fails(m: Machine, at: Span, { owner, key }: Access): never {
  const what = key === undefined ? owner.name : 'one cell';
  return m.fail(
    at,
    `${what} is changed and used here in an order that the language leaves open: write this as several statements`,
  );
}

/**
 * Evaluates the operands of an assignment, then writes. In C it fails where one of the operands has itself just changed
 * the cell, as in `i = i++`.
 */
export function writing<T, R>(m: Machine, at: Span, operands: () => T, write: (operands: T) => R): R {
  if (m.dialect.anyOrder?.assign !== 'operands') return write(operands());
  const [values, before] = watching(m, operands);
  const pending = before.filter(({ kind, settled, depth }) => kind !== 'read' && !settled && depth === m.frame.depth);
  const [result, own] = watching(m, () => write(values));
  for (const one of own)
    if (one.kind !== 'read' && pending.some((other) => other.owner === one.owner && touches(one, other)))
      fails(m, at, one);
  return result;
}

/** `count++` as a statement: it reads and writes, but sums that grow come out the same in any order. */
export function asSum<T>(m: Machine, run: () => T): T {
  const outer = m.accesses;
  if (!outer) return run();
  const list: Access[] = (m.accesses = []);
  const result = run();
  m.accesses = outer;
  for (const access of list) if (access.kind !== 'read') outer.push({ ...access, kind: 'add' });
  return result;
}

/** Evaluates what stands before a comma, `&&` or `?`: its changes are done before anything after it is looked at. */
export function settled<T>(m: Machine, evaluate: () => T): T {
  const list = m.accesses;
  const from = list?.length ?? 0;
  const result = evaluate();
  for (const access of list?.slice(from) ?? []) access.settled = true;
  return result;
}

const CHANGING: ReadonlySet<string> = new Set(['call', 'assign', 'update', 'block']);
const known = new WeakMap<Expr, boolean>();

/** Whether evaluating an expression may write a cell. What functions do that are only made there, they do later. */
function changes(e: Expr): boolean {
  let result = known.get(e);
  if (result === undefined) known.set(e, (result = CHANGING.has(e.op) || (e.op !== 'function' && within(e))));
  return result;
}

function within(value: object): boolean {
  return Object.values(value).some((inner: unknown) => {
    if (typeof inner !== 'object' || inner === null) return false;
    if (Array.isArray(inner)) return within(inner);
    if ('op' in inner && 'at' in inner) return changes(inner as Expr);
    return 'value' in inner && within(inner);
  });
}
