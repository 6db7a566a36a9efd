import type { Span } from '../syntax';
import type { Expr, Pattern } from './ir';
import type { Machine } from './machine';
import { inAnyOrder, writing } from './order';
import { isContainer, type Box, type Place, type Scope, type Variable } from './values';

/** Evaluates a value and puts it where `target` says, in the language's order. */
export function assignTo(m: Machine, target: Pattern, value: Expr, at: Span, scope: Scope): Box {
  const first = m.dialect.targetFirst?.(target) === true;
  const give = (): Box => m.evaluate(value, scope);
  if (target.to === 'place') {
    const find = (): Place => m.place(target.place, scope);
    const how = m.dialect.anyOrder?.assign;
    const operands = (): [Place, Box] => {
      if (first || how) return inAnyOrder<[Place, Box]>(m, how, at, [target.place, value], [find, give]);
      const box = give();
      return [find(), box];
    };
    return writing(m, at, operands, ([place, box]) => written(m, place, box, target.at));
  }
  const write = first && found(m, target, scope);
  const box = give();
  if (write) write(box);
  else if (m.dialect.bindsTargets) found(m, target, scope)(box);
  else destructure(m, target, box, scope);
  return box;
}

/** Puts `box` there; gives what it has become where the cell has a type: `c = 300` is 44 where `c` is a `char`. */
export function written(m: Machine, place: Place, box: Box, at: Span): Box {
  const copy = m.dialect.copied?.(m, box, at) ?? box;
  const old = isContainer(box.raw) ? place.peek?.() : undefined;
  if (!old || !m.dialect.refill?.(m, old.data, copy.data, at)) place.write(copy);
  if (!m.dialect.cast) return box;
  const after = place.read();
  return after.data === box.data ? box : after;
}

/** A target whose operands have been evaluated: what is left to do is to put a value there. */
type Found = (box: Box) => void;

function found(m: Machine, target: Pattern, scope: Scope): Found {
  if (target.to === 'place') {
    const place = m.place(target.place, scope);
    return (box) => void written(m, place, box, target.at);
  }
  if (target.to === 'sequence') {
    const items = target.items.map((item) => found(m, item, scope));
    return (box) => distribute(m, target, collect(m, box, target.at, target), items);
  }
  return (box) => destructure(m, target, box, scope);
}

/** Puts `box` where `pattern` says, taking it apart if need be. */
export function destructure(m: Machine, pattern: Pattern, box: Box, scope: Scope): void {
  switch (pattern.to) {
    case 'nothing':
      return;
    case 'name':
      m.setVariable(variableFor(m, pattern, scope), box, pattern.at);
      return;
    case 'place':
      written(m, m.place(pattern.place, scope), box, pattern.at);
      return;
    case 'default': {
      const write = found(m, pattern.pattern, scope);
      write(m.dialect.isMissing?.(box.data) ? m.evaluate(pattern.value, scope) : box);
      return;
    }
    case 'fields':
      for (const field of pattern.fields)
        destructure(m, field.pattern, m.dialect.member(m, box, field.key, field.pattern.at).read(), scope);
      return;
    case 'sequence':
      distribute(
        m,
        pattern,
        collect(m, box, pattern.at, pattern),
        pattern.items.map((item) => (inner) => destructure(m, item, inner, scope)),
      );
  }
}

/** `a, b = b, a`: the values are evaluated, then put where the targets say. No tuple needs to be made for that. */
export function assignItems(
  m: Machine,
  target: Pattern & { to: 'sequence' },
  values: readonly Expr[],
  scope: Scope,
): void {
  const first = m.dialect.targetFirst?.(target) === true;
  const places = first ? target.items.flatMap((item) => (item.to === 'place' ? [item.place] : [])) : [];
  const [writes, boxes] = inAnyOrder<[Found[], Box[]]>(
    m,
    m.dialect.anyOrder?.assign,
    target.at,
    [all(target, places), all(target, values)],
    [
      () => target.items.map((item) => (first ? found(m, item, scope) : (box) => destructure(m, item, box, scope))),
      () =>
        inAnyOrder<Box[]>(
          m,
          m.dialect.anyOrder?.sequence,
          target.at,
          values,
          values.map((value) => () => m.evaluate(value, scope)),
        ),
    ],
  );
  distribute(
    m,
    target,
    m.dialect.copied ? boxes.map((box) => m.dialect.copied?.(m, box, target.at) ?? box) : boxes,
    writes,
  );
}

function collect(m: Machine, box: Box, at: Span, pattern: Pattern & { to: 'sequence' }): Box[] {
  const next = m.dialect.iterate(m, box, 'values', at);
  const boxes: Box[] = [];
  // JavaScript takes no more than it needs, also from what has no end.
  const enough = m.dialect.looseArguments && pattern.star === undefined ? pattern.items.length : Infinity;
  while (boxes.length < enough) {
    const item = next();
    if (item === undefined) break;
    m.count(at);
    boxes.push(item);
  }
  return boxes;
}

function all({ at }: Pattern, parts: readonly Expr[]): Expr {
  return { at, op: 'all', parts: [...parts] };
}

/** Gives the values of a list to the targets of a pattern, those that are left over to the one with a star. */
function distribute(
  m: Machine,
  { items, star, at }: Pattern & { to: 'sequence' },
  boxes: readonly Box[],
  writes: readonly Found[],
): void {
  const wanted = items.length;
  const exact = star === undefined ? boxes.length === wanted : boxes.length >= wanted - 1;
  if (!exact && !m.dialect.looseArguments)
    m.fail(at, `${wanted} places${star === undefined ? '' : ' (one with a star)'} for ${boxes.length} values`);
  const rest = star === undefined ? 0 : Math.max(0, boxes.length - (wanted - 1));
  writes.forEach((write, index) => {
    if (index === star) {
      const taken = boxes.slice(index, index + rest);
      write(m.fresh(m.sequence(m.dialect.starFlavor, taken, items[index]?.at ?? at)));
      return;
    }
    const box = boxes[star !== undefined && index > star ? index - 1 + rest : index];
    write(box ?? m.absent());
  });
}

function variableFor(m: Machine, pattern: Pattern & { to: 'name' }, scope: Scope): Variable {
  if (pattern.declare === 'block') return m.declare(scope, pattern.name, pattern.type, true);
  if (pattern.declare === 'function') return m.declare(scope.function, pattern.name, pattern.type);
  const elsewhere = scope.elsewhere.get(pattern.name);
  if (elsewhere) return elsewhere.variables.get(pattern.name) ?? m.declare(elsewhere, pattern.name);
  return m.find(scope, pattern.name, pattern.at) ?? m.declare(scope.top, pattern.name);
}
