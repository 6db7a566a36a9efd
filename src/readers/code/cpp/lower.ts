import type { Argument, ClassDeclaration, Expr, FunctionDeclaration, Parameter, Pattern, Stmt } from '../core/ir';
import {
  at,
  functionExpression,
  infix,
  literal,
  name,
  nothing,
  only,
  required,
  shapes,
  unsupported,
  unsupportedStatement,
} from '../core/lowering';
import { characterOf, integerOf, step, unescaped, variable } from '../native/lowering';
import { reparsed } from '../reparse';
import { field, fields, named, ofType, type Syntax } from '../syntax';
import { elementType, typeOf } from './types';

/** C's and C++'s syntax tree → the core. */
function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  return nodes.flatMap((node) => statement(node));
}

/** The statements of a file or a selection: variables beside functions are there, and zero, from the start. */
export function lowerFile(nodes: readonly Syntax[]): Stmt[] {
  const isFile = nodes.some(({ type }) => type === 'function_definition' || type === 'namespace_definition');
  return nodes.flatMap((node) => (isFile && node.type === 'declaration' ? declaration(node, true) : statement(node)));
}

const shape = shapes({ expression, body });

function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  if (node.type === 'else_clause') return body(only(node));
  return node.type === 'compound_statement' ? lowerBlock(named(node)) : statement(node);
}

function condition(node: Syntax): Expr {
  const inner = required(node, 'condition');
  if (node.type !== 'if_statement' && field(inner, 'initializer')) return unsupported(inner);
  if (inner.type === 'condition_clause') return expression(required(inner, 'value'));
  return expression(inner);
}

function statement(node: Syntax): Stmt[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'expression_statement': {
      const [inner] = named(node);
      return [inner ? asStatement(node, inner) : nothing(node)];
    }
    case 'declaration':
      return declaration(node);
    case 'namespace_definition':
    case 'linkage_specification': {
      const inner = required(node, 'body');
      return lowerFile(inner.type === 'declaration_list' ? named(inner) : [inner]);
    }
    case 'function_definition':
      return [{ ...place, do: 'function', declaration: functionOf(node) }];
    case 'template_declaration':
      return template(node);
    case 'struct_specifier':
    case 'class_specifier':
      return field(node, 'body') ? [{ ...place, do: 'class', declaration: classOf(node) }] : [nothing(node)];
    case 'type_definition': {
      const type = required(node, 'type');
      const alias = required(node, 'declarator').text;
      if (field(type, 'body')) return [{ ...place, do: 'class', declaration: { ...classOf(type), name: alias } }];
      return [nothing(node)];
    }
    case 'compound_statement':
      return [{ ...place, do: 'block', body: lowerBlock(named(node)) }];
    case 'if_statement': {
      // `if (int x = f(); x > 0)`
      const init = field(required(node, 'condition'), 'initializer');
      const choice = shape.branch(node, { test: condition(node) });
      return init ? [{ ...place, do: 'block', body: [...lowerBlock(named(init)), choice] }] : [choice];
    }
    case 'while_statement':
    case 'do_statement':
      return [shape.whileLoop(node, { test: condition(node) })];
    case 'for_statement':
      return [forLoop(node)];
    case 'for_range_loop': {
      const target = declarator(required(node, 'declarator'), typeOf(field(node, 'type')), 'block');
      return [shape.eachLoop(node, target.pattern, shape.part(node, 'right'))];
    }
    case 'switch_statement':
      return [switchOf(node)];
    case 'return_statement':
      return [shape.giveBack(node)];
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node)];
    case 'preproc_include':
    case 'preproc_call':
    case 'using_declaration':
    case 'alias_declaration':
    case 'static_assert_declaration':
    case ';':
      return [nothing(node)];
    default:
      return [unsupportedStatement(node)];
  }
}

function asStatement(node: Syntax, inner: Syntax): Stmt {
  if (inner.type === 'assignment_expression' && required(inner, 'operator').text === '=')
    return shape.assignment(node, inner, pattern(required(inner, 'left')));
  return { at: at(node), do: 'expression', expression: expression(inner) };
}

/** `std::tie(a, b) = …` takes apart; everything else names one cell. */
function pattern(node: Syntax): Pattern {
  if (node.type === 'call_expression' && /^(std::)?tie$/.test(required(node, 'function').text))
    return { at: at(node), to: 'sequence', items: named(required(node, 'arguments')).map(pattern) };
  return { at: at(node), to: 'place', place: expression(node) };
}

interface Declared {
  pattern: Pattern;
  /** Lengths of an array, outermost first; null where `[]` leaves it to the values. */
  lengths: (Syntax | null)[];
  isPointer: boolean;
  /** Of an array: the type of what is in it. */
  elements?: string | undefined;
}

