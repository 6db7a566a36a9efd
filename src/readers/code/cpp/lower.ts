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
import { characterOf, integerOf, step, variable } from '../native/lowering';
import { field, fields, named, ofType, type Syntax } from '../syntax';
import { elementType, typeOf } from './types';

/** C's and C++'s syntax tree → the core. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  return nodes.flatMap((node) => statement(node));
}

const shape = shapes({ expression, body });

function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  if (node.type === 'else_clause') return body(only(node));
  return node.type === 'compound_statement' ? lowerBlock(named(node)) : statement(node);
}

function condition(node: Syntax): Expr {
  const inner = required(node, 'condition');
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
    case 'function_definition':
      return [{ ...place, do: 'function', declaration: functionOf(node) }];
    case 'template_declaration':
      return lowerBlock(named(node).filter(({ type }) => type !== 'template_parameter_list'));
    case 'struct_specifier':
    case 'class_specifier':
      return field(node, 'body') ? [{ ...place, do: 'class', declaration: classOf(node) }] : [nothing(node)];
    case 'type_definition': {
      const type = required(node, 'type');
      const alias = required(node, 'declarator').text;
      if (field(type, 'body')) return [{ ...place, do: 'class', declaration: { ...classOf(type), name: alias } }];
      return [nothing(node)];
    }
    case 'preproc_def': {
      // A macro that is one number is a constant; any other is met where it is used.
      const value = integerOf(field(node, 'value')?.text.trim() ?? '');
      if (value === undefined) return [nothing(node)];
      const target = variable(required(node, 'name'), 'function');
      return [{ ...place, do: 'declare', target, value: { ...place, op: 'literal', value: { t: 'int', v: value } } }];
    }
    case 'compound_statement':
      return [{ ...place, do: 'block', body: lowerBlock(named(node)) }];
    case 'if_statement':
      return [shape.branch(node, { test: condition(node) })];
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
    case 'preproc_function_def': // met where it is used, as a function that is not known
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
}

function declarator(node: Syntax, type: string | undefined, declare: 'block' | 'function'): Declared {
  switch (node.type) {
    case 'pointer_declarator':
      return { ...declarator(required(node, 'declarator'), '*', declare), isPointer: true };
    case 'reference_declarator': {
      const inner = named(node).at(-1) ?? node;
      return declarator(inner, node.text.startsWith('&&') ? type : '&', declare);
    }
    case 'array_declarator': {
      const inner = declarator(required(node, 'declarator'), undefined, declare);
      const length = field(node, 'size');
      return { ...inner, lengths: [...inner.lengths, length ?? null] };
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

function declaration(node: Syntax): Stmt[] {
  const type = field(node, 'type');
  const base = typeOf(type);
  const classes: Stmt[] = type && field(type, 'body') ? statement(type) : [];
  return [
    ...classes,
    ...fields(node, 'declarator').flatMap((one): Stmt[] => {
      if (one.type === 'function_declarator') return [nothing(node)];
      const isInit = one.type === 'init_declarator';
      const made = declarator(isInit ? required(one, 'declarator') : one, base, 'block');
      const value = isInit ? field(one, 'value') : undefined;
      const initial = initialValue(node, made, base, elementType(type), value);
      return [
        { at: at(node), do: 'declare', target: made.pattern, type: base ?? '', ...(initial && { value: initial }) },
      ];
    }),
  ];
}

const LISTS = new Set(['vector', 'deque', 'list', 'array']);

function initialValue(
  node: Syntax,
  made: Declared,
  type: string | undefined,
  elements: string | undefined,
  value: Syntax | undefined,
): Expr | undefined {
  const place = { at: at(value ?? node) };
  if (made.lengths.length > 0) return arrayValue(node, made.lengths, type, value);
  if (!value)
    return type !== undefined && /^[A-Z]\w*$/.test(type) && !made.isPointer ? construct(node, type, []) : undefined;
  const isBraced = value.type === 'initializer_list' || value.type === 'argument_list';
  if (!isBraced) return type === 'auto' ? expression(value) : convertedList(expression(value));
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

function convertedList(e: Expr): Expr {
  return e;
}

/** Braces inside braces are rows. */
function inner(node: Syntax): Expr {
  return node.type === 'initializer_list'
    ? { at: at(node), op: 'sequence', flavor: 'vector', items: named(node).map(inner) }
    : expression(node);
}

function construct(node: Syntax, type: string, args: readonly Syntax[]): Expr {
  return {
    at: at(node),
    op: 'call',
    callee: name(node, type),
    args: args.map((one) => given(one, args)),
    fresh: true,
  };
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
  return { at: at(node), op: 'sequence', flavor, items: typed };
}

/** `vector<int> v(5)`, `v(5, 1)`, `v(a.begin(), a.end())`, `v(other)`. */
function sized(node: Syntax, type: string | undefined, list: string): Expr {
  const args: Argument[] = named(node).map((one) => ({ value: expression(one) }));
  return {
    at: at(node),
    op: 'call',
    callee: name(node, `new ${list} ${type ?? ''}`.trim().split(' ').slice(0, 2).join(' ')),
    args,
  };
}

