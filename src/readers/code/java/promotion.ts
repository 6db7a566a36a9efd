import type { Expr } from '../core/ir';
import type { Machine } from '../core/machine';
import type { Data, Scope } from '../core/values';
import { isBoxed } from './boxes';

const ORDER = ['i32', 'i64', 'f32', 'f64'];

/**
 * The type of numbers that an expression gives, as far as it can be told without evaluating it; undefined where it
 * cannot, or where no number has to become another one.
 */
export function typeOfValue(m: Machine, e: Expr, scope: Scope): string | undefined {
  switch (e.op) {
    case 'literal':
      return typeOf(e.value);
    case 'name': {
      const variable = m.find(scope, e.name, e.at);
      if (variable?.type !== undefined && /^[iuf]\d+$/.test(variable.type)) return variable.type;
      const data = (variable?.alias?.peek?.() ?? variable?.box)?.raw;
      return data && typeOf(data);
    }
    case 'cast':
      return /^[iuf]\d+$/.test(e.type) ? e.type : undefined;
    case 'unary':
      return wider(typeOfValue(m, e.operand, scope), 'i32');
    case 'binary': {
      const [left, right] = [typeOfValue(m, e.left, scope), typeOfValue(m, e.right, scope)];
      return left === undefined || right === undefined ? undefined : wider(left, right);
    }
    case 'conditional': {
      const [left, right] = [typeOfValue(m, e.then, scope), typeOfValue(m, e.otherwise, scope)];
      if (left === right || left === undefined || right === undefined) return left ?? right;
      // `flag ? 'a' : 0` is a character: a number that is written fits into the narrower type.
      const [narrow] = [left, right].filter((type) => !ORDER.includes(type));
      const isWritten = [e.then, e.otherwise].some(({ op }) => op === 'literal');
      return narrow !== undefined && isWritten && wider(left, right) === 'i32' ? narrow : wider(left, right);
    }
    default:
      return undefined;
  }
}

function typeOf(data: Data): string | undefined {
  if ((data.t !== 'int' && data.t !== 'num') || isBoxed(data)) return undefined;
  return data.type ?? (data.t === 'int' ? 'i32' : 'f64');
}

function wider(a: string | undefined, b: string): string | undefined {
  if (a === undefined) return undefined;
  const at = Math.max(0, ORDER.indexOf(a), ORDER.indexOf(b));
  return ORDER[at];
}