function declarator(node: Syntax, type: string | undefined, declare: 'block' | 'function'): Declared {
  switch (node.type) {
    case 'pointer_declarator':
      return { ...declarator(required(node, 'declarator'), `*${type ?? ''}`, declare), isPointer: true };
    case 'reference_declarator': {
      const inner = named(node).at(-1) ?? node;
      return declarator(inner, node.text.startsWith('&&') ? type : '&', declare);
    }
    case 'array_declarator': {
      const inner = declarator(required(node, 'declarator'), undefined, declare);
      const length = field(node, 'size');
      return { ...inner, lengths: [...inner.lengths, length ?? null], elements: type };
    }
    case 'parenthesized_declarator':
      return declarator(only(node), type, declare);
    case 'structured_binding_declarator':
      return {
        pattern: { at: at(node), to: 'sequence', items: named(node).map((one) => variable(one, declare)) },
        lengths: [],
        isPointer: false,
      };
    default:
      return { pattern: variable(node, declare, type), lengths: [], isPointer: false };
  }
}

/** @param isGlobal it stands outside of all functions */
function declaration(node: Syntax, isGlobal = false): Stmt[] {
  const place = { at: at(node) };
  const type = field(node, 'type');
  const base = typeOf(type);
  const classes: Stmt[] = type && field(type, 'body') ? statement(type) : [];
  const isStatic = node.children.some((one) => one.type === 'storage_class_specifier' && one.text === 'static');
  const isExtern = node.children.some((one) => one.type === 'storage_class_specifier' && one.text === 'extern');
  if (isExtern && fields(node, 'declarator').every((one) => one.type !== 'init_declarator')) return [nothing(node)];
  const once = isStatic && !isGlobal ? { once: true } : {};
  return [
    ...classes,
    ...fields(node, 'declarator').flatMap((one): Stmt[] => {
      if (one.type === 'function_declarator') return [constructed(node, one, isGlobal)];
      const isInit = one.type === 'init_declarator';
      const made = declarator(isInit ? required(one, 'declarator') : one, base, 'block');
      const value = isInit ? field(one, 'value') : undefined;
      const initial =
        value || !(isGlobal || isStatic)
          ? initialValue(node, made, base, elementType(type), value)
          : zero(node, made, base);
      return [
        {
          ...place,
          do: 'declare',
          target: made.pattern,
          type: made.isPointer ? '*' : (base ?? ''),
          ...once,
          ...(initial && { value: initial }),
        },
      ];
    }),
  ];
}

/**
 * `vector<int> left(n)` looks like the declaration of a function that takes an `n`. It is one if `n` is a type; where
 * names are not known, a function gives a plain number or nothing, or stands outside of all functions.
 */
function constructed(node: Syntax, head: Syntax, isGlobal: boolean): Stmt {
  const type = field(node, 'type');
  const parameters = required(head, 'parameters');
  const types = named(parameters).flatMap((one) => field(one, 'type') ?? []);
  const isFunction =
    types.length === 0 ||
    type?.text === 'void' ||
    (isGlobal && type?.type === 'primitive_type') ||
    types.some((one) => !/^(type|qualified)_identifier$/.test(one.type) || STANDARD.test(one.text));
  const values = isFunction ? undefined : reparsed('cpp', node, parameters, 'x = f', ';');
  const list = values && argumentList(values);
  if (!list) return nothing(node);
  const base = typeOf(type);
  const made = declarator(required(head, 'declarator'), base, 'block');
  const value = initialValue(node, made, base, elementType(type), list);
  return {
    at: at(node),
    do: 'declare',
    target: made.pattern,
    type: base ?? '',
    unlessTypes: types.map(({ text }) => text.replace(/^.*::/, '')),
    ...(value && { value }),
  };
}

/** Types that no file of its own declares. */
const STANDARD = /^(std::)?(string|size_t|ssize_t|ptrdiff_t|vector|deque|list|array|\w+_t)\b/;

function argumentList(node: Syntax): Syntax | undefined {
  if (node.type === 'argument_list') return node;
  for (const child of node.children) {
    const found = argumentList(child);
    if (found) return found;
  }
  return undefined;
}

