import { append } from '../../../../lists/append';
import type { ClassDeclaration, Expr, FunctionDeclaration, Parameter, Stmt } from '../../core/ir';
import { at, literal, name, only, required, unsupportedStatement } from '../../core/lowering';
import { field, fields, named, ofType, type Syntax } from '../../syntax';
import { asCell, withReturns } from '../../native/returns';
import { elementType, typeOf, wholeType } from '../types';
import { declarator, written, type Declared } from './declarators';
import { isFelt } from './destructors';
import type { Inner } from './inner';
import { valueNames, valueParameters, type ValueParameter } from './templates';
import { initialValue } from './values';
import { bodyOf } from './within';

/** What the function stands in: names of types that a template leaves open, the fields of its class. */
interface Around {
  open?: readonly string[];
  values?: readonly ValueParameter[];
  members?: ReadonlyMap<string, Member>;
  /** The name of its class, where that extends another one. */
  owner?: string | undefined;
}

interface Member {
  declared: Declared;
  type: Syntax | undefined;
}

export function functionOf(
  node: Syntax,
  inner: Inner,
  { open = [], values = [], members, owner }: Around = {},
): FunctionDeclaration {
  const shape = required(node, 'declarator');
  const head = headOf(shape);
  const givesCell = shape.type === 'reference_declarator';
  const block = required(node, 'body');
  const first = ofType(node, 'field_initializer_list');
  const label = ownName(required(head, 'declarator').text);
  return {
    at: at(node),
    name: label,
    ...(label.startsWith('~') && isFelt(block) && { isFelt: true }),
    parameters: [
      ...named(required(head, 'parameters')).flatMap((one) => parameter(one, inner, open)),
      ...valueParameters(head, values, inner),
    ],
    // What it gives a pointer or reference to stays as it is.
    result: head === shape ? wholeType(field(node, 'type')) : undefined,
    ...(isStatic(node) && members && { isStatic: true }),
    ...(isVirtual(node, head) && { isVirtual: true }),
    ...(givesCell && { givesCell }),
    body: bodyOf(head, block, open, () => {
      const made = inner.block(named(block));
      return [
        ...(label === ownerOf(node) || label === owner ? beginning(node, first, members, inner) : []),
        ...(first ? named(first).flatMap((one) => initializer(one, members ?? new Map(), inner)) : []),
        ...valueNames(values),
        ...(givesCell ? made.map(givingCells) : made),
      ];
    }),
  };
}

function givingCells(statement: Stmt): Stmt {
  return withReturns(statement, (one) => (one.value ? { ...one, value: asCell(one.value) } : one));
}

/** The name and the parameters of what `int &f(int)` or `int *f(int)` declares. */
function headOf(shape: Syntax): Syntax {
  let head = shape;
  for (;;) {
    const next = head.type === 'reference_declarator' ? named(head).at(-1) : field(head, 'declarator');
    if (head.type === 'function_declarator' || !next) return head;
    head = next;
  }
}

/** `turn` of `Row::turn`, `operator[]` of `operator []`. */
function ownName(text: string): string {
  const plain = text.replaceAll(/\s+/g, '');
  return /(?:^|::)(operator\W.*)$/.exec(plain)?.[1] ?? plain.replace(/^.*::/, '');
}

/** `Row` of `void Row<T>::turn() { … }`; undefined for a function that belongs to nothing. */
export function ownerOf(node: Syntax): string | undefined {
  const text = field(headOf(required(node, 'declarator')), 'declarator')?.text.replaceAll(/\s+/g, '') ?? '';
  return /(?:^|::)(\w+)(?:<[^()]*>)?::(?:operator\W.*|~?\w+)$/.exec(text)?.[1];
}

function isStatic(node: Syntax): boolean {
  return node.children.some(({ type, text }) => type === 'storage_class_specifier' && text === 'static');
}

function isVirtual(node: Syntax, head: Syntax): boolean {
  const isSpecified = ({ type, text }: Syntax): boolean =>
    type === 'virtual' || (type === 'virtual_specifier' && /override|final/.test(text));
  return node.children.some(isSpecified) || head.children.some(isSpecified);
}

/** What a constructor does first: what its class extends is made, or another constructor does it all. */
function beginning(
  node: Syntax,
  list: Syntax | undefined,
  members: ReadonlyMap<string, Member> | undefined,
  inner: Inner,
): Stmt[] {
  const place = { at: at(node) };
  const given = (list ? named(list) : []).find((one) => isBase(one, members));
  const [label, value] = given ? named(given) : [];
  const self: Expr = { ...place, op: 'name', name: 'this' };
  const args = [
    self,
    literal(node, { t: 'str', v: label?.text.replace(/<[^]*$/, '').replace(/^.*::/, '') ?? '' }),
    ...(value ? named(value).map(inner.expression) : []),
  ];
  const call: Expr = {
    ...place,
    op: 'call',
    callee: name(node, 'begin base'),
    args: args.map((one) => ({ value: one })),
  };
  return [{ ...place, do: 'expression', expression: call }];
}

/** `: Shape(3)`, which is none of the fields; where the class stands elsewhere classes are told by how they are written. */
function isBase(node: Syntax, members: ReadonlyMap<string, Member> | undefined): boolean {
  const label = named(node)[0]?.text ?? '';
  if (members) return !members.has(label);
  const plain = label.replace(/<[^]*$/, '').replace(/^.*::/, '');
  return /::/.test(label) || new RegExp(`\\b(class|struct)\\s+${plain}\\b`).test(node.whole);
}

