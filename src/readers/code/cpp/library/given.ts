import type { Machine } from '../../core/machine';
import type { Box } from '../../core/values';
import { pointerOf } from '../../native/pointers';
import { isIntType } from '../../native/integers';
import type { Span } from '../../syntax';

/**
 * The list that a parameter gets from `{1, 2}` or `{first, last}`: its elements are of the parameter's type, and two places in
 * one list are where the elements begin and end. Undefined for what is given as it is.
 */
export function listGiven(m: Machine, type: string, { data, home }: Box, at: Span): Box | undefined {
  const [, element] = /^(?:vector|deque|list)<(.*)>(?:&&)?$/.exec(type) ?? [];
  if (element === undefined || home || data.t !== 'sequence' || data.flavor !== 'vector' || data.type !== undefined)
    return undefined;
  const ends = data.cells.map((cell) => (cell.data.t === 'reference' ? pointerOf(cell.data) : undefined));
  const [from, to] = ends;
  const isNumber = isIntType(element) || element === 'f64';
  if (from && to && ends.length === 2 && from.base === to.base && !element.endsWith('*'))
    return m.fresh(
      m.sequence('vector', from.base.cells.slice(from.index, to.index), at, isNumber ? element : undefined),
    );
  if (!isNumber) return undefined;
  return m.fresh(
    m.sequence(
      'vector',
      data.cells.map((cell) => m.typed(element, cell, at)),
      at,
      element,
    ),
  );
}