/** What a variable holds that is there from the start. */
function zero(node: Syntax, made: Declared, type: string | undefined): Expr | undefined {
  const place = { at: at(node) };
  if (made.lengths.length > 0) return arrayValue(node, made.lengths, made.elements, node.instead('initializer_list'));
  if (made.isPointer) return { ...place, op: 'literal', value: { t: 'nothing', name: 'nullptr' } };
  if (type === 'f64') return { ...place, op: 'literal', value: { t: 'num', v: 0 } };
  if (type === 'bool') return { ...place, op: 'literal', value: { t: 'bool', v: false } };
  if (type !== undefined && NUMERIC.test(type)) return { ...place, op: 'literal', value: { t: 'int', v: 0n, type } };
  return type !== undefined && !LISTS.has(type) && field(node, 'type')?.type === 'struct_specifier'
    ? construct(node, type, [])
    : undefined;
}

const NUMERIC = /^([iuf]\d|\*)/;
const LISTS = new Set(['vector', 'deque', 'list', 'array']);

function initialValue(
  node: Syntax,
  made: Declared,
  type: string | undefined,
  elements: string | undefined,
  value: Syntax | undefined,
): Expr | undefined {
  const place = { at: at(value ?? node) };
  if (made.lengths.length > 0) return arrayValue(node, made.lengths, made.elements, value);
  if (!value) {
    const isList = type !== undefined && LISTS.has(type) && type !== 'array' && !made.isPointer;
    const isKnown = isList && elements !== undefined && NUMERIC.test(elements);
    return isKnown ? sized(node.instead('argument_list'), elements, type) : undefined;
  }
  const isBraced = value.type === 'initializer_list' || value.type === 'argument_list';
  if (!isBraced) return (made.pattern.to === 'name' && madeObject(node, made.pattern.type, value)) || expression(value);
  if (type !== undefined && LISTS.has(type)) {
    return value.type === 'argument_list' ? sized(value, elements, type) : braced(value, elements);
  }
  if (made.isPointer || type === undefined || /^[iuf]\d/.test(type) || type === 'bool') {
    const [first] = named(value);
    return first ? expression(first) : { ...place, op: 'literal', value: { t: 'int', v: 0n } };
  }
  return construct(value, type, named(value));
}

/** `{1, 2}` as a list; `{{1, 2}}` is one, too. */
function braced(value: Syntax, elements: string | undefined): Expr {
  const [first, ...others] = named(value);
  const items = first?.type === 'initializer_list' && others.length === 0 ? named(first) : named(value);
  return typedList(
    value,
    'vector',
    elements,
    items.map((one) => inner(one)),
  );
}

/** Braces inside braces are rows. */
function inner(node: Syntax): Expr {
  return node.type === 'initializer_list'
    ? { at: at(node), op: 'sequence', flavor: 'vector', items: named(node).map(inner) }
    : expression(node);
}

/** What the braces do not give is zero. */
function construct(node: Syntax, type: string, args: readonly Syntax[]): Expr {
  const made: Expr = {
    at: at(node),
    op: 'call',
    callee: name(node, type),
    args: args.map((one) => given(one, args)),
    fresh: true,
  };
  return { at: at(node), op: 'call', callee: name(node, 'zero filled'), args: [{ value: made }] };
}

/** `1`, or `.x = 1` where all have their names: places after a name are counted from it, which is not followed. */
function given(node: Syntax, all: readonly Syntax[]): Argument {
  if (node.type !== 'initializer_pair') return { value: expression(node) };
  const designator = required(node, 'designator');
  if (designator.type !== 'field_designator' || !all.every(({ type }) => type === 'initializer_pair'))
    return { value: unsupported(node) };
  return { value: expression(required(node, 'value')), keyword: only(designator).text };
}

function typedList(node: Syntax, flavor: string, type: string | undefined, items: Expr[]): Expr {
  const typed =
    type !== undefined && /^[iuf]\d/.test(type)
      ? items.map((value): Expr => ({ at: value.at, op: 'cast', type, value }))
      : items;
  return {
    at: at(node),
    op: 'sequence',
    flavor,
    items: typed,
    type: type !== undefined && NUMERIC.test(type) ? type : undefined,
  };
}

/** `vector<int> v(5)`, `v(5, 1)`, `v(a.begin(), a.end())`, `v(other)`. */
function sized(node: Syntax, type: string | undefined, list: string): Expr {
  const args: Argument[] = named(node).map((one) => ({ value: expression(one) }));
  const of: Argument = { keyword: 'type', value: { at: at(node), op: 'literal', value: { t: 'str', v: type ?? '' } } };
  return { at: at(node), op: 'call', callee: name(node, `new ${list}`), args: [...args, of] };
}

