import type { Expr, Stmt } from '../core/ir';

type Return = Stmt & { do: 'return' };

/** A statement with other returns. Functions in it have returns of their own. */
export function withReturns(statement: Stmt, change: (one: Return) => Stmt): Stmt {
  const inner = (list: readonly Stmt[]): Stmt[] => list.map((one) => withReturns(one, change));
  switch (statement.do) {
    case 'return':
      return change(statement);
    case 'if':
      return { ...statement, then: inner(statement.then), otherwise: inner(statement.otherwise) };
    case 'while':
    case 'each':
      return { ...statement, body: inner(statement.body), otherwise: inner(statement.otherwise) };
    case 'for':
    case 'block':
      return { ...statement, body: inner(statement.body) };
    case 'switch':
      return { ...statement, cases: statement.cases.map((one) => ({ ...one, body: inner(one.body) })) };
    case 'try':
      return {
        ...statement,
        body: inner(statement.body),
        handlers: statement.handlers.map((one) => ({ ...one, body: inner(one.body) })),
      };
    default:
      return statement;
  }
}

/** What a function gives that gives a reference: the cell that is named, not what is in it. */
export function asCell(value: Expr): Expr {
  switch (value.op) {
    case 'name':
      // `return *this;`
      if (value.name === 'this') return value;
      return { at: value.at, op: 'address', place: value };
    case 'index':
    case 'member':
    case 'deref':
    case 'call':
      return { at: value.at, op: 'address', place: value };
    case 'conditional':
      return { ...value, then: asCell(value.then), otherwise: asCell(value.otherwise) };
    default:
      return { at: value.at, op: 'unsupported', what: 'a reference to what is worked out here is not followed' };
  }
}
