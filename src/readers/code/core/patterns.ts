import type { Pattern } from './ir';

/** A pattern that is a name. */
type Name = Pattern & { to: 'name' };

/** The same pattern, whose names are new variables. */
export function declaring(target: Pattern, declare: 'block' | 'function'): Pattern {
  switch (target.to) {
    case 'name':
      return { ...target, declare };
    case 'sequence':
      return { ...target, items: target.items.map((item) => declaring(item, declare)) };
    case 'fields':
      return {
        ...target,
        fields: target.fields.map((one) => ({ ...one, pattern: declaring(one.pattern, declare) })),
        ...(target.rest && { rest: declaring(target.rest, declare) }),
      };
    case 'default':
      return { ...target, pattern: declaring(target.pattern, declare) };
    default:
      return target;
  }
}

/** The names that a pattern puts values into. */
export function namesIn(target: Pattern): Name[] {
  switch (target.to) {
    case 'name':
      return [target];
    case 'sequence':
      return target.items.flatMap(namesIn);
    case 'fields':
      return [...target.fields.map(({ pattern }) => pattern), ...(target.rest ? [target.rest] : [])].flatMap(namesIn);
    case 'default':
      return namesIn(target.pattern);
    default:
      return [];
  }
}