/** A method that is declared in its class and stands elsewhere. */
function stubOf(node: Syntax, shape: Syntax, inner: Inner): FunctionDeclaration[] {
  const head = headOf(shape);
  if (head.type !== 'function_declarator' || node.children.some(({ type }) => /^(default|delete)_/.test(type)))
    return [];
  return [
    {
      at: at(node),
      name: ownName(required(head, 'declarator').text),
      parameters: named(required(head, 'parameters')).flatMap((one) => parameter(one, inner)),
      body: () => [unsupportedStatement(node)],
      ...(isStatic(node) && { isStatic: true }),
      ...(isVirtual(node, head) && { isVirtual: true }),
    },
  ];
}

/** `-> char` of a lambda, where it is no pointer or reference. */
export function givenType(shape: Syntax): string | undefined {
  const trailing = ofType(shape, 'trailing_return_type');
  const type = trailing && only(trailing);
  return type && !field(type, 'declarator') ? wholeType(field(type, 'type')) : undefined;
}

/** `: cells(n), at{1}` before a constructor's body. */
function initializer(node: Syntax, members: ReadonlyMap<string, Member>, inner: Inner): Stmt[] {
  return isBase(node, members.size > 0 ? members : undefined) ? [] : [initialized(node, members, inner)];
}

function initialized(node: Syntax, members: ReadonlyMap<string, Member>, inner: Inner): Stmt {
  const [label, value] = named(node);
  const member = label && members.get(label.text);
  if (!label || !value) return unsupportedStatement(node);
  const place = { at: at(node) };
  if (!member) {
    // The class stands elsewhere: what its field is, is known when it is there.
    const self: Expr = { ...place, op: 'name', name: 'this' };
    const args: Expr[] = [self, literal(label, { t: 'str', v: label.text }), ...named(value).map(inner.expression)];
    const callee = name(node, 'first value');
    return {
      ...place,
      do: 'expression',
      expression: { ...place, op: 'call', callee, args: args.map((one) => ({ value: one })) },
    };
  }
  const field: Expr = { ...place, op: 'member', object: { ...place, op: 'name', name: 'this' }, name: label.text };
  const made = initialValue(node, member.declared, typeOf(member.type), elementType(member.type), value, inner);
  if (!made) return unsupportedStatement(node);
  return { ...place, do: 'assign', targets: [{ ...place, to: 'place', place: field }], value: made };
}

export function parameter(node: Syntax, inner: Inner, open: readonly string[] = []): Parameter[] {
  if (node.type !== 'parameter_declaration' && node.type !== 'optional_parameter_declaration') return [];
  const shape = field(node, 'declarator');
  const type = written(field(node, 'type'), shape, open);
  // A parameter that has no name is there all the same; `(void)` is none.
  if (!shape || shape.type.startsWith('abstract'))
    return type === 'void' ? [] : [{ at: at(node), pattern: { at: at(node), to: 'nothing' }, type }];
  const { pattern: target, lengths, elements } = declarator(shape, wholeType(field(node, 'type')), 'function');
  const value = field(node, 'default_value');
  const isArray = lengths.length > 0 && target.to === 'name';
  return [
    {
      at: at(node),
      pattern: isArray ? { ...target, type: `*${lengths.length > 1 ? 'void' : (elements ?? 'void')}` } : target,
      type,
      ...(value && { fallback: inner.expression(value) }),
    },
  ];
}

export function classOf(node: Syntax, inner: Inner): ClassDeclaration {
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
      const stubs = stubOf(one, shape, inner);
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
      const value = initialValue(one, made, typeOf(type), elementType(type), given, inner);
      const label = made.pattern.to === 'name' ? made.pattern.name : shape.text;
      const kind = made.lengths.length > 0 ? 'array' : made.isPointer ? numbersAt(made) : wholeType(type);
      known.set(label, { declared: made, type });
      members.push({ name: label, shared: false, type: kind, ...(value && { value }) });
    }
  }
  const label = field(node, 'name')?.text.replace(/<[^]*$/, '') ?? 'struct';
  const base = baseOf(node);
  const around = { members: known, ...(base && { owner: label }) };
  const methods = functions.filter(isFirst).map((one) => functionOf(one, inner, around));
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
  const plain = only.text.replace(/<[^]*$/, '');
  return name(only, /^std::\w+$/.test(plain) ? plain : plain.replace(/^.*::/, ''));
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
export function sharedBy(node: Syntax, inner: Inner): Stmt[] {
  const label = field(node, 'name')?.text ?? '';
  return named(required(node, 'body')).flatMap((one): Stmt[] => {
    if (one.type !== 'field_declaration' || !isStatic(one)) return [];
    const type = field(one, 'type');
    const given = field(one, 'default_value');
    return fields(one, 'declarator').flatMap((shape): Stmt[] => {
      const made = declarator(shape, typeOf(type), 'block');
      if (made.pattern.to !== 'name' || !given) return [];
      const value = initialValue(one, made, typeOf(type), elementType(type), given, inner);
      const target = { ...made.pattern, name: `${label}::${made.pattern.name}` };
      return value ? [{ at: at(one), do: 'declare', target, value, type: typeOf(type) ?? '' }] : [];
    });
  });
}
