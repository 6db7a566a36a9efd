import { STATIC } from '../../core/accessors';
import type { ClassDeclaration, Expr, FunctionDeclaration } from '../../core/ir';
import { at, name, required, unsupported } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { functionOf } from './functions';
import { numberOf, stringOf } from './literals';
import type { Lower } from './lower';

export function classOf(node: Syntax, lower: Lower): ClassDeclaration {
  const methods: FunctionDeclaration[] = [];
  const members: ClassDeclaration['fields'] = [];
  for (const one of named(required(node, 'body'))) {
    const isStatic = one.children.some(({ type }) => type === 'static');
    const isField = one.type === 'field_definition' || one.type === 'public_field_definition';
    const isMethod = one.type === 'method_definition';
    const own = isField || isMethod ? (field(one, 'property') ?? required(one, 'name')) : undefined;
    const label = own && memberName(own);
    if (one.type === 'class_static_block' || (own && label === undefined))
      members.push({ name: '', shared: true, value: unsupported(one) });
    else if (isMethod) methods.push({ ...functionOf(one, lower), name: methodName(one), isOfClass: isStatic });
    else if (isField && label !== undefined) {
      const value = field(one, 'value');
      members.push({ name: label, shared: isStatic, ...(value && { value: lower.expression(value) }) });
    }
  }
  const heritage = ofType(node, 'class_heritage');
  const clause = heritage && (ofType(heritage, 'extends_clause') ?? heritage);
  const base = clause && named(clause)[0];
  return {
    at: at(node),
    name: field(node, 'name')?.text ?? 'class',
    methods,
    fields: members,
    ...(base && { base: lower.expression(base) }),
  };
}

/** A class as a value. */
export function classValue(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const declaration = classOf(node, lower);
  return { ...place, op: 'block', body: [{ ...place, do: 'class', declaration }], value: name(node, declaration.name) };
}

/** Accessors are methods called `get x` and `set x`; those of the class itself `static get x`, for its objects have others. */
function methodName(node: Syntax): string {
  const accessor = node.children.find(({ type }) => type === 'get' || type === 'set')?.type;
  const isStatic = node.children.some(({ type }) => type === 'static');
  return `${accessor && isStatic ? STATIC : ''}${accessor ? `${accessor} ` : ''}${memberName(required(node, 'name')) ?? ''}`;
}

/** The name of a member; undefined where it is computed. */
function memberName(node: Syntax): string | undefined {
  if (node.type === 'computed_property_name') return node.text === '[Symbol.iterator]' ? node.text : undefined;
  const known = node.type === 'string' ? stringOf(node) : node.type === 'number' ? numberOf(node.text) : undefined;
  return known?.t === 'str' ? known.v : known?.t === 'num' ? String(known.v) : node.text;
}
