import type { Expr, Pattern, Stmt } from '../../core/ir';
import { namesIn } from '../../core/patterns';

/** The names that a function's body assigns to: Python makes them variables of the function. */
export function assignedNames(body: readonly Stmt[]): Set<string> {
  const names = new Set<string>();
  const pattern = (target: Pattern): void => {
    for (const { declare, name } of namesIn(target)) if (declare !== 'block') names.add(name);
  };
  const expression = (e: Expr): void => {
    if (e.op === 'assign') pattern(e.target);
    if (e.op === 'update' && e.target.op === 'name') names.add(e.target.name);
    for (const inner of Object.values(e)) visit(inner);
  };
  /** Finds expressions inside expressions, through arrays and plain objects; function bodies are another scope. */
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (isExpr(value)) {
      if (value.op !== 'function' && value.op !== 'literal') expression(value);
    } else if (isArgument(value)) visit(value.value);
  };
  const statement = (s: Stmt): void => {
    switch (s.do) {
      case 'expression':
        visit(s.expression);
        break;
      case 'assign':
        s.targets.forEach(pattern);
        visit(s.value);
        break;
      case 'if':
        visit(s.test);
        [...s.then, ...s.otherwise].forEach(statement);
        break;
      case 'while':
        visit(s.test);
        [...s.body, ...s.otherwise].forEach(statement);
        break;
      case 'each':
        pattern(s.target);
        visit(s.of);
        [...s.body, ...s.otherwise].forEach(statement);
        break;
      case 'throw':
        visit(s.value);
        break;
      case 'try':
        for (const { type, target } of s.handlers) {
          visit(type);
          if (target) pattern(target);
        }
        [...s.body, ...s.handlers.flatMap((one) => one.body), ...s.otherwise, ...(s.last ?? [])].forEach(statement);
        break;
      case 'block':
        s.body.forEach(statement);
        break;
      case 'function':
      case 'class':
        names.add(s.declaration.name);
        break;
      case 'decorate':
        names.add(s.name);
        break;
      case 'import':
        for (const { as } of s.names) names.add(as);
        break;
      case 'delete':
        if (s.target.op === 'name') names.add(s.target.name);
        break;
      case 'return':
        visit(s.value);
        break;
    }
  };
  body.forEach(statement);
  return names;
}

function isExpr(value: unknown): value is Expr {
  return typeof value === 'object' && value !== null && 'op' in value && 'at' in value;
}

function isArgument(value: unknown): value is { value: unknown } {
  return typeof value === 'object' && value !== null && 'value' in value;
}
