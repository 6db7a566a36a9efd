import type { Expr, Stmt } from '../../core/ir';
import { at, name, variable } from '../../core/lowering';
import { withReturns } from '../../native/returns';
import { field, fields, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';
import { typeOf } from './types';
import { zero } from './zeros';

/** Types of the values of a function that gives several. */
export function resultTypes(node: Syntax): (string | undefined)[] {
  const list = field(node, 'result');
  if (list?.type !== 'parameter_list') return [];
  return named(list).flatMap((one) => {
    const type = typeOf(field(one, 'type'));
    const names = fields(one, 'name');
    return names.length === 0 ? [type] : names.map(() => type);
  });
}

/** Results that have names: variables of the function, which a `return` without values gives. */
export function namedResults(node: Syntax, lower: Lower): { declared: Stmt; value: Expr }[] {
  const list = field(node, 'result');
  if (list?.type !== 'parameter_list') return [];
  return named(list).flatMap((one) => {
    const type = field(one, 'type');
    return fields(one, 'name').map((label) => ({
      declared: {
        at: at(one),
        do: 'declare' as const,
        target: variable(label, 'function', typeOf(type)),
        ...(type && { value: zero(one, type, lower) }),
      },
      value: name(label),
    }));
  });
}

export function withResults(results: readonly { declared: Stmt; value: Expr }[], statements: Stmt[]): Stmt[] {
  const [first, ...others] = results.map(({ value }) => value);
  if (!first) return statements;
  const { at: place } = first;
  const value: Expr =
    others.length === 0 ? first : { at: place, op: 'sequence', flavor: 'tuple', items: [first, ...others] };
  return [...results.map(({ declared }) => declared), ...statements.map((one) => giving(one, value))];
}

/** A statement in which every `return` without a value gives one. */
function giving(statement: Stmt, value: Expr): Stmt {
  return withReturns(statement, (one) => (one.value ? one : { ...one, value }));
}

/** A statement in which what every `return` gives becomes of the function's types. */
export function typedReturn(statement: Stmt, types: readonly (string | undefined)[]): Stmt {
  return withReturns(statement, (one) => {
    const { value } = one;
    if (value?.op !== 'sequence' || value.items.length !== types.length) return one;
    const items = value.items.map((item, index): Expr => {
      const type = types[index];
      return type === undefined ? item : { at: item.at, op: 'cast', type, value: item };
    });
    return { ...one, value: { ...value, items } };
  });
}
