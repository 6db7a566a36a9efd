import type { ClassDeclaration, Expr, FunctionDeclaration, Parameter, Pattern, Stmt } from '../core/ir';
import {
  at,
  compound,
  functionExpression,
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
import { field, fields, named, ofType, type Syntax } from '../syntax';
import { asIndices } from './indices';

/** Go's syntax tree → the core. Methods stand outside of their types, so they are gathered first. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  const list = nodes.flatMap((node) => (node.type === 'statement_list' ? named(node) : [node]));
  const methods = list.filter(({ type }) => type === 'method_declaration');
  return list.flatMap((node) => statement(node, methods));
}

const shape = shapes({ expression, body });

const TYPES: Readonly<Record<string, string>> = {
  int: 'i64',
  uint: 'u64',
  byte: 'u8',
  rune: 'i32',
  uintptr: 'u64',
  float64: 'f64',
  ...Object.fromEntries(
    [8, 16, 32, 64].flatMap((bits) => [
      [`int${bits}`, `i${bits}`],
      [`uint${bits}`, `u${bits}`],
    ]),
  ),
};

function typeOf(node: Syntax | undefined): string | undefined {
  if (!node) return undefined;
  if (node.type === 'pointer_type') return '*';
  return TYPES[node.text] ?? node.text;
}

function body(node: Syntax | undefined): Stmt[] {
  return node ? lowerBlock(named(node)) : [];
}

function statement(node: Syntax, methods: readonly Syntax[]): Stmt[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'expression_statement':
      return [{ ...place, do: 'expression', expression: expression(only(node)) }];
    case 'assignment_statement':
    case 'short_var_declaration':
      return [assignment(node)];
    case 'inc_statement':
    case 'dec_statement':
      return [
        {
          ...place,
          do: 'expression',
          expression: step(node, expression(only(node)), node.type === 'inc_statement' ? '+' : '-', true),
        },
      ];
    case 'const_declaration':
      return constants(node);
    case 'var_declaration': {
      const list = ofType(node, 'var_spec_list') ?? node;
      return named(list).flatMap((one) => variables(one));
    }
    case 'function_declaration':
      return [{ ...place, do: 'function', declaration: functionOf(node) }];
    case 'type_declaration':
      return named(node).flatMap((one) => typeSpec(one, methods));
    case 'block':
      return [{ ...place, do: 'block', body: body(node) }];
    case 'if_statement': {
      const init = field(node, 'initializer');
      const alternative = field(node, 'alternative');
      const choice = shape.branch(node, { otherwise: alternative ? statement(alternative, []) : [] });
      return init ? [{ ...place, do: 'block', body: [...statement(init, []), choice] }] : [choice];
    }
    case 'for_statement':
      return [forLoop(node)];
    case 'labeled_statement': {
      const [tag, inner] = named(node);
      const [loop, ...rest] = inner ? statement(inner, []) : [];
      return loop
        ? [
            tag && (loop.do === 'for' || loop.do === 'each' || loop.do === 'while')
              ? { ...loop, label: tag.text }
              : loop,
            ...rest,
          ]
        : [];
    }
    case 'expression_switch_statement':
      return [switchOf(node)];
    case 'return_statement': {
      const [value] = named(node);
      const items = value ? named(value) : [];
      const [first] = items;
      if (!first || !value) return [{ ...place, do: 'return' }];
      const result: Expr =
        items.length === 1
          ? expression(first)
          : { at: at(value), op: 'sequence', flavor: 'tuple', items: items.map(expression) };
      return [{ ...place, do: 'return', value: result }];
    }
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node, named(node)[0]?.text)];
    case 'method_declaration':
    case 'import_declaration':
    case 'package_clause':
    case 'empty_statement':
      return [nothing(node)];
    default:
      return [unsupportedStatement(node)];
  }
}

function target(node: Syntax, declare: boolean): Pattern {
  if (node.text === '_') return { at: at(node), to: 'nothing' };
  if (declare && node.type === 'identifier') return variable(node, 'block');
  return { at: at(node), to: 'place', place: expression(node) };
}

/** Several values become a list of places and a list of values, all read before any is written. */
function sides(
  node: Syntax,
  left: readonly Syntax[],
  right: readonly Expr[],
  declare: boolean,
): { target: Pattern; value: Expr } | undefined {
  const [first, ...others] = left;
  const [value, ...more] = right;
  if (!first || !value) return undefined;
  if (others.length === 0) return { target: target(first, declare), value };
  const items = left.map((one) => target(one, declare));
  return {
    target: { at: at(node), to: 'sequence', items },
    value: more.length === 0 ? value : { at: at(node), op: 'sequence', flavor: 'tuple', items: [...right] },
  };
}

/** `v, ok := m[key]`. */
function lookedUp(given: Syntax): Expr {
  const node = asIndices(given) ?? given;
  if (node.type !== 'index_expression') return expression(node);
  const args = ['operand', 'index'].map((part) => ({ value: expression(required(node, part)) }));
  return { at: at(node), op: 'call', callee: name(node, 'looked up'), args };
}

function assignment(node: Syntax): Stmt {
  const operator = field(node, 'operator')?.text ?? '=';
  const left = named(required(node, 'left'));
  const given = named(required(node, 'right'));
  const right = left.length === 2 && given.length === 1 ? given.map(lookedUp) : given.map(expression);
  const [first] = left;
  const [value] = right;
  if (operator !== '=' && operator !== ':=' && first && value)
    return {
      at: at(node),
      do: 'expression',
      expression: compound(node, expression(first), operator.slice(0, -1), value),
    };
  const both = sides(node, left, right, node.type === 'short_var_declaration');
  return both ? { at: at(node), do: 'assign', targets: [both.target], value: both.value } : unsupportedStatement(node);
}

/** A constant without a value has the expression of the one before it; `iota` is its place in the list. */
function constants(node: Syntax): Stmt[] {
  let values: Syntax | undefined;
  return named(node)
    .filter(({ type }) => type === 'const_spec')
    .flatMap((spec, index): Stmt[] => {
      values = field(spec, 'value') ?? values;
      const given = values ? named(values).map((one) => withIota(one, index)) : [];
      const names = fields(spec, 'name').slice(0, given.length);
      const type = typeOf(field(spec, 'type'));
      const [first] = given;
      if (names.length === 1 && first && type !== undefined && numeric(field(spec, 'type')) !== undefined)
        given[0] = { at: at(spec), op: 'cast', type, value: first };
      const both = sides(spec, names, given, true);
      return both
        ? [{ at: at(spec), do: 'declare', target: both.target, value: both.value, isFixed: true }]
        : [unsupportedStatement(spec)];
    });
}

function withIota(node: Syntax, index: number): Expr {
  const value = expression(node);
  if (!/\biota\b/.test(node.text)) return value;
  const target: Pattern = { at: at(node), to: 'name', name: 'iota', declare: 'block' };
  const place: Expr = { at: at(node), op: 'literal', value: { t: 'int', v: BigInt(index) } };
  return { at: at(node), op: 'block', body: [{ at: at(node), do: 'declare', target, value: place }], value };
}

function variables(spec: Syntax): Stmt[] {
  const names = fields(spec, 'name');
  const type = field(spec, 'type');
  const values = field(spec, 'value');
  if (!values) {
    const zeroValue = type && zero(spec, type);
    return names.map((one) => ({
      at: at(spec),
      do: 'declare',
      target: variable(one, 'block', typeOf(type)),
      ...(zeroValue && { value: zeroValue }),
    }));
  }
  const both = sides(spec, names, named(values).map(expression), true);
  if (!both) return [unsupportedStatement(spec)];
  return [{ at: at(spec), do: 'declare', target: both.target, value: both.value }];
}

/** What a variable of a type holds that is given no value. */
function zero(node: Syntax, type: Syntax): Expr {
  const known = typeOf(type) ?? '';
  const place = { at: at(node) };
  if (/^[iu]\d/.test(known)) return { ...place, op: 'literal', value: { t: 'int', v: 0n, type: known } };
  if (known === 'f64') return { ...place, op: 'literal', value: { t: 'num', v: 0 } };
  if (known === 'bool') return { ...place, op: 'literal', value: { t: 'bool', v: false } };
  if (known === 'string') return { ...place, op: 'literal', value: { t: 'str', v: '' } };
  if (type.type === 'slice_type')
    return { ...place, op: 'sequence', flavor: 'slice', items: [], type: numeric(field(type, 'element')) };
  if (type.type === 'array_type') return sized(node, type, []);
  if (type.type === 'type_identifier')
    return { ...place, op: 'call', callee: name(node, known), args: [], fresh: true };
  return { ...place, op: 'literal', value: { t: 'nothing', name: 'nil' } };
}

function sized(node: Syntax, type: Syntax, items: Expr[]): Expr {
  const element = required(type, 'element');
  const list: Expr = { at: at(node), op: 'sequence', flavor: 'array', items, type: numeric(element) };
  const length = field(type, 'length');
  if (!length || (items.length > 0 && integerOf(length.text) === BigInt(items.length))) return list;
  return {
    at: at(node),
    op: 'call',
    callee: name(node, 'filled array'),
    args: [
      { value: list },
      { value: expression(length) },
      { value: functionExpression(maker(node, zero(node, element))) },
    ],
  };
}

/** A function that makes a zero value anew for every element. */
function maker(node: Syntax, value: Expr): FunctionDeclaration {
  return {
    at: at(node),
    name: 'zero',
    parameters: [],
    body: () => [{ at: at(node), do: 'return', value }],
  };
}

function forLoop(node: Syntax): Stmt {
  const place = { at: at(node) };
  const inner = body(field(node, 'body'));
  const range = ofType(node, 'range_clause');
  if (range) {
    const left = field(range, 'left');
    const names = left ? named(left) : [];
    const declare = range.children.some(({ type }) => type === ':=');
    const items = names.map((one) => target(one, declare));
    const [first] = items;
    return {
      ...place,
      do: 'each',
      target: items.length > 1 ? { at: at(range), to: 'sequence', items } : (first ?? { at: at(range), to: 'nothing' }),
      of: expression(required(range, 'right')),
      how: items.length > 1 ? 'pairs' : 'keys',
      body: inner,
      otherwise: [],
    };
  }
  const clause = ofType(node, 'for_clause');
  if (clause) {
    const init = field(clause, 'initializer');
    const test = field(clause, 'condition');
    const update = field(clause, 'update');
    return {
      ...place,
      do: 'for',
      init: init ? statement(init, []) : [],
      ...(test && { test: expression(test) }),
      update: update ? [{ at: at(update), op: 'block', body: statement(update, []) }] : [],
      body: inner,
    };
  }
  const test = named(node).find((child) => child.field !== 'body');
  const forever: Expr = { ...place, op: 'literal', value: { t: 'bool', v: true } };
  return shape.whileLoop(node, { test: test ? expression(test) : forever });
}

function switchOf(node: Syntax): Stmt {
  const value = field(node, 'value');
  const subject: Expr = value ? expression(value) : { at: at(node), op: 'literal', value: { t: 'bool', v: true } };
  const cases = named(node)
    .filter(({ type }) => type === 'expression_case' || type === 'default_case')
    .map((one) => {
      const tests = field(one, 'value');
      return {
        tests: tests ? named(tests).map(expression) : null,
        body: lowerBlock(named(one).filter((child) => child !== tests)),
      };
    });
  const init = field(node, 'initializer');
  const choice: Stmt = { at: at(node), do: 'switch', subject, cases, falls: false };
  return init ? { at: at(node), do: 'block', body: [...statement(init, []), choice] } : choice;
}

function typeSpec(node: Syntax, methods: readonly Syntax[]): Stmt[] {
  const type = field(node, 'type');
  if (type?.type !== 'struct_type') return [nothing(node)];
  const label = required(node, 'name').text;
  const own = methods.filter((method) => receiver(method).replace(/^\*/, '') === label);
  const members = named(ofType(type, 'field_declaration_list') ?? node).flatMap((one) =>
    fields(one, 'name').map(({ text }) => {
      const kind = field(one, 'type');
      return { name: text, shared: false, type: numeric(kind), ...(kind && { value: zero(one, kind) }) };
    }),
  );
  const declaration: ClassDeclaration = { at: at(node), name: label, methods: own.map(methodOf), fields: members };
  return [{ at: at(node), do: 'class', declaration }];
}

function receiver(method: Syntax): string {
  return field(named(required(method, 'receiver'))[0] ?? method, 'type')?.text ?? '';
}

function methodOf(node: Syntax): FunctionDeclaration {
  const made = functionOf(node);
  const [self] = named(required(node, 'receiver')).flatMap(parameter);
  return self ? { ...made, parameters: [self, ...made.parameters], takesSelf: true } : { ...made, takesSelf: false };
}

function functionOf(node: Syntax): FunctionDeclaration {
  const block = field(node, 'body');
  const results = namedResults(node);
  const types = resultTypes(node);
  return {
    at: at(node),
    name: field(node, 'name')?.text ?? 'func',
    parameters: named(required(node, 'parameters')).flatMap(parameter),
    result: typeOf(field(node, 'result')),
    body: () => [
      ...typeParameters(node),
      ...withResults(
        results,
        body(block).map((one) => typedReturn(one, types)),
      ),
    ],
    arrow: node.type === 'func_literal',
  };
}

/** Whether a whole number of the text is put somewhere as it is: `x = 1`, `return 1`. What type it gets is not told there. */
function hasBare(node: Syntax): boolean {
  const isWhole = (one: Syntax | undefined): boolean =>
    one !== undefined &&
    (one.type === 'expression_list' ? named(one) : [one]).some(({ type }) => type === 'int_literal');
  const put =
    node.type === 'assignment_statement' && field(node, 'operator')?.text === '='
      ? field(node, 'right')
      : node.type === 'var_spec' && field(node, 'type')
        ? field(node, 'value')
        : node.type === 'return_statement' || node.type === 'literal_element'
          ? named(node)[0]
          : undefined;
  return isWhole(put) || node.children.some(hasBare);
}

/** What a type parameter stands for is told by the values of the parameters that speak of it: `x T`, `list []T`. */
function typeParameters(node: Syntax): Stmt[] {
  const list = field(node, 'type_parameters');
  const text = field(node, 'body')?.text ?? '';
  const labels = list ? named(list).flatMap((one) => fields(one, 'name')) : [];
  const isGiven = (label: string): boolean =>
    named(required(node, 'parameters')).some((one) => field(one, 'type')?.text === label);
  const block = field(node, 'body');
  const isBare: Expr = { at: at(node), op: 'literal', value: { t: 'bool', v: block !== undefined && hasBare(block) } };
  return labels
    .filter((label) => new RegExp(`\\b${label.text}\\b`).test(text) || isGiven(label.text))
    .map((label) => {
      const args = named(required(node, 'parameters')).flatMap((one) => {
        const type = field(one, 'type')?.text.replaceAll(/\s/g, '') ?? '';
        const within = /^((?:\[\d*\])*)(\w+)$/.exec(type);
        if (within?.[2] !== label.text) return [];
        const isRest = one.type === 'variadic_parameter_declaration';
        const depth = BigInt((within[1]?.match(/\[/g)?.length ?? 0) + (isRest ? 1 : 0));
        const deep: Expr = { at: at(one), op: 'literal', value: { t: 'int', v: depth } };
        return fields(one, 'name').flatMap((each) => [{ value: deep }, { value: name(each) }]);
      });
      const called: Expr = { at: at(label), op: 'literal', value: { t: 'str', v: label.text } };
      return {
        at: at(label),
        do: 'declare',
        target: variable(label, 'function'),
        value: {
          at: at(label),
          op: 'call',
          callee: name(label, 'type of'),
          args: [{ value: called }, { value: isBare }, ...args],
        },
      };
    });
}

/** Types of the values of a function that gives several. */
function resultTypes(node: Syntax): (string | undefined)[] {
  const list = field(node, 'result');
  if (list?.type !== 'parameter_list') return [];
  return named(list).flatMap((one) => {
    const type = typeOf(field(one, 'type'));
    const names = fields(one, 'name');
    return names.length === 0 ? [type] : names.map(() => type);
  });
}

/** Results that have names: variables of the function, which a `return` without values gives. */
function namedResults(node: Syntax): { declared: Stmt; value: Expr }[] {
  const list = field(node, 'result');
  if (list?.type !== 'parameter_list') return [];
  return named(list).flatMap((one) => {
    const type = field(one, 'type');
    return fields(one, 'name').map((label) => ({
      declared: {
        at: at(one),
        do: 'declare' as const,
        target: variable(label, 'function', typeOf(type)),
        ...(type && { value: zero(one, type) }),
      },
      value: name(label),
    }));
  });
}

function withResults(results: readonly { declared: Stmt; value: Expr }[], statements: Stmt[]): Stmt[] {
  const [first, ...others] = results.map(({ value }) => value);
  if (!first) return statements;
  const { at: place } = first;
  const value: Expr =
    others.length === 0 ? first : { at: place, op: 'sequence', flavor: 'tuple', items: [first, ...others] };
  return [...results.map(({ declared }) => declared), ...statements.map((one) => giving(one, value))];
}

/** A statement in which every `return` without a value gives one. */
function giving(statement: Stmt, value: Expr): Stmt {
  return withReturns(statement, (one) => (one.value ? one : { ...one, value }));
}

/** A statement in which what every `return` gives becomes of the function's types. */
function typedReturn(statement: Stmt, types: readonly (string | undefined)[]): Stmt {
  return withReturns(statement, (one) => {
    const { value } = one;
    if (value?.op !== 'sequence' || value.items.length !== types.length) return one;
    const items = value.items.map((item, index): Expr => {
      const type = types[index];
      return type === undefined ? item : { at: item.at, op: 'cast', type, value: item };
    });
    return { ...one, value: { ...value, items } };
  });
}

type Return = Stmt & { do: 'return' };

/** A statement with other returns. Functions in it have returns of their own. */
function withReturns(statement: Stmt, change: (one: Return) => Return): Stmt {
  const inner = (list: readonly Stmt[]): Stmt[] => list.map((one) => withReturns(one, change));
  switch (statement.do) {
    case 'return':
      return change(statement);
    case 'if':
      return { ...statement, then: inner(statement.then), otherwise: inner(statement.otherwise) };
    case 'while':
    case 'each':
      return { ...statement, body: inner(statement.body), otherwise: inner(statement.otherwise) };
    case 'for':
    case 'block':
      return { ...statement, body: inner(statement.body) };
    case 'switch':
      return { ...statement, cases: statement.cases.map((one) => ({ ...one, body: inner(one.body) })) };
    default:
      return statement;
  }
}

function parameter(node: Syntax): Parameter[] {
  const type = field(node, 'type');
  const isRest = node.type === 'variadic_parameter_declaration';
  return fields(node, 'name').map((one) => ({
    at: at(node),
    pattern: variable(one, 'function', typeOf(type)),
    ...(isRest && { rest: true }),
  }));
}

function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
    case 'iota':
      return name(node);
    case 'int_literal': {
      const value = integerOf(node.text);
      return literal(node, value === undefined ? undefined : { t: 'int', v: value });
    }
    case 'float_literal':
      return literal(node, { t: 'num', v: Number(node.text) });
    case 'rune_literal': {
      const value = characterOf(node.text);
      return literal(node, value === undefined ? undefined : { t: 'int', v: value, type: 'i32', open: true });
    }
    case 'interpreted_string_literal': {
      const v = unescaped(node.text.slice(1, -1));
      return literal(node, v === undefined ? undefined : { t: 'str', v });
    }
    case 'raw_string_literal':
      return literal(node, { t: 'str', v: node.text.slice(1, -1).replaceAll('\r', '') });
    case 'true':
    case 'false':
      return literal(node, { t: 'bool', v: node.type === 'true' });
    case 'nil':
      return literal(node, { t: 'nothing', name: 'nil' });
    case 'parenthesized_expression':
      return expression(only(node));
    case 'index_expression':
      return shape.indexed(node, 'operand');
    case 'type_instantiation_expression': {
      const indices = asIndices(node);
      return indices ? expression(indices) : unsupported(node);
    }
    case 'slice_expression': {
      const low = field(node, 'start');
      const high = field(node, 'end');
      if (field(node, 'capacity')) return unsupported(node);
      return {
        ...place,
        op: 'slice',
        object: expression(required(node, 'operand')),
        ...(low && { low: expression(low) }),
        ...(high && { high: expression(high) }),
      };
    }
    case 'selector_expression':
      return shape.member(node, 'operand', 'field');
    case 'call_expression':
      return call(node);
    case 'type_conversion_expression':
      // `f[float64](x)` looks like a conversion to a type with parameters.
      if (field(node, 'type')?.type === 'generic_type')
        return { ...place, op: 'unsupported', what: 'a type given in brackets is not followed: convert the arguments' };
      return shape.cast(node, typeOf(field(node, 'type')), 'operand');
    case 'unary_expression': {
      const operator = required(node, 'operator').text;
      const operand = required(node, 'operand');
      if (operator === '&') return { ...place, op: 'address', place: expression(operand) };
      if (operator === '*') return { ...place, op: 'deref', pointer: expression(operand) };
      if (operator === '^') return { ...place, op: 'unary', operator: '~', operand: expression(operand) };
      return shape.unary(node, 'operand');
    }
    case 'binary_expression':
      return shape.binary(node);
    case 'composite_literal':
      return composite(node, required(node, 'type'), required(node, 'body'));
    case 'func_literal':
      return functionExpression(functionOf(node));
    default:
      return unsupported(node);
  }
}

