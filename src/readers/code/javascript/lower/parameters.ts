import type { Expr, Parameter, Stmt } from '../../core/ir';
import { at, name, required } from '../../core/lowering';
import { declaring } from '../../core/patterns';
import { field, named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** Those of a function; an arrow function of one needs no brackets. */
export function parametersOf(node: Syntax, lower: Lower): Parameter[] {
  const single = field(node, 'parameter');
  if (single) return parameter(single, lower);
  const list = field(node, 'parameters');
  return list ? named(list).flatMap((one) => parameter(one, lower)) : [];
}

function parameter(node: Syntax, lower: Lower): Parameter[] {
  const place = { at: at(node) };
  if (node.type === 'required_parameter' || node.type === 'optional_parameter') {
    const [inner] = parameter(required(node, 'pattern'), lower);
    const value = field(node, 'value');
    return inner && inner.pattern.at.end > inner.pattern.at.start
      ? [{ ...inner, ...(value && { fallback: lower.expression(value) }) }]
      : [];
  }
  if (node.type === 'this') return [];
  if (node.type === 'rest_pattern') {
    const [inner] = named(node);
    return inner ? [{ ...place, pattern: declaring(lower.pattern(inner), 'function'), rest: true }] : [];
  }
  const target = declaring(lower.pattern(node), 'function');
  if (target.to === 'default') return [{ ...place, pattern: target.pattern, fallback: target.value }];
  return [{ ...place, pattern: target }];
}

/** Parameters of a constructor that are fields as well: `constructor(private n = 1)` of TypeScript. */
export function ownFields(parameters: Syntax | undefined): Stmt[] {
  const isField = (one: Syntax): boolean =>
    one.children.some(({ type }) => type === 'accessibility_modifier' || type === 'readonly');
  return (parameters ? named(parameters).filter(isField) : []).map((one) => {
    const place = { at: at(one) };
    const given = required(one, 'pattern');
    const member: Expr = { ...place, op: 'member', object: name(one, 'this'), name: given.text };
    return { ...place, do: 'assign', targets: [{ ...place, to: 'place', place: member }], value: name(given) };
  });
}
