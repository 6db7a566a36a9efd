import { append } from '../../../../lists/append';
import type { ClassDeclaration, Expr, FunctionDeclaration, Stmt } from '../../core/ir';
import { at, name, nothing, required } from '../../core/lowering';
import { field, fields, named, ofType, type Syntax } from '../../syntax';
import { elementType, typeOf, wholeType } from '../types';
import { plainName, type Member } from './constructors';
import { declarator, type Declared } from './declarators';
import { functionOf, stubOf } from './functions';
import { headOf, isStatic } from './heads';
import type { Lower } from './lower';
import { initialValue } from './values';

/** `struct Row { … };`, with what it declares inside of itself and what all its objects share. */
export function classStatements(node: Syntax, lower: Lower): Stmt[] {
  if (!field(node, 'body')) return [nothing(node)];
  const declaration = classOf(node, lower);
  return [...nested(node, lower), { at: at(node), do: 'class', declaration }, ...sharedBy(node, lower)];
}

/** `typedef struct { … } Row;` */
export function typeDefinition(node: Syntax, lower: Lower): Stmt[] {
  const type = required(node, 'type');
  const alias = required(node, 'declarator').text;
  if (type.type === 'enum_specifier') return lower.statement(type);
  if (type.type === 'union_specifier') return [unionOf(type, alias)];
  if (!field(type, 'body')) return [nothing(node)];
  const declaration = { ...classOf(type, lower), name: alias };
  return [...nested(type, lower), { at: at(node), do: 'class', declaration }];
}

/** Whose fields are the same bytes: it is refused where one is made. */
export function unionOf(node: Syntax, label = field(node, 'name')?.text ?? ''): Stmt {
  const place = { at: at(node) };
  const base: Expr = { ...place, op: 'unsupported', what: 'unions are not followed: make them structures' };
  return { ...place, do: 'class', declaration: { ...place, name: label, base, methods: [], fields: [] } };
}

/** What a class declares inside of itself stands before it, where no other thing of the text has that name. */
function nested(node: Syntax, { statement }: Lower): Stmt[] {
  return named(required(node, 'body')).flatMap((one) => {
    const type = one.type === 'field_declaration' ? field(one, 'type') : one;
    const label = type && field(type, 'name')?.text;
    if (!type || !/^(struct|class|enum)_specifier$/.test(type.type) || !field(type, 'body')) return [];
    const heads = node.whole.match(
      new RegExp(`\\b(?:struct|class|enum|union|using)\\s+${label ?? ''}\\b[^;(){}]*[{=]`, 'g'),
    );
    return label !== undefined && heads?.length === 1 ? statement(type) : [];
  });
}

function classOf(node: Syntax, lower: Lower): ClassDeclaration {
  const functions: Syntax[] = [];
  const known = new Map<string, Member>();
  const members: ClassDeclaration['fields'] = [];
  const outside: FunctionDeclaration[] = [];
  const shares: string[] = [];
  for (const one of named(required(node, 'body'))) {
    if (one.type === 'function_definition') functions.push(one);
    if (one.type !== 'field_declaration' && one.type !== 'declaration') continue;
    const type = field(one, 'type');
    for (const shape of fields(one, 'declarator')) {
      const stubs = stubOf(one, shape, lower);
      append(outside, stubs);
      // `Row &turn();` is no field either.
      const declared = shape.type === 'reference_declarator' ? named(shape).at(-1) : shape;
      if (stubs.length > 0 || /^(function|operator)/.test(declared?.type ?? '')) continue;
      if (isStatic(one)) {
        shares.push(sharedName(shape));
        continue;
      }
      const made = declarator(shape, typeOf(type), 'block');
      const given = field(one, 'default_value');
      const value = initialValue(one, made, typeOf(type), elementType(type), given, lower);
      const label = made.pattern.to === 'name' ? made.pattern.name : shape.text;
      const kind = made.lengths.length > 0 ? 'array' : made.isPointer ? numbersAt(made) : wholeType(type);
      known.set(label, { declared: made, type });
      members.push({ name: label, shared: false, type: kind, ...(value && { value }) });
    }
  }
  const label = field(node, 'name')?.text.replace(/<[^]*$/, '') ?? 'struct';
  const base = baseOf(node);
  const around = { members: known, ...(base && { owner: label }) };
  const methods = functions.filter(isFirst).map((one) => functionOf(one, lower, around));
  return {
    at: at(node),
    name: label,
    ...(base && { base }),
    methods,
    fields: members,
    ...(outside.length > 0 && { outside }),
    ...(shares.length > 0 && { shares }),
  };
}

/** The class that this one extends; of several none is followed. */
function baseOf(node: Syntax): Expr | undefined {
  const clause = ofType(node, 'base_class_clause');
  const bases = (clause ? named(clause) : []).filter(({ type }) => type !== 'access_specifier');
  const [only, more] = bases;
  if (!only) return undefined;
  if (more || bases.some(({ type }) => !/^(type_identifier|qualified_identifier|template_type)$/.test(type)))
    return { at: at(node), op: 'unsupported', what: 'a class that extends several is not followed' };
  const written = only.text.replace(/<[^]*$/, '');
  return name(only, /^std::\w+$/.test(written) ? written : plainName(written));
}

/** Of a pointer to numbers, whose memory gets cells of that type; other pointers are what they are given. */
function numbersAt({ pattern: target }: Declared): string | undefined {
  const type = target.to === 'name' ? target.type : undefined;
  return type !== undefined && /^\*[iuf]\d+$/.test(type) ? type : undefined;
}

/** Of `int &at(int i)` and `int at(int i) const` the first is asked, for objects here are variables. */
function isFirst(node: Syntax, _index: number, all: readonly Syntax[]): boolean {
  const told = (one: Syntax): string => {
    const head = headOf(required(one, 'declarator'));
    return `${required(head, 'declarator').text}${required(head, 'parameters').text}`;
  };
  const isConstant = (one: Syntax): boolean =>
    headOf(required(one, 'declarator')).children.some(({ text }) => text === 'const');
  return !isConstant(node) || !all.some((one) => one !== node && !isConstant(one) && told(one) === told(node));
}

function sharedName(shape: Syntax): string {
  let at = shape;
  for (let next = field(at, 'declarator'); next; next = field(at, 'declarator')) at = next;
  return at.text;
}

/** What all objects of a class share, where the class itself says what it is at first. */
function sharedBy(node: Syntax, lower: Lower): Stmt[] {
  const label = field(node, 'name')?.text ?? '';
  return named(required(node, 'body')).flatMap((one): Stmt[] => {
    if (one.type !== 'field_declaration' || !isStatic(one)) return [];
    const type = field(one, 'type');
    const given = field(one, 'default_value');
    return fields(one, 'declarator').flatMap((shape): Stmt[] => {
      const made = declarator(shape, typeOf(type), 'block');
      if (made.pattern.to !== 'name' || !given) return [];
      const value = initialValue(one, made, typeOf(type), elementType(type), given, lower);
      const target = { ...made.pattern, name: `${label}::${made.pattern.name}` };
      return value ? [{ at: at(one), do: 'declare', target, value, type: typeOf(type) ?? '' }] : [];
    });
  });
}
