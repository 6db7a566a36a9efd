import type { ClassDeclaration, Expr, Stmt } from '../../core/ir';
import { at } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { constructorsOf } from './constructors';
import { declaration } from './declarations';
import { constant, enumMethods } from './enums';
import { accessorsOf, fieldsOf } from './fields';
import { functionOf } from './functions';
import type { Lower } from './lower';
import { classWithoutName, declaredClass, has, isClass, isStatic, type ClassSyntax } from './members';
import { typeNamed } from './types';
import { zero } from './zeros';

export function classOf(node: Syntax, lower: Lower): ClassDeclaration {
  return lowered(declaredClass(node), lower);
}

/** `new Base(…) { … }`: a class of its own, of which one object is made. */
export function anonymousClass(node: Syntax, base: Syntax, body: Syntax, lower: Lower): ClassDeclaration {
  return lowered(classWithoutName(node, base, body), lower);
}

function lowered(of: ClassSyntax, lower: Lower): ClassDeclaration {
  const { node, name, base, kind } = of;
  const own = of.members
    .filter((one) => one.type === 'method_declaration' && field(one, 'body'))
    .map((one) => functionOf(one, lower));
  const methods = [...constructorsOf(of, lower), ...own, ...accessorsOf(of, own), ...enumMethods(of)];
  const statics = staticsOf(of, lower);
  return {
    at: at(node),
    name,
    ...(base && { base: typeNamed(base) }),
    also: interfacesOf(of),
    methods,
    fields: fieldsOf(of),
    statics,
    shares: [
      ...methods.flatMap((one) => (one.isStatic && one.known !== undefined ? [one.known] : [])),
      ...statics.flatMap(sharedNames),
    ],
    ...(kind && kind !== 'class' && { kind }),
    ...((kind === 'interface' || has(node, 'abstract')) && { isAbstract: true }),
  };
}

function interfacesOf({ node, isAnonymous }: ClassSyntax): Expr[] {
  return ['super_interfaces', 'extends_interfaces'].flatMap((one) => {
    const list = ofType(node, one);
    return list && !isAnonymous ? named(list).flatMap(named).map(typeNamed) : [];
  });
}

function sharedNames(one: Stmt): readonly string[] {
  if (one.do === 'class') return [one.declaration.name, ...(one.declaration.shares ?? [])];
  return one.do === 'declare' && one.target.to === 'name' ? [one.target.name] : [];
}

/** In the order of the text: what all objects share, blocks that are run once, classes within. */
function staticsOf(of: ClassSyntax, lower: Lower): Stmt[] {
  const isInterface = of.kind === 'interface';
  let ordinal = 0;
  return of.members.flatMap((one): Stmt[] => {
    if (isClass(one)) {
      const inside = classOf(one, lower);
      const isInner = one.type === 'class_declaration' && !has(one, 'static') && !isInterface;
      return [{ at: at(one), do: 'class', declaration: isInner ? { ...inside, isInner } : inside }];
    }
    if (one.type === 'enum_constant') return [constant(one, ordinal++, of, lower)];
    if (one.type === 'static_initializer')
      return named(one).map((block) => ({ at: at(one), do: 'block', body: lower.block(named(block)) }));
    if (!['field_declaration', 'constant_declaration'].includes(one.type)) return [];
    if (!isStatic(one) && !isInterface) return [];
    return declaration(one, lower).map((each): Stmt =>
      each.do === 'declare' && !each.value
        ? { ...each, value: zero(one, each.target.to === 'name' ? each.target.type : undefined) }
        : each,
    );
  });
}
