import type { Argument, Expr, FunctionDeclaration, Pattern, Stmt } from '../../core/ir';
import {
  at,
  infix,
  literal,
  name,
  nothing,
  only,
  required,
  shapes,
  step,
  unsupported,
  unsupportedStatement,
} from '../../core/lowering';
import { characterOf } from '../../native/lowering';
import { reparsed } from '../../reparse';
import { field, fields, named, type Syntax } from '../../syntax';
import { elementType, typeOf, wholeType } from '../types';
import { lambdaValue } from './captures';
import { declarator, pointed } from './declarators';
import { enumeration } from './enums';
import { throwing, trying } from './exceptions';
import { classOf, functionOf, givenType, ownerOf, parameter, sharedBy } from './functions';
import { functor } from './functors';
import { number, stringOf } from './literals';
import { newOf, sizeOf } from './memory';
import { checkedCast, smartCall } from './smart';
import { deducing, openIn, otherNumbersOf, sameNumber, valuesGiven } from './templates';
import { compound, initialValue, LISTS, madeObject, rows, sized, zero } from './values';
import { inTemplate, pointedBy } from './within';

/** C's and C++'s syntax tree → the core. */
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
const inner = { expression, block: lowerBlock };

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

/** Whose fields are the same bytes: it is refused where one is made. */
function unionOf(node: Syntax, label: string): Stmt {
  const place = { at: at(node) };
  const base: Expr = { ...place, op: 'unsupported', what: 'unions are not followed: make them structures' };
  return { ...place, do: 'class', declaration: { ...place, name: label, base, methods: [], fields: [] } };
}