function call(node: Syntax): Expr {
  const place = { at: at(node) };
  const callee = required(node, 'function');
  const list = named(required(node, 'arguments'));
  if (callee.text === 'make' && list[0]) {
    const [type, length] = list;
    if (type.type === 'map_type') return { ...place, op: 'record', flavor: mapOf(type), entries: [] };
    if (type.type !== 'slice_type' || !length) return unsupported(node);
    const of = required(type, 'element');
    const value = zero(node, of);
    const isNamed = of.type === 'type_identifier' && TYPES[of.text] === undefined && !BASIC.has(of.text);
    return {
      ...place,
      op: 'call',
      callee: name(node, 'filled array'),
      args: [
        { value: { ...place, op: 'sequence', flavor: 'slice', items: [], type: numeric(field(type, 'element')) } },
        { value: expression(length) },
        { value: functionExpression(maker(node, value)) },
        ...(isNamed ? [{ value: name(of) }] : []),
      ],
    };
  }
  const type = callee.text === 'string' ? callee.text : TYPES[callee.text];
  const [first] = list;
  if (type !== undefined && first) return { ...place, op: 'cast', type, value: expression(first) };
  const args = list.map((one): { value: Expr } => ({
    value:
      one.type === 'variadic_argument' ? { at: at(one), op: 'spread', value: expression(only(one)) } : expression(one),
  }));
  return { ...place, op: 'call', callee: expression(callee), args };
}

