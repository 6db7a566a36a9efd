import type { Pattern, Stmt } from '../../core/ir';
import { namesIn } from '../../core/patterns';

/** Names declared by `var` anywhere in a function. */
export function varNames(statements: readonly Stmt[]): Set<string> {
  const names = new Set<string>();
  const take = (target: Pattern): void => {
    for (const { declare, name } of namesIn(target)) if (declare === 'function') names.add(name);
  };
  const visit = (s: Stmt): void => {
    if (s.do === 'declare' || s.do === 'each') take(s.target);
    if ('body' in s) s.body.forEach(visit);
    if (s.do === 'if') [...s.then, ...s.otherwise].forEach(visit);
    if (s.do === 'for') s.init.forEach(visit);
    if (s.do === 'try') [...s.handlers.flatMap((one) => one.body), ...s.otherwise, ...(s.last ?? [])].forEach(visit);
    if (s.do === 'switch') s.cases.forEach((one) => one.body.forEach(visit));
  };
  statements.forEach(visit);
  return names;
}