/** `auto *d = f()` as the condition of an `if`. */
function conditionVariable(node: Syntax): { declared: Stmt; name: Expr } | undefined {
  const { pattern: target } = declarator(required(node, 'declarator'), wholeType(field(node, 'type')), 'block');
  if (target.to !== 'name') return undefined;
  const value = expression(required(node, 'value'));
  return { declared: { at: at(node), do: 'declare', target, value }, name: name(node, target.name) };
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
      return [functionStatement(node)];
    case 'template_declaration':
      return template(node);
    case 'struct_specifier':
    case 'class_specifier':
      if (!field(node, 'body')) return [nothing(node)];
      return [...within(node), { ...place, do: 'class', declaration: classOf(node, inner) }, ...sharedBy(node, inner)];
    case 'union_specifier':
      return [unionOf(node, field(node, 'name')?.text ?? '')];
    case 'enum_specifier':
      return field(node, 'body') ? enumeration(node, inner) : [nothing(node)];
    case 'type_definition': {
      const type = required(node, 'type');
      const alias = required(node, 'declarator').text;
      if (type.type === 'enum_specifier') return statement(type);
      if (type.type === 'union_specifier') return [unionOf(type, alias)];
      if (field(type, 'body'))
        return [...within(type), { ...place, do: 'class', declaration: { ...classOf(type, inner), name: alias } }];
      return [nothing(node)];
    }
    case 'compound_statement':
      return [{ ...place, do: 'block', body: lowerBlock(named(node)) }];
    case 'if_statement': {
      // `if (int x = f(); x > 0)`
      const whole = required(node, 'condition');
      const init = field(whole, 'initializer');
      const value = whole.type === 'condition_clause' ? field(whole, 'value') : undefined;
      const own = value?.type === 'declaration' ? conditionVariable(value) : undefined;
      const choice = shape.branch(node, { test: own ? own.name : condition(node) });
      const before = [...(init ? lowerBlock(named(init)) : []), ...(own ? [own.declared] : [])];
      return before.length > 0 ? [{ ...place, do: 'block', body: [...before, choice] }] : [choice];
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
    case 'try_statement':
      return [trying(node, inner)];
    case 'throw_statement':
      return [throwing(node, inner)];
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

/** What a class declares inside of itself stands before it, where no other thing of the text has that name. */
function within(node: Syntax): Stmt[] {
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

function functionStatement(node: Syntax, open = openIn(undefined)): Stmt {
  const into = ownerOf(node);
  const declaration = functionOf(node, inner, { open: open.types, values: open.values });
  return { at: at(node), do: 'function', declaration, ...(into !== undefined && { into }) };
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

/** @param isGlobal it stands outside of all functions */
function declaration(node: Syntax, isGlobal = false): Stmt[] {
  const place = { at: at(node) };
  const type = field(node, 'type');
  const base = typeOf(type);
  const whole = wholeType(type);
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
      const made = declarator(isInit ? required(one, 'declarator') : one, whole, 'block');
      const value = isInit ? field(one, 'value') : undefined;
      const initial =
        value || !(isGlobal || isStatic)
          ? initialValue(node, made, base, elementType(type), value, inner)
          : (zero(node, made, base, inner) ?? initialValue(node, made, base, elementType(type), undefined, inner));
      return [
        {
          ...place,
          do: 'declare',
          target: made.pattern,
          type: made.isPointer ? '*' : (whole ?? ''),
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
  const made = declarator(required(head, 'declarator'), wholeType(type), 'block');
  const value = initialValue(node, made, base, elementType(type), list, inner);
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
  const open = openIn(list);
  return named(node)
    .filter((one) => one !== list)
    .flatMap((one): Stmt[] => {
      if (one.type === 'function_definition') return [functionStatement(one, open)];
      const what = otherNumbersOf(one);
      return what === undefined
        ? inTemplate(open.types, () => statement(one))
        : [{ at: at(one), do: 'unsupported', what }];
    });
}

/** The library's `std::swap` is another function than a `swap` of the program. */
function qualified(text: string): string {
  const standard = text.replace(/^::(?=std::)/, '');
  if (/^std::\w+$/.test(standard)) return standard;
  // What it is of may be a class or an enumeration; of a namespace only the name itself counts.
  return standard
    .replace(/^std::/, '')
    .replace(/^.*::(?=\w+::\w+$)/, '')
    .replace(/^.*[^\w:].*::(?=\w+$)/, '');
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
      if (node.text === '*this') return name(required(node, 'argument'));
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
      return sizeOf(node, inner);
    case 'new_expression':
      return newOf(node, inner);
    case 'delete_expression':
      return { ...place, op: 'call', callee: name(node, 'free'), args: [{ value: expression(only(node)) }] };
    case 'lambda_expression': {
      const shape = field(node, 'declarator');
      const block = required(node, 'body');
      const declaration: FunctionDeclaration = {
        at: at(node),
        name: 'lambda',
        parameters: shape ? named(required(shape, 'parameters')).flatMap((one) => parameter(one, inner)) : [],
        result: shape && givenType(shape),
        body: () => lowerBlock(named(block)),
        arrow: true,
      };
      return lambdaValue(node, declaration, inner);
    }
    case 'initializer_list':
      return { ...place, op: 'sequence', flavor: 'vector', items: named(node).map((one) => rows(one, inner)) };
    case 'compound_literal_expression':
      return compound(node, inner);
    default:
      return unsupported(node);
  }
}

/** `sizeof a / sizeof a[0]` is the length of an array; chains of `<<` from `cout` print. */
/** Operators by the words that they have, too. */
const WORDS: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not_eq: '!=',
  bitand: '&',
  bitor: '|',
  xor: '^',
};

function binary(node: Syntax): Expr {
  const written = required(node, 'operator').text;
  const operator = WORDS[written] ?? written;
  const left = required(node, 'left');
  const right = required(node, 'right');
  if (operator === '/' && left.type === 'sizeof_expression' && right.type === 'sizeof_expression') {
    const array = only(left).type === 'parenthesized_expression' ? only(only(left)) : only(left);
    if (pointedBy(array.text) === undefined && !field(left, 'type'))
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

/** A `std::array` is copied by `std::move`, which leaves it as it is; undefined where what is moved is none. */
function movedArray(node: Syntax): Expr | undefined {
  const [given] = named(required(node, 'arguments'));
  if (!given || !/^(std::)?move$/.test(required(node, 'function').text) || !/\barray\s*</.test(node.whole))
    return undefined;
  if (given.type !== 'identifier') return unsupported(node);
  const isOne = new RegExp(`\\barray\\s*<[^;(){}]*>\\s*&?\\s*${given.text}\\b`).test(node.whole);
  return isOne ? expression(given) : undefined;
}

function call(node: Syntax): Expr {
  const array = movedArray(node) ?? smartCall(node, inner);
  if (array) return array;
  let callee = required(node, 'function');
  const given = deducing(node, callee.text, { expression });
  let args: Argument[] = named(required(node, 'arguments')).map((one) => ({ value: given(one) }));
  const [only] = args;
  // `int(x)`
  if (callee.type === 'primitive_type' && only && args.length === 1)
    return { at: at(node), op: 'cast', type: typeOf(callee) ?? callee.text, value: only.value };
  if (/^(std::)?string$/.test(callee.text)) return { at: at(node), op: 'call', callee: name(callee, ' string'), args };
  while (callee.type === 'qualified_identifier' && field(callee, 'name')?.type !== 'identifier')
    callee = required(callee, 'name');
  if (callee.type === 'template_function') {
    const made = required(callee, 'name').text;
    if (LISTS.has(made)) return sized(required(node, 'arguments'), elementType(callee), made, inner);
  }
  if (callee.type === 'template_function') {
    const label = required(callee, 'name').text;
    const called = args.length === 0 ? functor(node, callee) : undefined;
    if (called) return called;
    const type = elementType(callee);
    const [value] = args;
    const checked = value && checkedCast(node, callee, value.value);
    if (checked) return checked;
    if (/^(static|const|reinterpret)_cast$/.test(label) && value) {
      const [descriptor] = named(required(callee, 'arguments'));
      return { at: at(node), op: 'cast', type: (descriptor && pointed(descriptor)) ?? type ?? '', value: value.value };
    }
    if (label === 'pair' || label === 'tuple')
      return {
        at: at(node),
        op: 'cast',
        type: wholeType(callee) ?? label,
        value: { at: at(node), op: 'sequence', flavor: 'tuple', items: args.map(({ value }) => value) },
      };
    // Which of the parameters are of the type that is said is not known here.
    if (/^(f64|float|f32|i64|u\d+)$/.test(type ?? ''))
      args = args.map((one) => ({ ...one, value: sameNumber(node, one.value, type) }));
    args = [...args, ...valuesGiven(callee)];
    callee = required(callee, 'name');
  }
  return { at: at(node), op: 'call', callee: expression(callee), args };
}
