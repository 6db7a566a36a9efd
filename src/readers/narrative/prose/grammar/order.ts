import type { Clause } from './clause';
import { isEvent } from './sentence';

/** Clauses in the order in which they happen: `after`, `when` and `because` before, `before` behind what they hang on. */
export function inOrder(clauses: readonly Clause[], isUnreal: (clause: Clause) => boolean): Clause[] {
  const order = [...clauses];
  for (const clause of clauses) {
    const { link } = clause;
    if (link?.kind !== 'while' && link?.kind !== 'ing') continue;
    const at = order.indexOf(clause);
    const index = clauses.indexOf(clause);
    if (['after', 'once', 'when', 'since', 'because', 'whenever'].includes(link.word) && index > 0) {
      const real = isEvent(clause) && !isUnreal(clause);
      if (!real) continue;
      const main = clauses.findLastIndex(
        (each, k) => k < index && each.link?.kind !== 'while' && each.link?.kind !== 'ing',
      );
      if (main < 0) continue;
      order.splice(at, 1);
      order.splice(order.indexOf(clauses[main] as Clause), 0, clause);
    } else if (link.word === 'before' && index === 0) {
      const main = clauses.findIndex(
        (each, k) => k > 0 && each.link?.kind !== 'while' && each.link?.kind !== 'ing' && each.link?.kind !== 'to',
      );
      if (main < 0 || !isEvent(clause)) continue;
      order.splice(at, 1);
      order.splice(order.indexOf(clauses[main] as Clause) + 1, 0, clause);
    }
  }
  return order;
}
