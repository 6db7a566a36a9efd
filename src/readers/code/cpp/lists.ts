import type { Machine } from '../core/machine';
import type { Box } from '../core/values';
import type { Span } from '../syntax';

/** Both as lists or pairs of the library, which are compared element by element; arrays are compared as pointers are. */
function both({ data: a }: Box, { data: b }: Box): [readonly Box[], readonly Box[]] | undefined {
  const isList = a.t === 'sequence' && b.t === 'sequence' && a.flavor === b.flavor && LISTS.has(a.flavor);
  return isList ? [a.cells, b.cells] : undefined;
}

const LISTS: ReadonlySet<string> = new Set(['vector', 'tuple']);

/** Whether two lists hold the same; undefined for other things. */
export function areEqual(m: Machine, left: Box, right: Box, at: Span): boolean | undefined {
  const lists = both(left, right);
  if (!lists) return undefined;
  const [a, b] = lists;
  return a.length === b.length && a.every((one, index) => m.dialect.compare(m, '==', one, b[index] ?? one, at));
}

/** Whether `<`, `>`, `<=` or `>=` holds of two lists: the first elements that differ tell, else their lengths. */
export function inOrder(m: Machine, operator: string, left: Box, right: Box, at: Span): boolean | undefined {
  const lists = /^[<>]=?$/.test(operator) ? both(left, right) : undefined;
  if (!lists) return undefined;
  const [a, b] = operator.startsWith('<') ? lists : [lists[1], lists[0]];
  for (const [index, one] of a.entries()) {
    const other = b[index];
    if (!other || m.dialect.compare(m, '<', other, one, at)) return false;
    if (m.dialect.compare(m, '<', one, other, at)) return true;
  }
  return operator.endsWith('=') || a.length < b.length;
}
