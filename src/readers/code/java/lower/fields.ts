import type { ClassDeclaration, Expr, FunctionDeclaration, Parameter, Stmt } from '../../core/ir';
import { at, required } from '../../core/lowering';
import { field, fields, named } from '../../syntax';
import { initialValue } from './arrays';
import type { Lower } from './lower';
import { isStatic, ownField, put, type ClassSyntax } from './members';
import { methodName } from './names';
import { parameters } from './parameters';
import { declaredType } from './types';
import { zero, zeroOf } from './zeros';

/** Those of each object, with what Java puts there at first. */
export function fieldsOf(of: ClassSyntax): ClassDeclaration['fields'] {
  const own = of.members
    .filter((one) => one.type === 'field_declaration' && !isStatic(one))
    .flatMap((one) => fields(one, 'declarator').map((each) => ({ one, each })));
  const declared = own.map(({ one, each }) => {
    const { element, depth } = declaredType(field(one, 'type'), each);
    const type = depth > 0 ? undefined : element;
    return { name: required(each, 'name').text, value: zero(each, type), shared: false, type };
  });
  const components = componentsOf(of).map(({ pattern, at: place }) => {
    const type = pattern.to === 'name' ? pattern.type : undefined;
    const value: Expr = { at: place, op: 'literal', value: zeroOf(type) };
    return { name: pattern.to === 'name' ? pattern.name : '', value, shared: false, type };
  });
  return [...components, ...declared];
}

/** What stands between the brackets of a record. */
export function componentsOf({ node, kind }: ClassSyntax): Parameter[] {
  return kind === 'record' ? parameters(node) : [];
}

/** Methods by which a record gives its components, where it has none of its own. */
export function accessorsOf(of: ClassSyntax, methods: readonly FunctionDeclaration[]): FunctionDeclaration[] {
  const declared = new Set(methods.map(({ name }) => name));
  return componentsOf(of).flatMap(({ pattern, at: place }): FunctionDeclaration[] => {
    if (pattern.to !== 'name' || declared.has(pattern.name)) return [];
    const value = ownField(place, pattern.name);
    const body = (): Stmt[] => [{ at: place, do: 'return', value }];
    return [{ at: place, name: pattern.name, known: methodName(pattern.name), parameters: [], body }];
  });
}

export function hasFirstValues({ members }: ClassSyntax): boolean {
  return members.some(
    (one) =>
      one.type === 'block' ||
      (one.type === 'field_declaration' &&
        !isStatic(one) &&
        fields(one, 'declarator').some((each) => field(each, 'value'))),
  );
}

/** What stands at the fields of each object, and blocks beside them, in the order of the text. */
export function firstValues({ members }: ClassSyntax, lower: Lower): Stmt[] {
  return members.flatMap((one): Stmt[] => {
    if (one.type === 'block') return [{ at: at(one), do: 'block', body: lower.block(named(one)) }];
    if (one.type !== 'field_declaration' || isStatic(one)) return [];
    return fields(one, 'declarator').flatMap((each): Stmt[] => {
      const value = field(each, 'value');
      if (!value) return [];
      const declared = declaredType(field(one, 'type'), each);
      return [put(at(each), required(each, 'name').text, initialValue(value, declared, lower))];
    });
  });
}
