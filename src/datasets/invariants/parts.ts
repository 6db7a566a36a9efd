import { namedGroup } from '../../algebra/groups';
import type { Verdict } from '../../algebra/verdict';
import type { Fault } from '../../trace/json-place';
import type { Example } from '../examples/example';

type Stated = NonNullable<Example['verdict']>;

/**
 * Where a stated verdict contradicts the one that was found. What either of them does not know contradicts nothing, and
 * of names only the order that they stand for is looked at: a group has several.
 */
export function verdictFault(stated: Stated, found: Pick<Verdict, 'class' | 'order'>): Fault | undefined {
  const { order } = found;
  if (stated.class !== found.class && stated.class !== 'unknown' && found.class !== 'unknown')
    return { path: ['verdict', 'class'], reason: `is ${stated.class}, but what the tokens generate is ${found.class}` };
  if (order === undefined) return undefined;
  if (stated.order !== null && stated.order !== order)
    return { path: ['verdict', 'order'], reason: `is ${stated.order}, but the tokens generate ${order} updates` };
  const named = stated.name === null ? undefined : namedGroup(stated.name);
  return named && String(named.order) !== order
    ? { path: ['verdict', 'name'], reason: `${stated.name ?? ''} is not of the order ${order}` }
    : undefined;
}

/** Of a list that has one entry for each token. */
export function lengthFault(
  path: Fault['path'],
  list: readonly unknown[],
  tokens: readonly number[],
): Fault | undefined {
  return list.length === tokens.length
    ? undefined
    : { path, reason: `there are ${list.length} for ${tokens.length} tokens` };
}
