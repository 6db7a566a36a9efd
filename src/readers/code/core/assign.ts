import type { Span } from '../syntax';
import { readOnly } from './cells';
import { callOrCell, evaluate } from './evaluate';
import type { Expr, Pattern } from './ir';
import type { Machine } from './machine';
import type { Scope, Variable } from './scope';
import type { Box, Place } from './values';

/** Puts `box` where `pattern` says, taking it apart if need be. */
export function destructure(m: Machine, pattern: Pattern, box: Box, scope: Scope): void {
  switch (pattern.to) {
    case 'nothing':
      return;
    case 'name':
      m.setVariable(variableFor(m, pattern, scope), box, pattern.at);
      return;
    case 'place':
      placeOf(m, pattern.place, scope).write(m.dialect.copied?.(m, box, pattern.at) ?? box);
      return;
    case 'default': {
      const missing = box.data.t === 'nothing' && box.data.name === 'undefined';
      destructure(m, pattern.pattern, missing ? evaluate(m, pattern.value, scope) : box, scope);
      return;
    }
    case 'fields':
      for (const field of pattern.fields)
        destructure(m, field.pattern, m.dialect.member(m, box, field.key, field.pattern.at).read(), scope);
      return;
    case 'sequence':
      takeApart(m, pattern, collect(m, box, pattern.at, pattern), scope);
  }
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

export function takeApart(m: Machine, pattern: Pattern & { to: 'sequence' }, boxes: Box[], scope: Scope): void {
  const { items, star } = pattern;
  const wanted = items.length;
  const exact = star === undefined ? boxes.length === wanted : boxes.length >= wanted - 1;
  if (!exact && !m.dialect.looseArguments)
    m.fail(pattern.at, `${wanted} places${star === undefined ? '' : ' (one with a star)'} for ${boxes.length} values`);
  const rest = star === undefined ? 0 : Math.max(0, boxes.length - (wanted - 1));
  items.forEach((item, index) => {
    if (index === star) {
      const taken = boxes.slice(index, index + rest);
      destructure(m, item, m.fresh(m.sequence(m.dialect.starFlavor, taken, item.at)), scope);
      return;
    }
    const box = boxes[star !== undefined && index > star ? index - 1 + rest : index];
    destructure(m, item, box ?? m.fresh(m.dialect.absent ?? { t: 'nothing', name: 'undefined' }), scope);
  });
}

function variableFor(m: Machine, pattern: Pattern & { to: 'name' }, scope: Scope): Variable {
  if (pattern.declare === 'block') return m.declare(scope, pattern.name, pattern.type);
  if (pattern.declare === 'function') return m.declare(scope.function, pattern.name, pattern.type);
  const elsewhere = scope.elsewhere.get(pattern.name);
  if (elsewhere) return elsewhere.variables.get(pattern.name) ?? m.declare(elsewhere, pattern.name);
  return m.find(scope, pattern.name, pattern.at) ?? m.declare(scope.top, pattern.name);
}

/** The cell that an expression names. */
export function placeOf(m: Machine, expr: Expr, scope: Scope): Place {
  const { at } = expr;
  switch (expr.op) {
    case 'name': {
      m.lookup(scope, expr.name, at);
      const variable = m.find(scope, expr.name, at);
      if (variable?.alias) return variable.alias;
      if (!variable) return m.fail(at, `${expr.name} cannot be assigned to`);
      return {
        name: expr.name,
        read: () => variable.box ?? m.fail(at, `${expr.name} has no value yet`),
        write: (box) => m.setVariable(variable, box, at),
      };
    }
    case 'index': {
      const object = evaluate(m, expr.object, scope);
      return m.dialect.element(m, object, evaluate(m, expr.index, scope), at);
    }
    case 'slice': {
      const object = evaluate(m, expr.object, scope);
      const bounds = {
        ...(expr.low && { low: evaluate(m, expr.low, scope) }),
        ...(expr.high && { high: evaluate(m, expr.high, scope) }),
        ...(expr.step && { step: evaluate(m, expr.step, scope) }),
        ...(expr.inclusive && { inclusive: true }),
      };
      return m.dialect.slice(m, object, bounds, at);
    }
    case 'member':
      return m.dialect.member(m, evaluate(m, expr.object, scope), expr.name, at);
    case 'deref': {
      const box = evaluate(m, expr.pointer, scope);
      const pointer = m.inspect(box, at);
      if (pointer.t === 'reference') return pointer.place;
      if (pointer.t === 'sequence') return m.dialect.element(m, m.fresh(pointer), m.fresh({ t: 'int', v: 0n }), at);
      // What an iterator of Rust gives is a reference in name only.
      if (m.dialect.valuesAsReferences) return readOnly(m, 'this', box, at);
      return m.fail(at, 'this is not a pointer');
    }
    case 'call':
      return callOrCell(m, expr, scope).place ?? m.fail(at, 'this cannot be assigned to');
    case 'unsupported':
      return m.fail(at, expr.what);
    default:
      return m.fail(at, 'this cannot be assigned to');
  }
}