/** The text of a literal, which may be several one after the other; undefined for those of wide letters. */
function stringOf(node: Syntax): string | undefined {
  if (node.type === 'concatenated_string') {
    const parts = named(node).map(stringOf);
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  if (node.type === 'raw_string_literal') return /^R"([^(]*)\(([\s\S]*)\)\1"$/.exec(node.text)?.[2];
  const [, inner] = /^(?:u8)?"([\s\S]*)"$/.exec(node.text) ?? [];
  return inner === undefined ? undefined : unescaped(inner);
}

function arrayValue(
  node: Syntax,
  lengths: (Syntax | null)[],
  type: string | undefined,
  value: Syntax | undefined,
): Expr | undefined {
  const place = { at: at(value ?? node) };
  if (value?.type === 'string_literal') {
    const text = stringOf(value);
    if (text === undefined) return unsupported(value);
    const points = [...Buffer.from(text, 'utf8'), 0];
    const items = points.map((v): Expr => ({ ...place, op: 'literal', value: { t: 'int', v: BigInt(v), type: 'i8' } }));
    return { ...place, op: 'sequence', flavor: 'array', items, type: 'i8' };
  }
  if (value && value.type !== 'initializer_list') return unsupported(value);
  const [length, ...rest] = lengths;
  const items: Expr[] = value
    ? named(value).map((one) => {
        if (one.type === 'initializer_pair') return unsupported(one);
        if (rest.length > 0) return arrayValue(one, rest, type, one) ?? unsupported(one);
        if (one.type === 'initializer_list' && type !== undefined) return construct(one, type, named(one));
        return type !== undefined && /^[iuf]\d/.test(type)
          ? { at: at(one), op: 'cast', type, value: expression(one) }
          : expression(one);
      })
    : [];
  const numeric = type !== undefined && NUMERIC.test(type) ? type : undefined;
  const list: Expr = { ...place, op: 'sequence', flavor: 'array', items, type: rest.length > 0 ? undefined : numeric };
  if (!length) return list;
  if (rest.length > 0 && !value) {
    if (lengths.includes(null)) return unsupported(node);
    const each = lengths.flatMap((one) => (one ? [{ value: expression(one) }] : []));
    const of = { value: literal(node, { t: 'str', v: numeric ?? '' }) };
    return { ...place, op: 'call', callee: name(node, 'unset rows'), args: [of, ...each] };
  }
  // What an array is not given is zero (with braces), or not known to anybody (without).
  return {
    ...place,
    op: 'call',
    callee: name(node, value ? 'filled array' : 'unset array'),
    args: [{ value: list }, { value: expression(length) }],
  };
}

function forLoop(node: Syntax): Stmt {
  const init = field(node, 'initializer');
  const test = field(node, 'condition');
  const update = field(node, 'update');
  return {
    at: at(node),
    do: 'for',
    init: init ? (init.type === 'declaration' ? declaration(init) : [asStatement(init, init)]) : [],
    ...(test && { test: expression(test) }),
    update: update ? [expression(update)] : [],
    body: body(field(node, 'body')),
  };
}

function switchOf(node: Syntax): Stmt {
  const cases = named(required(node, 'body')).map((one) => {
    const value = field(one, 'value');
    const rest = named(one).filter((child) => child !== value);
    return { tests: value ? [expression(value)] : null, body: lowerBlock(rest) };
  });
  return { at: at(node), do: 'switch', subject: condition(node), cases, falls: true };
}

/** A function or class whose types are open. */
function template(node: Syntax): Stmt[] {
  const list = field(node, 'parameters');
  const open = list ? named(list).flatMap((one) => named(one).at(-1)?.text ?? []) : [];
  return named(node)
    .filter((one) => one !== list)
    .flatMap((one): Stmt[] =>
      one.type === 'function_definition'
        ? [{ at: at(one), do: 'function', declaration: functionOf(one, { open }) }]
        : statement(one),
    );
}

/** What the function stands in: names of types that a template leaves open, the fields of its class. */
interface Around {
  open?: readonly string[];
  members?: ReadonlyMap<string, Member>;
}

interface Member {
  declared: Declared;
  type: Syntax | undefined;
}

function functionOf(node: Syntax, { open = [], members }: Around = {}): FunctionDeclaration {
  const shape = required(node, 'declarator');
  let head = shape;
  while (head.type !== 'function_declarator' && field(head, 'declarator')) head = required(head, 'declarator');
  const block = required(node, 'body');
  const first = ofType(node, 'field_initializer_list');
  return {
    at: at(node),
    name: required(head, 'declarator').text.replace(/^.*::/, ''),
    parameters: named(required(head, 'parameters')).flatMap((one) => parameter(one, open)),
    // What it gives a pointer or reference to stays as it is.
    result: head === shape ? typeOf(field(node, 'type')) : undefined,
    body: bodyOf(head, block, open, () => [
      ...(first ? named(first).map((one) => initializer(one, members ?? new Map())) : []),
      ...lowerBlock(named(block)),
    ]),
  };
}

/** `-> char` of a lambda, where it is no pointer or reference. */
function givenType(shape: Syntax): string | undefined {
  const trailing = ofType(shape, 'trailing_return_type');
  const type = trailing && only(trailing);
  return type && !field(type, 'declarator') ? typeOf(field(type, 'type')) : undefined;
}

/** `: cells(n), at{1}` before a constructor's body. */
function initializer(node: Syntax, members: ReadonlyMap<string, Member>): Stmt {
  const [label, value] = named(node);
  const member = label && members.get(label.text);
  if (!label || !value || !member) return unsupportedStatement(node);
  const place = { at: at(node) };
  const field: Expr = { ...place, op: 'member', object: { ...place, op: 'name', name: 'this' }, name: label.text };
  const made = initialValue(node, member.declared, typeOf(member.type), elementType(member.type), value);
  if (!made) return unsupportedStatement(node);
  return { ...place, do: 'assign', targets: [{ ...place, to: 'place', place: field }], value: made };
}

/** A parameter's type as it tells functions apart: without `const`, `&` and `std::`, `?` where a template leaves it open. */
function written(type: Syntax | undefined, shape: Syntax | undefined, open: readonly string[]): string {
  let pointers = '';
  for (let at = shape; at; at = named(at).at(-1)?.type.endsWith('declarator') ? named(at).at(-1) : undefined)
    if (/pointer|array/.test(at.type)) pointers += '*';
  const base = typeOf(type) ?? 'auto';
  if (open.includes(base)) return `?${pointers}`;
  const element = elementType(type);
  if (element === undefined) return base + pointers;
  return `${base}<${open.includes(element) ? '?' : element}>${pointers}`;
}

function parameter(node: Syntax, open: readonly string[] = []): Parameter[] {
  if (node.type !== 'parameter_declaration' && node.type !== 'optional_parameter_declaration') return [];
  const shape = field(node, 'declarator');
  const type = written(field(node, 'type'), shape, open);
  // A parameter that has no name is there all the same; `(void)` is none.
  if (!shape || shape.type.startsWith('abstract'))
    return type === 'void' ? [] : [{ at: at(node), pattern: { at: at(node), to: 'nothing' }, type }];
  const { pattern: target, lengths, elements } = declarator(shape, typeOf(field(node, 'type')), 'function');
  const value = field(node, 'default_value');
  const isArray = lengths.length > 0 && target.to === 'name';
  return [
    {
      at: at(node),
      pattern: isArray ? { ...target, type: `*${lengths.length > 1 ? 'void' : (elements ?? 'void')}` } : target,
      type,
      ...(value && { fallback: expression(value) }),
    },
  ];
}

function classOf(node: Syntax): ClassDeclaration {
  const functions: Syntax[] = [];
  const known = new Map<string, Member>();
  const members: ClassDeclaration['fields'] = [];
  for (const one of named(required(node, 'body'))) {
    if (one.type === 'function_definition') functions.push(one);
    if (one.type !== 'field_declaration') continue;
    const type = field(one, 'type');
    for (const shape of fields(one, 'declarator')) {
      if (shape.type === 'function_declarator') continue;
      const made = declarator(shape, typeOf(type), 'block');
      const given = field(one, 'default_value');
      const value = initialValue(one, made, typeOf(type), elementType(type), given);
      const label = made.pattern.to === 'name' ? made.pattern.name : shape.text;
      const kind = made.lengths.length > 0 ? 'array' : made.isPointer ? undefined : typeOf(type);
      known.set(label, { declared: made, type });
      members.push({ name: label, shared: false, type: kind, ...(value && { value }) });
    }
  }
  const methods = functions.map((one) => functionOf(one, { members: known }));
  return { at: at(node), name: field(node, 'name')?.text ?? 'struct', methods, fields: members };
}

/** The library's `std::swap` is another function than a `swap` of the program. */
function qualified(text: string): string {
  const standard = text.replace(/^::(?=std::)/, '');
  return /^std::\w+$/.test(standard) ? standard : standard.replace(/^std::/, '').replace(/^.*::(?=\w+$)/, '');
}

function number(node: Syntax): Expr {
  // The grammar takes the sign of `-7 / 2` for a part of the number.
  const match = /^(-?)([\d'a-fA-FxXbB]*?)([uUlLzZ]*)$/.exec(node.text);
  const size = match ? integerOf(match[2] ?? '') : undefined;
  const isUnsigned = /u/i.test(match?.[3] ?? '');
  if (size !== undefined && match?.[1] && isUnsigned) return unsupported(node);
  const value = size !== undefined && match?.[1] ? -size : size;
  if (value !== undefined) {
    const suffix = (match?.[3] ?? '').toLowerCase();
    const bits = suffix.includes('l') || suffix.includes('z') || (size ?? 0n) > 0x7fffffffn ? 64 : 32;
    return literal(node, { t: 'int', v: value, type: `${isUnsigned ? 'u' : 'i'}${bits}` });
  }
  const isSingle = /^-?[\d.].*[fF]$/.test(node.text) && !/^-?0[xX]/.test(node.text);
  const float = Number(isSingle ? node.text.slice(0, -1) : node.text);
  return literal(node, Number.isNaN(float) ? undefined : { t: 'num', v: isSingle ? Math.fround(float) : float });
}

function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
    case 'this':
    case 'field_identifier':
      return name(node);
    case 'qualified_identifier':
      return name(node, qualified(node.text));
    case 'number_literal':
      return number(node);
    case 'char_literal': {
      const value = characterOf(node.text);
      return literal(node, value === undefined ? undefined : { t: 'int', v: value, type: 'i8' });
    }
    case 'string_literal':
    case 'concatenated_string':
    case 'raw_string_literal': {
      const v = stringOf(node);
      return literal(node, v === undefined ? undefined : { t: 'str', v });
    }
    case 'true':
    case 'false':
      return literal(node, { t: 'bool', v: node.type === 'true' });
    case 'null':
    case 'nullptr':
      return literal(node, { t: 'nothing', name: 'nullptr' });
    case 'parenthesized_expression':
      return expression(only(node));
    case 'subscript_expression': {
      const [index] = named(required(node, 'indices'));
      if (!index) return unsupported(node);
      return { ...place, op: 'index', object: expression(required(node, 'argument')), index: expression(index) };
    }
    case 'field_expression':
      return shape.member(node, 'argument', 'field');
    case 'pointer_expression': {
      const inner = expression(required(node, 'argument'));
      if (required(node, 'operator').text === '&') return { ...place, op: 'address', place: inner };
      return { ...place, op: 'deref', pointer: inner };
    }
    case 'call_expression':
      return call(node);
    case 'assignment_expression': {
      const isPlain = required(node, 'operator').text === '=';
      return isPlain ? shape.assigned(node, pattern(required(node, 'left'))) : shape.augmented(node);
    }
    case 'update_expression':
      return step(
        node,
        expression(required(node, 'argument')),
        node.text.includes('++') ? '+' : '-',
        node.children[0]?.field === 'operator',
      );
    case 'unary_expression':
      return shape.unary(node, 'argument');
    case 'binary_expression':
      return binary(node);
    case 'conditional_expression':
      return shape.choice(node);
    case 'comma_expression':
      return { ...place, op: 'all', parts: [shape.part(node, 'left'), shape.part(node, 'right')] };
    case 'cast_expression':
      return (
        madeObject(node, pointed(required(node, 'type')), required(node, 'value')) ??
        shape.cast(node, pointed(required(node, 'type')), 'value')
      );
    case 'sizeof_expression':
      return sizeOf(node);
    case 'new_expression':
      return newOf(node);
    case 'delete_expression':
      return { ...place, op: 'call', callee: name(node, 'free'), args: [{ value: expression(only(node)) }] };
    case 'lambda_expression': {
      const shape = field(node, 'declarator');
      const block = required(node, 'body');
      const declaration: FunctionDeclaration = {
        at: at(node),
        name: 'lambda',
        parameters: shape ? named(required(shape, 'parameters')).flatMap((one) => parameter(one)) : [],
        result: shape && givenType(shape),
        body: () => lowerBlock(named(block)),
        arrow: true,
      };
      const captures = field(node, 'captures')?.text ?? '';
      return /^\[(&[\w\s,&]*)?\]$/.test(captures) ? functionExpression(declaration) : unsupported(node);
    }
    case 'initializer_list':
      return { ...place, op: 'sequence', flavor: 'vector', items: named(node).map(inner) };
    case 'compound_literal_expression':
      return compound(node);
    default:
      return unsupported(node);
  }
}

/** `(P){1, 2}` and `(int[]){1, 2}` of C, `P{1, 2}` and `vector<int>{1, 2}` of C++. */
function compound(node: Syntax): Expr {
  const type = required(node, 'type');
  const value = required(node, 'value');
  const array = field(type, 'declarator');
  if (array?.type === 'abstract_array_declarator') {
    const of = typeOf(field(type, 'type'));
    return field(array, 'declarator')
      ? unsupported(node)
      : (arrayValue(node, [field(array, 'size') ?? null], of, value) ?? unsupported(node));
  }
  const known = typeOf(type.type === 'type_descriptor' ? field(type, 'type') : type) ?? type.text;
  return LISTS.has(known) ? braced(value, elementType(type)) : construct(node, known, named(value));
}

/** The type that a cast or `sizeof` names: `int **` is `**i32`. */
function pointed(type: Syntax): string | undefined {
  let stars = '';
  for (let inside = field(type, 'declarator'); inside; inside = field(inside, 'declarator')) {
    if (inside.type !== 'abstract_pointer_declarator') return undefined;
    stars += '*';
  }
  const base = typeOf(field(type, 'type'));
  return base === undefined ? undefined : stars + base;
}

/** One structure from `malloc(sizeof(struct node))`; undefined where it is something else. */
function madeObject(node: Syntax, type: string | undefined, value: Syntax): Expr | undefined {
  if (type === undefined || !/^\*[A-Za-z_]\w*$/.test(type) || /^\*([iuf]\d+|float|bool|void)$/.test(type))
    return undefined;
  if (within.open.has(type.slice(1)) || value.type !== 'call_expression') return undefined;
  const how = required(value, 'function').text.replace(/^std::/, '');
  const given = named(required(value, 'arguments'));
  const isOne =
    how === 'malloc'
      ? given.length === 1 && given[0]?.type === 'sizeof_expression'
      : how === 'calloc' && given[0]?.text === '1' && given[1]?.type === 'sizeof_expression';
  if (!isOne) return undefined;
  const made: Expr = {
    at: at(node),
    op: 'call',
    callee: name(node, 'new object'),
    args: [{ value: name(node, type.slice(1)) }],
  };
  return how === 'malloc'
    ? made
    : { at: at(node), op: 'call', callee: name(node, 'zero filled'), args: [{ value: made }] };
}

/** `sizeof(int)`, `sizeof a`, `sizeof *p` where the text tells what `p` points to. */
function sizeOf(node: Syntax): Expr {
  const place = { at: at(node) };
  const text = (type: string): Expr => ({
    ...place,
    op: 'call',
    callee: name(node, 'size of type'),
    args: [{ value: literal(node, { t: 'str', v: type }) }],
  });
  const type = field(node, 'type');
  const known = type && pointed(type);
  if (type && known === undefined) return unsupported(node);
  if (known !== undefined && (NUMERIC.test(known) || known === 'bool' || known === 'float')) return text(known);
  let value = type ? undefined : required(node, 'value');
  while (value?.type === 'parenthesized_expression') value = only(value);
  const inside =
    value?.type === 'subscript_expression' || (value?.type === 'pointer_expression' && value.text.startsWith('*'))
      ? required(value, 'argument')
      : undefined;
  const held = within.pointers.get((inside ?? value)?.text ?? '');
  if (held !== undefined) {
    if (held === '') return unsupported(node);
    const of = inside ? held.slice(1) : held;
    if (NUMERIC.test(of) || of === 'bool' || of === 'float') return text(of);
  }
  const what = known === undefined ? expression(value ?? node) : name(node, known);
  return { ...place, op: 'call', callee: name(node, 'size of'), args: [{ value: what }] };
}

/** `new int[n]`, `new int[n]()`, `new Point(1, 2)`, `new int(5)`. */
function newOf(node: Syntax): Expr {
  const place = { at: at(node) };
  const base = typeOf(required(node, 'type'));
  const shape = field(node, 'declarator');
  const given = field(node, 'arguments');
  if (base === undefined || (shape && field(shape, 'declarator'))) return unsupported(node);
  const stars =
    shape && node.sourceAt({ start: required(node, 'type').end, end: shape.start }).includes('*') ? '*' : '';
  const type = stars + base;
  const isPlain = NUMERIC.test(type) || type === 'bool' || type === 'float' || within.open.has(type);
  if (!shape && !isPlain) return { ...place, op: 'address', place: construct(node, type, given ? named(given) : []) };
  if (!isPlain || (shape && given && named(given).length > 0)) return unsupported(node);
  const length = shape ? expression(required(shape, 'length')) : literal(node, { t: 'int', v: 1n });
  const isZero = given !== undefined;
  const made: Expr = {
    ...place,
    op: 'call',
    callee: name(node, 'new cells'),
    args: [
      { value: length },
      { value: literal(node, { t: 'str', v: type }) },
      { value: literal(node, { t: 'bool', v: isZero }) },
    ],
  };
  if (shape || !given || named(given).length === 0) return made;
  return unsupported(node);
}

/** What the function that is being read says of its names. */
interface Within {
  /** What its pointers point to, by their names: `*i32`; nothing where one name means several things. */
  pointers: ReadonlyMap<string, string>;
  /** Types that a template leaves open. */
  open: ReadonlySet<string>;
}

let within: Within = { pointers: new Map(), open: new Set() };

function bodyOf(node: Syntax, block: Syntax, open: readonly string[], lower: () => Stmt[]): () => Stmt[] {
  return () => {
    const outer = within;
    within = { pointers: pointersIn([node, block]), open: new Set([...outer.open, ...open]) };
    try {
      return lower();
    } finally {
      within = outer;
    }
  };
}

function pointersIn(nodes: readonly Syntax[]): Map<string, string> {
  const found = new Map<string, string>();
  const stack = [...nodes];
  for (let next = stack.pop(); next; next = stack.pop()) {
    for (const child of next.children) stack.push(child);
    if (next.type !== 'declaration' && !next.type.endsWith('parameter_declaration')) continue;
    for (const one of fields(next, 'declarator')) {
      const shape = one.type === 'init_declarator' ? required(one, 'declarator') : one;
      if (/^(abstract|function|structured)/.test(shape.type)) continue;
      const made = declarator(shape, typeOf(field(next, 'type')), 'block');
      if (made.pattern.to !== 'name') continue;
      const isParameter = next.type !== 'declaration';
      const type =
        made.lengths.length > 0
          ? isParameter && made.lengths.length === 1
            ? `*${made.elements ?? ''}`
            : undefined
          : made.isPointer
            ? made.pattern.type
            : undefined;
      const old = found.get(made.pattern.name);
      const isKnown = found.has(made.pattern.name);
      if (isKnown && old !== (type ?? '-')) found.set(made.pattern.name, '');
      else found.set(made.pattern.name, type ?? '-');
    }
  }
  for (const [label, type] of found) if (type === '-') found.delete(label);
  return found;
}

/** `sizeof a / sizeof a[0]` is the length of an array; chains of `<<` from `cout` print. */
function binary(node: Syntax): Expr {
  const operator = required(node, 'operator').text;
  const left = required(node, 'left');
  const right = required(node, 'right');
  if (operator === '/' && left.type === 'sizeof_expression' && right.type === 'sizeof_expression') {
    const array = only(left).type === 'parenthesized_expression' ? only(only(left)) : only(left);
    if (!within.pointers.has(array.text) && !field(left, 'type'))
      return { at: at(node), op: 'call', callee: name(node, 'length of array'), args: [{ value: expression(array) }] };
  }
  if (operator === '<<' && /^(std::)?(cout|cerr)\b/.test(left.text))
    return { at: at(node), op: 'text', parts: printed(node) };
  if (operator === '>>' && /^(std::)?cin\b/.test(left.text))
    return {
      at: at(node),
      op: 'call',
      callee: name(node, 'read words'),
      args: readInto(node).map((value) => ({ value })),
    };
  return infix(node, operator, expression(left), expression(right));
}

/** What a chain of `>>` from `cin` fills. */
function readInto(node: Syntax): Expr[] {
  if (node.type !== 'binary_expression') return [];
  const right = required(node, 'right');
  return [...readInto(required(node, 'left')), { at: at(right), op: 'address', place: expression(right) }];
}

function printed(node: Syntax): Expr[] {
  if (node.type !== 'binary_expression') return [];
  const right = required(node, 'right');
  const rest = printed(required(node, 'left'));
  return /^(std::)?(endl|flush)$/.test(right.text) ? rest : [...rest, expression(right)];
}

function call(node: Syntax): Expr {
  const args = named(required(node, 'arguments')).map((one) => ({ value: expression(one) }));
  let callee = required(node, 'function');
  if (/^(std::)?string$/.test(callee.text)) return { at: at(node), op: 'call', callee: name(callee, ' string'), args };
  while (callee.type === 'qualified_identifier' && field(callee, 'name')?.type !== 'identifier')
    callee = required(callee, 'name');
  if (callee.type === 'template_function') {
    const made = required(callee, 'name').text;
    if (LISTS.has(made)) return sized(required(node, 'arguments'), elementType(callee), made);
  }
  if (callee.type === 'template_function') {
    const label = required(callee, 'name').text;
    const type = elementType(callee);
    const [value] = args;
    if (/^(static|const|reinterpret)_cast$/.test(label) && value) {
      const [descriptor] = named(required(callee, 'arguments'));
      return { at: at(node), op: 'cast', type: (descriptor && pointed(descriptor)) ?? type ?? '', value: value.value };
    }
    callee = required(callee, 'name');
  }
  return { at: at(node), op: 'call', callee: expression(callee), args };
}