const BASIC: ReadonlySet<string> = new Set(['string', 'bool', 'error', 'any']);

/** The flavor of a map tells what a key that is not there gives. */
function mapOf(type: Syntax): string {
  const value = required(type, 'value');
  if (value.type === 'map_type') return `map of ${mapOf(value)}`;
  if (value.type === 'slice_type') return `map of []${numeric(field(value, 'element')) ?? ''}`;
  const known = typeOf(value) ?? '';
  return numeric(value) !== undefined || known === 'bool' || known === 'string' ? `map of ${known}` : 'map';
}

/** The type of numbers; of nothing else. */
function numeric(node: Syntax | undefined): string | undefined {
  const known = typeOf(node);
  return known !== undefined && /^[iuf]\d/.test(known) ? known : undefined;
}

function element(node: Syntax, type: Syntax | undefined): Expr {
  const inner = node.type === 'literal_element' ? only(node) : node;
  if (inner.type === 'literal_value' && type?.type === 'pointer_type')
    return { at: at(inner), op: 'address', place: composite(inner, only(type), inner) };
  if (inner.type === 'literal_value' && type) return composite(inner, type, inner);
  const known = numeric(type);
  const value = expression(inner);
  return known === undefined ? value : { at: at(inner), op: 'cast', type: known, value };
}

function composite(node: Syntax, type: Syntax, block: Syntax): Expr {
  const place = { at: at(node) };
  const items = named(block);
  const inner = field(type, 'element');
  const isKeyed = items.some((one) => one.type === 'keyed_element');
  if (type.type === 'slice_type' && !isKeyed)
    return {
      ...place,
      op: 'sequence',
      flavor: 'slice',
      items: items.map((one) => element(one, inner)),
      type: numeric(inner),
    };
  if ((type.type === 'array_type' || type.type === 'implicit_length_array_type') && !isKeyed)
    return sized(
      node,
      type,
      items.map((one) => element(one, inner)),
    );
  if (type.type === 'map_type') {
    const entries = items.map((one) => ({
      key: element(required(one, 'key'), field(type, 'key')),
      value: element(required(one, 'value'), field(type, 'value')),
    }));
    return { ...place, op: 'record', flavor: mapOf(type), entries };
  }
  if (type.type !== 'type_identifier') return unsupported(node);
  const args = items.map((one) => {
    if (one.type !== 'keyed_element') return { value: element(one, undefined) };
    return { keyword: required(one, 'key').text, value: element(required(one, 'value'), undefined) };
  });
  return { ...place, op: 'call', callee: name(type), args, fresh: true };
}
