import type { Span } from '../syntax';
import { entryCell, readOnly, sequenceCell } from './cells';
import type { Expr, Pattern } from './ir';
import type { Machine } from './machine';
import { memberOf } from './members';
import { inAnyOrder, writing } from './order';
import { abandon } from './thrown';
import { drain } from './iteration';
import { isContainer } from './keys';
import type { Box, Next, Place, RecordData, Scope, Variable } from './values';

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
    return (box) => take(m, target, box, items);
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
        destructure(m, field.pattern, memberOf(m, box, field.key, field.pattern.at).read(), scope);
      if (pattern.rest) {
        const named = new Set(pattern.fields.map(({ key }) => key));
        const others = m.dialect.others?.(m, box, named, pattern.rest.at);
        destructure(m, pattern.rest, others ?? m.fail(pattern.rest.at, 'this is not followed'), scope);
      }
      return;
    case 'sequence':
      if (namesCells(m, pattern)) nameCells(m, pattern, box, scope);
      else
        take(
          m,
          pattern,
          box,
          pattern.items.map((item) => (inner) => destructure(m, item, inner, scope)),
        );
  }
}

/** Whether the names that a pattern makes are other ones for cells. */
export function namesCells(m: Machine, pattern: Pattern): boolean {
  if (pattern.to !== 'sequence') return false;
  return pattern.items.some((item) => item.to === 'name' && m.dialect.isAlias?.(item.type ?? '') === true);
}

/** `auto &[a, b] = pair`: the names are other ones for its cells. */
function nameCells(m: Machine, { items, at }: Pattern & { to: 'sequence' }, box: Box, scope: Scope): void {
  const { data } = box;
  // `auto &[x, y] = point`: the fields in their order.
  if (data.t === 'record' && data.type && data.entries.size === items.length) {
    const fields = [...data.entries.values()].flatMap(({ key }) => (key.t === 'str' ? [key.v] : []));
    for (const [index, item] of items.entries())
      if (item.to === 'name') m.declare(scope, item.name).alias = memberOf(m, box, fields[index] ?? '', item.at);
    return;
  }
  if (data.t !== 'sequence' || data.cells.length !== items.length)
    m.fail(at, `the parts of ${m.dialect.show(data)} are not named by references here`);
  for (const [index, item] of items.entries())
    if (item.to === 'name') m.declare(scope, item.name).alias = sequenceCell(m, data, index, item.at);
}

/** `for (auto &[key, value] : map)`: the value is another name for the entry; the key stays what it is. */
export function nameEntry(
  m: Machine,
  { items, at }: Pattern & { to: 'sequence' },
  pair: Box,
  map: RecordData,
  scope: Scope,
): void {
  const [key, value] = items;
  const [own] = pair.data.t === 'sequence' ? pair.data.cells : [];
  if (items.length !== 2 || key?.to !== 'name' || value?.to !== 'name' || !own)
    return m.fail(at, `the parts of ${m.dialect.show(pair.data)} are not named by references here`);
  m.declare(scope, key.name).alias = readOnly(m, `${key.name}, the key of an entry,`, own, key.at);
  m.declare(scope, value.name).alias = entryCell(m, map, own.data, value.at, () =>
    m.fail(value.at, `the entry of ${m.dialect.show(own.data)} is gone`),
  );
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

/** What there is to be gone through, taken apart. */
function take(m: Machine, pattern: Pattern & { to: 'sequence' }, box: Box, writes: readonly Found[]): void {
  const next = m.dialect.iterate(m, box, 'values', pattern.at);
  if (m.dialect.closesGenerators) inTurn(m, pattern, next, writes);
  else distribute(m, pattern, drain(m, next, pattern.at), writes);
}

/** Each thing is put where it belongs before the next is asked for, and no more are asked for than there are places. */
function inTurn(m: Machine, { star, at }: Pattern & { to: 'sequence' }, next: Next, writes: readonly Found[]): void {
  const state = { isDone: false };
  const one = (): Box | undefined => {
    if (state.isDone) return undefined;
    // Where it throws instead, nobody tells it that it is left.
    state.isDone = true;
    const item = next();
    state.isDone = item === undefined;
    m.count(at);
    return item;
  };
  try {
    writes.forEach((write, index) => {
      write((index === star ? m.fresh(m.sequence(m.dialect.starFlavor, drain(m, one, at), at)) : one()) ?? m.absent());
    });
  } catch (error) {
    if (!state.isDone) abandon(m, next, error, at);
    throw error;
  }
  if (!state.isDone) next.leave?.(at);
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
  const { around } = scope;
  if (around) return around.variables.get(pattern.name) ?? m.declare(around, pattern.name);
  return m.find(scope, pattern.name, pattern.at) ?? m.declare(scope.top, pattern.name);
}
