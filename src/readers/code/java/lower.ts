import type { Argument, ClassDeclaration, Expr, FunctionDeclaration, Parameter, Pattern, Stmt } from '../core/ir';
import {
  at,
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
import { characterOf, integerOf, step, variable } from '../native/lowering';
import { field, fields, named, ofType, type Syntax } from '../syntax';

/** Java's syntax tree → the core. Static methods and fields of a class are functions and variables of the file. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  return nodes.flatMap((node) => statement(node));
}

const shape = shapes({ expression, body });

const TYPES: Readonly<Record<string, string>> = {
  byte: 'i8',
  short: 'i16',
  char: 'u16',
  int: 'i32',
  long: 'i64',
  double: 'f64',
};

function typeOf(node: Syntax | undefined): string | undefined {
  return node && (TYPES[node.text] ?? node.text);
}

function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  return node.type === 'block' ? lowerBlock(named(node)) : statement(node);
}

function statement(node: Syntax, label?: string): Stmt[] {
  const place = { at: at(node) };
  const labelled = label === undefined ? {} : { label };
  switch (node.type) {
    case 'expression_statement': {
      const inner = only(node);
      if (inner.type === 'assignment_expression' && required(inner, 'operator').text === '=')
        return [shape.assignment(node, inner, placePattern(required(inner, 'left')))];
      return [{ ...place, do: 'expression', expression: expression(inner) }];
    }
    case 'local_variable_declaration':
    case 'field_declaration':
      return declaration(node, 'block');
    case 'class_declaration':
      return classStatements(node);
    case 'method_declaration':
      return [{ ...place, do: 'function', declaration: functionOf(node) }];
    case 'block':
      return [{ ...place, do: 'block', body: lowerBlock(named(node)) }];
    case 'if_statement':
      return [shape.branch(node)];
    case 'while_statement':
    case 'do_statement':
      return [shape.whileLoop(node, { label })];
    case 'for_statement': {
      const test = field(node, 'condition');
      return [
        {
          ...place,
          ...labelled,
          do: 'for',
          init: fields(node, 'init').flatMap((one): Stmt[] =>
            one.type === 'local_variable_declaration'
              ? declaration(one, 'block')
              : [{ at: at(one), do: 'expression', expression: expression(one) }],
          ),
          ...(test && { test: expression(test) }),
          update: fields(node, 'update').map(expression),
          body: body(field(node, 'body')),
        },
      ];
    }
    case 'enhanced_for_statement': {
      const target = variable(required(node, 'name'), 'block', typeOf(field(node, 'type')));
      return [shape.eachLoop(node, target, shape.part(node, 'value'), { label })];
    }
    case 'labeled_statement': {
      const [tag, inner] = named(node);
      return inner ? statement(inner, tag?.text) : [nothing(node)];
    }
    case 'switch_expression':
      return [{ ...switchOf(node), ...labelled }];
    case 'explicit_constructor_invocation': {
      if (field(node, 'constructor')?.type !== 'this') break;
      const self: Expr = { ...place, op: 'name', name: 'this' };
      const callee: Expr = { ...place, op: 'member', object: self, name: 'constructor of this' };
      return [{ ...place, do: 'expression', expression: { ...place, op: 'call', callee, args: args(node) } }];
    }
    case 'return_statement':
      return [shape.giveBack(node)];
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node, named(node)[0]?.text)];
    case 'import_declaration':
    case 'package_declaration':
    case 'interface_declaration':
    case ';':
      return [nothing(node)];
  }
  return [unsupportedStatement(node)];
}

/** Both forms of a `switch` that is a statement: `case 1:` falls through to the next, `case 1 ->` does not. */
function switchOf(node: Syntax): Stmt {
  const parts = named(required(node, 'body'));
  const cases = parts.map((part) => {
    const [label, ...rest] = named(part);
    const values = label ? named(label) : [];
    return { tests: values.length > 0 ? values.map(expression) : null, body: lowerBlock(rest) };
  });
  const falls = parts.some(({ type }) => type === 'switch_block_statement_group');
  return { at: at(node), do: 'switch', subject: expression(required(node, 'condition')), cases, falls };
}

function placePattern(node: Syntax): Pattern {
  return { at: at(node), to: 'place', place: expression(node) };
}

function declaration(node: Syntax, declare: 'block' | 'function'): Stmt[] {
  const type = typeOf(field(node, 'type'));
  return fields(node, 'declarator').map((one) => {
    const value = field(one, 'value');
    const isArray = field(one, 'dimensions') !== undefined || field(node, 'type')?.type === 'array_type';
    const target = variable(required(one, 'name'), declare, isArray ? undefined : type);
    const made =
      value &&
      (value.type === 'array_initializer' ? arrayOf(value, elementType(field(node, 'type'))) : expression(value));
    return { at: at(node), do: 'declare', target, type: type ?? '', ...(made && { value: made }) };
  });
}

function elementType(node: Syntax | undefined): string | undefined {
  return node?.type === 'array_type' ? typeOf(field(node, 'element')) : typeOf(node);
}

function arrayOf(node: Syntax, type: string | undefined): Expr {
  const items = named(node).map((one): Expr => {
    if (one.type === 'array_initializer') return arrayOf(one, type);
    const value = expression(one);
    return type === undefined ? value : { at: at(one), op: 'cast', type, value };
  });
  const rows = items.some(({ op }) => op === 'sequence');
  return { at: at(node), op: 'sequence', flavor: 'array', items, type: rows ? undefined : type };
}

function isStatic(node: Syntax): boolean {
  return ofType(node, 'modifiers')?.children.some(({ type }) => type === 'static') ?? false;
}

function classStatements(node: Syntax): Stmt[] {
  const members = named(required(node, 'body'));
  const label = required(node, 'name').text;
  const statics = members.filter((one) => isStatic(one) && one.type !== 'class_declaration');
  const inner = members.filter(({ type }) => type === 'class_declaration').flatMap(classStatements);
  const functions = statics
    .filter(({ type }) => type === 'method_declaration')
    .map((one): Stmt => ({
      at: at(one),
      do: 'function',
      declaration: { ...functionOf(one), isStatic: true },
      of: label,
    }));
  const variables = statics
    .filter(({ type }) => type === 'field_declaration')
    .flatMap((one) => declaration(one, 'function'))
    .map((one): Stmt => (one.do === 'declare' ? { ...one, value: one.value ?? zeroOf(node, one), unique: true } : one));
  return [{ at: at(node), do: 'class', declaration: classOf(node) }, ...inner, ...functions, ...variables];
}

function classOf(node: Syntax): ClassDeclaration {
  const members = named(required(node, 'body'));
  const methods = members
    .filter(({ type }) => type === 'method_declaration' || type === 'constructor_declaration')
    .map((one) => ({ ...functionOf(one), isStatic: isStatic(one) }));
  const own = members.filter((one) => one.type === 'field_declaration' && !isStatic(one));
  const properties = own.flatMap((one) =>
    declaration(one, 'block').flatMap((statement) => {
      if (statement.do !== 'declare' || statement.target.to !== 'name') return [];
      const value = statement.value ?? zeroOf(one, statement);
      return [{ name: statement.target.name, shared: false, value, type: statement.target.type }];
    }),
  );
  return { at: at(node), name: required(node, 'name').text, methods, fields: properties };
}

function zeroOf(node: Syntax, { target }: Stmt & { do: 'declare' }): Expr {
  return zero(node, target.to === 'name' ? target.type : undefined);
}

/** What Java puts into a field or an array that is not given a value. */
function zero(node: Syntax, type: string | undefined): Expr {
  if (type === 'boolean') return literal(node, { t: 'bool', v: false });
  if (type === 'f64') return literal(node, { t: 'num', v: 0 });
  if (type !== undefined && /^[iu]\d/.test(type)) return literal(node, { t: 'int', v: 0n, type });
  return literal(node, { t: 'nothing', name: 'null' });
}

function functionOf(node: Syntax): FunctionDeclaration {
  const block = field(node, 'body');
  return {
    at: at(node),
    name: required(node, 'name').text,
    parameters: named(required(node, 'parameters')).flatMap((one) => parameter(one, typeParameters(node))),
    result: typeOf(field(node, 'type')),
    body: () => (block ? lowerBlock(named(block)) : []),
  };
}

/** Names of types that a method leaves open: `<T extends Comparable<T>>`. */
function typeParameters(node: Syntax): string[] {
  const list = field(node, 'type_parameters');
  return list ? named(list).flatMap((one) => named(one)[0]?.text ?? []) : [];
}

/** The type that a parameter is written with: numbers by their width, `?` for a type that is open. */
function written(type: Syntax | undefined, isArray: boolean, open: readonly string[]): string | undefined {
  if (!type) return undefined;
  const brackets = (field(type, 'dimensions')?.text.replaceAll(/\s/g, '') ?? '') + (isArray ? '[]' : '');
  const element = type.type === 'array_type' ? required(type, 'element') : type;
  return (open.includes(element.text) ? '?' : (typeOf(element) ?? '')) + brackets;
}

function parameter(node: Syntax, open: readonly string[] = []): Parameter[] {
  if (node.type === 'spread_parameter') {
    const declarator = ofType(node, 'variable_declarator');
    return declarator
      ? [
          {
            at: at(node),
            pattern: variable(required(declarator, 'name'), 'function'),
            type: written(
              named(node).find(({ type }) => type !== 'modifiers'),
              false,
              open,
            ),
            rest: true,
          },
        ]
      : [];
  }
  if (node.type !== 'formal_parameter') return [];
  const type = field(node, 'type');
  const isArray = type?.type === 'array_type' || field(node, 'dimensions') !== undefined;
  return [
    {
      at: at(node),
      pattern: variable(required(node, 'name'), 'function', isArray ? undefined : typeOf(type)),
      type: written(type, field(node, 'dimensions') !== undefined, open),
    },
  ];
}

function args(node: Syntax): Argument[] {
  return named(required(node, 'arguments')).map((one) => ({ value: expression(one) }));
}

export function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
    case 'this':
      return name(node);
    case 'decimal_integer_literal':
    case 'hex_integer_literal':
    case 'octal_integer_literal':
    case 'binary_integer_literal': {
      const isLong = /[lL]$/.test(node.text);
      const value = integerOf(node.text.replace(/[lL]$/, ''));
      return literal(
        node,
        value === undefined
          ? undefined
          : { t: 'int', v: BigInt.asIntN(isLong ? 64 : 32, value), type: isLong ? 'i64' : 'i32' },
      );
    }
    case 'decimal_floating_point_literal':
      return literal(
        node,
        /[fF]$/.test(node.text) ? undefined : { t: 'num', v: Number(node.text.replace(/[dD]$/, '')) },
      );
    case 'character_literal': {
      const value = characterOf(node.text);
      return literal(node, value === undefined ? undefined : { t: 'int', v: value, type: 'u16' });
    }
    case 'string_literal':
      return literal(node, { t: 'str', v: node.text.slice(1, -1) });
    case 'true':
    case 'false':
      return literal(node, { t: 'bool', v: node.type === 'true' });
    case 'null_literal':
      return literal(node, { t: 'nothing', name: 'null' });
    case 'parenthesized_expression':
      return expression(only(node));
    case 'array_access':
      return shape.indexed(node, 'array');
    case 'field_access':
      return shape.member(node, 'object', 'field');
    case 'method_invocation': {
      const object = field(node, 'object');
      const callee = required(node, 'name');
      if (object && /^System\.(out|err)$/.test(object.text))
        return { ...place, op: 'call', callee: name(node, 'print'), args: args(node) };
      return {
        ...place,
        op: 'call',
        callee: object ? { at: at(callee), op: 'member', object: expression(object), name: callee.text } : name(callee),
        args: args(node),
      };
    }
    case 'object_creation_expression': {
      const type = required(node, 'type');
      const made = type.type === 'generic_type' ? only(type).text : type.text;
      return {
        ...place,
        op: 'call',
        callee: name(type, BUILT_IN.has(made) ? `new ${made}` : made),
        args: args(node),
        fresh: true,
      };
    }
    case 'array_creation_expression': {
      const value = field(node, 'value');
      const type = typeOf(field(node, 'type'));
      if (value) return arrayOf(value, type);
      const lengths = fields(node, 'dimensions').map((one) =>
        one.type === 'dimensions_expr' ? expression(only(one)) : unsupported(one),
      );
      return {
        ...place,
        op: 'call',
        callee: name(node, 'new array'),
        args: [
          { value: zero(node, type) },
          { value: literal(node, { t: 'str', v: type ?? '' }) },
          ...lengths.map((value) => ({ value })),
        ],
      };
    }
    case 'array_initializer':
      return arrayOf(node, undefined);
    case 'assignment_expression': {
      const isPlain = required(node, 'operator').text === '=';
      return isPlain ? shape.assigned(node, placePattern(required(node, 'left'))) : shape.augmented(node);
    }
    case 'update_expression':
      return step(node, expression(only(node)), node.text.includes('++') ? '+' : '-', /^(\+\+|--)/.test(node.text));
    case 'unary_expression':
      return shape.unary(node, 'operand');
    case 'binary_expression':
      return shape.binary(node);
    case 'ternary_expression':
      return shape.choice(node);
    case 'cast_expression':
      return shape.cast(node, typeOf(field(node, 'type')), 'value');
    case 'lambda_expression':
      return lambda(node);
    default:
      return unsupported(node);
  }
}

const BUILT_IN = new Set([
  'ArrayList',
  'LinkedList',
  'ArrayDeque',
  'Vector',
  'Stack',
  'HashMap',
  'TreeMap',
  'LinkedHashMap',
]);

function lambda(node: Syntax): Expr {
  const shape = required(node, 'parameters');
  const block = required(node, 'body');
  const names =
    shape.type === 'identifier'
      ? [shape]
      : named(shape).map((one) => (one.type === 'formal_parameter' ? required(one, 'name') : one));
  const declaration: FunctionDeclaration = {
    at: at(node),
    name: 'lambda',
    parameters: names.map((one) => ({ at: at(one), pattern: variable(one, 'function') })),
    body: () =>
      block.type === 'block' ? lowerBlock(named(block)) : [{ at: at(block), do: 'return', value: expression(block) }],
    arrow: true,
  };
  return functionExpression(declaration);
}
