import { destructure } from './assign';
import type { Clause, Expr } from './ir';
import type { Machine } from './machine';
import { keyOfData } from './keys';
import { Scope, type Box, type Next } from './values';

/** `[f(x) for x in a if p(x)]`: what the first clause goes over is evaluated at once, the rest when asked for. */
export function comprehension(m: Machine, e: Expr & { op: 'comprehension' }, parent: Scope): Box {
  const [first] = e.clauses;
  if (!first || !('each' in first)) return m.fail(e.at, 'a comprehension goes over something first');
  const over = m.evaluate(first.of, parent);
  const boxes = elements(m, e, e.clauses, new Scope(parent, parent.frame, 'block'), over);
  if (e.into === 'iterator') return m.fresh({ t: 'iterator', next: stepwise(m, e, boxes) });
  if (e.into === 'sequence')
    return m.fresh(
      m.sequence(
        e.flavor,
        [...boxes].map(([box]) => box),
        e.at,
      ),
    );
  const record = m.record(e.flavor);
  for (const [key, value] of boxes) {
    const data = m.inspect(key, e.element.at);
    // In a set an element that is there stays, and is its own key.
    if (value) m.setEntry(record, data, value, e.at);
    else if (!record.entries.has(keyOfData(data) ?? '')) m.setEntry(record, data, key, e.at);
  }
  return m.fresh(record);
}

/** As a generator gives its values. */
function stepwise(m: Machine, { at }: Expr, boxes: Generator<Element, undefined>): Next {
  let runs = false;
  return () => {
    if (runs) return m.fail(at, 'this generator asks itself for its next value', 'failure');
    runs = true;
    try {
      return boxes.next().value?.[0];
    } catch (error) {
      throw m.dialect.outOfGenerator?.(m, error, at) ?? error;
    } finally {
      runs = false;
    }
  };
}

type Element = [box: Box, value: Box | undefined];

function* elements(
  m: Machine,
  e: Expr & { op: 'comprehension' },
  [clause, ...rest]: readonly Clause[],
  scope: Scope,
  over?: Box,
): Generator<Element, undefined> {
  if (!clause) yield [m.evaluate(e.element, scope), e.value && m.evaluate(e.value, scope)];
  else if ('when' in clause) {
    if (m.test(m.evaluate(clause.when, scope), clause.when.at)) yield* elements(m, e, rest, scope);
  } else {
    const next = m.dialect.iterate(m, over ?? m.evaluate(clause.of, scope), 'values', clause.of.at);
    // Functions made in it see the last value of its variable, as there is only one.
    const round = new Scope(scope, scope.frame, 'block');
    for (let item = next(); item; item = next()) {
      m.count(e.at);
      destructure(m, clause.each, item, round);
      yield* elements(m, e, rest, round);
    }
  }
}