function arrayValue(
  node: Syntax,
  lengths: (Syntax | null)[],
  type: string | undefined,
  value: Syntax | undefined,
): Expr | undefined {
  const place = { at: at(value ?? node) };
  if (value?.type === 'string_literal') {
    const text = ofType(value, 'string_content')?.text ?? '';
    if (named(value).length > 1 || text.includes('\\')) return unsupported(value);
    const points = [...Buffer.from(text, 'utf8'), 0];
    const items = points.map((v): Expr => ({ ...place, op: 'literal', value: { t: 'int', v: BigInt(v), type: 'i8' } }));
    return { ...place, op: 'sequence', flavor: 'array', items };
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
  const list: Expr = { ...place, op: 'sequence', flavor: 'array', items };
  if (!length) return list;
  if (rest.length > 0 && !value) return unsupported(node);
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

function functionOf(node: Syntax): FunctionDeclaration {
  let head = required(node, 'declarator');
  while (head.type !== 'function_declarator' && field(head, 'declarator')) head = required(head, 'declarator');
  const block = required(node, 'body');
  return {
    at: at(node),
    name: required(head, 'declarator').text.replace(/^.*::/, ''),
    parameters: named(required(head, 'parameters')).flatMap(parameter),
    body: () => lowerBlock(named(block)),
    syntax: node,
  };
}

function parameter(node: Syntax): Parameter[] {
  if (node.type !== 'parameter_declaration' && node.type !== 'optional_parameter_declaration') return [];
  const shape = field(node, 'declarator');
  if (!shape) return [];
  const { pattern: target, lengths } = declarator(shape, typeOf(field(node, 'type')), 'function');
  const value = field(node, 'default_value');
  const isArray = lengths.length > 0 && target.to === 'name';
  return [
    {
      at: at(node),
      pattern: isArray ? { ...target, type: '*' } : target,
      ...(value && { fallback: expression(value) }),
    },
  ];
}

function classOf(node: Syntax): ClassDeclaration {
  const methods: FunctionDeclaration[] = [];
  const members: ClassDeclaration['fields'] = [];
  for (const one of named(required(node, 'body'))) {
    if (one.type === 'function_definition') methods.push(functionOf(one));
    if (one.type !== 'field_declaration') continue;
    const type = field(one, 'type');
    for (const shape of fields(one, 'declarator')) {
      if (shape.type === 'function_declarator') continue;
      const made = declarator(shape, typeOf(type), 'block');
      const given = field(one, 'default_value');
      const value = initialValue(one, made, typeOf(type), elementType(type), given);
      const label = made.pattern.to === 'name' ? made.pattern.name : shape.text;
      members.push({ name: label, shared: false, ...(value && { value }) });
    }
  }
  return { at: at(node), name: field(node, 'name')?.text ?? 'struct', methods, fields: members };
}

function number(node: Syntax): Expr {
  const match = /^([\d'a-fA-FxXbB]*?)([uUlLzZ]*)$/.exec(node.text);
  const value = match ? integerOf(match[1] ?? '') : undefined;
  if (value !== undefined) {
    const suffix = (match?.[2] ?? '').toLowerCase();
    const bits = suffix.includes('l') || suffix.includes('z') || value > 0x7fffffffn ? 64 : 32;
    return literal(node, { t: 'int', v: value, type: `${suffix.includes('u') ? 'u' : 'i'}${bits}` });
  }
  const float = Number(node.text);
  return literal(node, Number.isNaN(float) ? undefined : { t: 'num', v: float });
}

export function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
    case 'this':
    case 'field_identifier':
      return name(node);
    case 'qualified_identifier':
      return name(node, node.text.replace(/^(::)?std::/, '').replace(/^.*::(?=\w+$)/, ''));
    case 'number_literal':
      return number(node);
    case 'char_literal': {
      const value = characterOf(node.text);
      return literal(node, value === undefined ? undefined : { t: 'int', v: value, type: 'i8' });
    }
    case 'string_literal':
    case 'concatenated_string':
    case 'raw_string_literal':
      return literal(node, { t: 'str', v: node.text });
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
      return shape.cast(node, typeOf(field(required(node, 'type'), 'type')), 'value');
    case 'lambda_expression': {
      const shape = field(node, 'declarator');
      const block = required(node, 'body');
      const declaration: FunctionDeclaration = {
        at: at(node),
        name: 'lambda',
        parameters: shape ? named(required(shape, 'parameters')).flatMap(parameter) : [],
        body: () => lowerBlock(named(block)),
        arrow: true,
        syntax: node,
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

/** `sizeof a / sizeof a[0]` is the length of an array; chains of `<<` from `cout` print. */
function binary(node: Syntax): Expr {
  const operator = required(node, 'operator').text;
  const left = required(node, 'left');
  const right = required(node, 'right');
  if (operator === '/' && left.type === 'sizeof_expression' && right.type === 'sizeof_expression') {
    const array = only(left).type === 'parenthesized_expression' ? only(only(left)) : only(left);
    return { at: at(node), op: 'call', callee: name(node, 'length of array'), args: [{ value: expression(array) }] };
  }
  if (operator === '<<' && /^(std::)?(cout|cerr)\b/.test(left.text))
    return { at: at(node), op: 'text', parts: printed(node) };
  return infix(node, operator, expression(left), expression(right));
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
  if (callee.type === 'template_function') {
    const label = required(callee, 'name').text;
    const type = elementType(callee);
    const [value] = args;
    if (/^(static|const|reinterpret)_cast$/.test(label) && value)
      return { at: at(node), op: 'cast', type: type ?? '', value: value.value };
    callee = required(callee, 'name');
  }
  return { at: at(node), op: 'call', callee: expression(callee), args };
}
