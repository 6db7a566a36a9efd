import type { ClassDeclaration, Expr, FunctionDeclaration, Parameter, Pattern, Stmt } from '../core/ir';
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
import { characterOf, integerOf } from '../native/lowering';
import { macro } from './macros';
import { field, named, ofType, type Syntax } from '../syntax';

/** Rust's syntax tree → the core. Methods stand in `impl` blocks, so they are gathered first. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  const impls = nodes.filter(({ type }) => type === 'impl_item');
  return nodes.flatMap((node) => statement(node, impls));
}

const shape = shapes({ expression, body });

/** The type of whole numbers that are used as such, on 64-bit machines; other types keep their name. */
function typeOf(node: Syntax | undefined): string | undefined {
  if (!node) return undefined;
  if (node.text === 'usize') return 'u64';
  return node.text === 'isize' ? 'i64' : node.text;
}

function statement(node: Syntax, impls: readonly Syntax[]): Stmt[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'expression_statement':
      return control(only(node), node);
    case 'let_declaration': {
      const value = field(node, 'value');
      if (field(node, 'alternative')) break;
      const type = field(node, 'type');
      const target = pattern(required(node, 'pattern'), typeOf(type));
      return [{ ...place, do: 'declare', target, ...(value && { value: typed(value, type) }) }];
    }
    case 'const_item':
    case 'static_item': {
      const value = field(node, 'value');
      const type = field(node, 'type');
      const target = pattern(required(node, 'name'), typeOf(type));
      return [{ ...place, do: 'declare', target, ...(value && { value: typed(value, type) }) }];
    }
    case 'function_item':
      return [{ ...place, do: 'function', declaration: functionOf(node) }];
    case 'struct_item':
      return [{ ...place, do: 'class', declaration: structOf(node, impls) }];
    case 'impl_item':
    case 'use_declaration':
    case 'attribute_item':
    case 'inner_attribute_item':
    case 'empty_statement':
    case 'type_item':
      return [nothing(node)];
    case 'macro_invocation':
      return control(node, node);
    default:
      return control(node, node);
  }
  return [unsupportedStatement(node)];
}

/** `let a: [u8; 3] = [1, 2, 3]` gives its numbers their type. */
function typed(value: Syntax, type: Syntax | undefined): Expr {
  const made = expression(value);
  const element = type && (type.type === 'array_type' || type.type === 'generic_type') ? numeric(type) : undefined;
  if (made.op !== 'sequence' || element === undefined) return made;
  return { ...made, items: made.items.map((item): Expr => ({ at: item.at, op: 'cast', type: element, value: item })) };
}

function numeric(type: Syntax): string | undefined {
  const list = field(type, 'type_arguments');
  const inner = field(type, 'element') ?? (list && named(list)[0]);
  const known = typeOf(inner);
  return known !== undefined && /^[iuf]\d/.test(known) ? known : undefined;
}

/** Expressions that are statements: branches, loops, assignments. `whole` includes the semicolon. */
function control(node: Syntax, whole: Syntax): Stmt[] {
  const place = { at: at(whole) };
  switch (node.type) {
    case 'if_expression':
      return [ifOf(node, body)];
    case 'while_expression':
    case 'loop_expression':
    case 'for_expression':
      return [loop(node)];
    case 'match_expression':
      return [match(node, (arm) => body(arm))];
    case 'block':
      return [{ ...place, do: 'block', body: body(node) }];
    case 'return_expression':
      return [shape.giveBack(node, whole)];
    case 'break_expression':
    case 'continue_expression': {
      const label = ofType(node, 'label')?.text;
      if (named(node).some(({ type }) => type !== 'label')) return [unsupportedStatement(node)];
      return [shape.leave(node, label, whole)];
    }
    case 'assignment_expression':
      return [shape.assignment(whole, node, assigned(required(node, 'left')))];
    default:
      return [{ ...place, do: 'expression', expression: expression(node) }];
  }
}

function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  if (node.type === 'else_clause') return body(only(node));
  return node.type === 'block' ? lowerBlock(named(node)) : control(node, node);
}

/** A function's body: the expression at its end, or at the end of its branches, is what it gives. */
function returning(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  if (node.type === 'else_clause') return returning(only(node));
  if (node.type === 'block') {
    const { before, last } = parts(node);
    if (!last) return lowerBlock(before);
    const end: Stmt[] =
      last.type === 'block' ? [{ at: at(last), do: 'block', body: returning(last) }] : returning(last);
    return [...lowerBlock(before), ...end];
  }
  if (node.type === 'if_expression') return [ifOf(node, returning)];
  if (node.type === 'match_expression') return [match(node, returning)];
  if (
    [
      'while_expression',
      'for_expression',
      'loop_expression',
      'return_expression',
      'assignment_expression',
      'compound_assignment_expr',
    ].includes(node.type)
  )
    return control(node, node);
  return [{ at: at(node), do: 'return', value: expression(node) }];
}

/** The statements of a block, and the expression at its end that is its value: `{ { x } }` is one, `{ { x }; }` is none. */
function parts(block: Syntax): { before: Syntax[]; last?: Syntax } {
  const inner = named(block);
  const end = inner.at(-1);
  const last = end?.type === 'expression_statement' && !end.text.endsWith(';') ? only(end) : end;
  if (!last || /_(statement|declaration|item)$/.test(last.type)) return { before: inner };
  return { before: inner.slice(0, -1), last };
}

function ifOf(node: Syntax, lower: (node: Syntax | undefined) => Stmt[]): Stmt {
  const place = { at: at(node) };
  const test = required(node, 'condition');
  const then = lower(field(node, 'consequence'));
  const otherwise = lower(field(node, 'alternative'));
  if (test.type !== 'let_condition') return { ...place, do: 'if', test: expression(test), then, otherwise };
  const option = optionOf(test);
  if (!option) return unsupportedStatement(test);
  return {
    ...place,
    do: 'block',
    body: [option.take, { ...place, do: 'if', test: option.isSome, then: [option.bind, ...then], otherwise }],
  };
}

/** `let Some(x) = e` in three parts: take e, is there something, call it x. */
function optionOf(node: Syntax): { take: Stmt; isSome: Expr; bind: Stmt } | undefined {
  const place = { at: at(node) };
  const shape = required(node, 'pattern');
  if (shape.type !== 'tuple_struct_pattern' || required(shape, 'type').text !== 'Some') return undefined;
  const inner = named(shape).find((child) => child.field !== 'type');
  if (!inner) return undefined;
  const option: Expr = { ...place, op: 'name', name: 'the option' };
  return {
    take: {
      ...place,
      do: 'declare',
      target: { ...place, to: 'name', name: 'the option', declare: 'block' },
      value: expression(required(node, 'value')),
    },
    isSome: {
      ...place,
      op: 'unary',
      operator: 'not',
      operand: { ...place, op: 'call', callee: { ...place, op: 'name', name: 'is none' }, args: [{ value: option }] },
    },
    bind: { ...place, do: 'declare', target: pattern(inner), value: option },
  };
}

/** `&mut v` gives each cell of `v` to be changed, as `v.iter_mut()` does. */
function goneThrough(node: Syntax): Expr {
  if (node.type !== 'reference_expression' || !ofType(node, 'mutable_specifier')) return expression(node);
  const callee: Expr = { at: at(node), op: 'member', object: shape.part(node, 'value'), name: 'iter_mut' };
  return { at: at(node), op: 'call', callee, args: [] };
}

function loop(node: Syntax): Stmt {
  const label = ofType(node, 'label')?.text;
  const forever: Expr = { at: at(node), op: 'literal', value: { t: 'bool', v: true } };
  if (node.type === 'for_expression')
    return shape.eachLoop(node, pattern(required(node, 'pattern')), goneThrough(required(node, 'value')), { label });
  if (node.type === 'loop_expression') return shape.whileLoop(node, { test: forever, label });
  const test = required(node, 'condition');
  if (test.type !== 'let_condition') return shape.whileLoop(node, { label });
  const option = optionOf(test);
  if (!option) return unsupportedStatement(test);
  const leave: Stmt = { at: at(test), do: 'break' };
  const choice: Stmt = { at: at(test), do: 'if', test: option.isSome, then: [], otherwise: [leave] };
  const turn = shape.whileLoop(node, { test: forever, label });
  return { ...turn, body: [option.take, choice, option.bind, ...turn.body] };
}

function match(node: Syntax, lower: (node: Syntax) => Stmt[]): Stmt {
  const arms = named(required(node, 'body')).filter(({ type }) => type === 'match_arm');
  const cases = arms.map((arm) => ({
    tests: tests(only(required(arm, 'pattern')), required(arm, 'pattern')),
    body: lower(required(arm, 'value')),
  }));
  return { at: at(node), do: 'switch', subject: expression(required(node, 'value')), cases, falls: false };
}

function tests(node: Syntax, whole: Syntax): Expr[] | null {
  if (whole.text.trim() === '_') return null;
  if (named(whole).length !== 1) return [unsupported(whole)];
  if (node.type === 'or_pattern')
    return named(node).map((one) => (one.type === 'identifier' ? unsupported(one) : expression(one)));
  // A bare name would be a new variable that matches everything; a path such as `Ordering::Less` is a value.
  return [/literal$|^scoped_identifier$/.test(node.type) ? expression(node) : unsupported(node)];
}

function functionOf(node: Syntax): FunctionDeclaration {
  const block = field(node, 'body');
  const parameters = named(required(node, 'parameters'));
  const takesSelf = parameters.some(({ type }) => type === 'self_parameter');
  return {
    at: at(node),
    name: field(node, 'name')?.text ?? 'closure',
    parameters: parameters.flatMap(parameter),
    result: typeOf(field(node, 'return_type')),
    body: () => returning(block),
    ...(takesSelf && { takesSelf }),
  };
}

function parameter(node: Syntax): Parameter[] {
  if (node.type === 'self_parameter') {
    // `&self` is the object itself, `self` a copy (or the object, which then nobody else has any more).
    const type = node.text.includes('&') ? { type: '*' } : {};
    return [{ at: at(node), pattern: { at: at(node), to: 'name', name: 'self', declare: 'function', ...type } }];
  }
  if (node.type !== 'parameter') return [{ at: at(node), pattern: inFunction(pattern(node)) }];
  const type = field(node, 'type');
  return [
    {
      at: at(node),
      pattern: inFunction(pattern(required(node, 'pattern'), type?.type === 'reference_type' ? '*' : typeOf(type))),
    },
  ];
}

function inFunction(target: Pattern): Pattern {
  if (target.to === 'name') return { ...target, declare: 'function' };
  return target.to === 'sequence' ? { ...target, items: target.items.map(inFunction) } : target;
}

function structOf(node: Syntax, impls: readonly Syntax[]): ClassDeclaration {
  const label = required(node, 'name').text;
  const own = impls.filter((one) => field(one, 'type')?.text === label);
  const methods = own.flatMap((one) =>
    named(required(one, 'body'))
      .filter(({ type }) => type === 'function_item')
      .map(functionOf),
  );
  const members = named(field(node, 'body') ?? node)
    .filter(({ type }) => type === 'field_declaration')
    .map((one) => ({ name: required(one, 'name').text, shared: false }));
  return { at: at(node), name: label, methods, fields: members };
}

function pattern(node: Syntax, type?: string): Pattern {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
      return { ...place, to: 'name', name: node.text, declare: 'block', ...(type !== undefined && { type }) };
    case 'mut_pattern':
    case 'reference_pattern':
    case 'ref_pattern': {
      const inner = named(node).at(-1);
      return inner ? pattern(inner, type) : { ...place, to: 'nothing' };
    }
    case 'tuple_pattern':
    case 'slice_pattern':
      return {
        ...place,
        to: 'sequence',
        items: node.children.flatMap((one) =>
          one.named ? [pattern(one)] : one.type === '_' ? [{ at: at(one), to: 'nothing' as const }] : [],
        ),
      };
    case '_':
      return { ...place, to: 'nothing' };
    default:
      return { ...place, to: 'place', place: unsupported(node) };
  }
}

/** The left side of an assignment. */
function assigned(node: Syntax): Pattern {
  if (node.text === '_') return { at: at(node), to: 'nothing' };
  if (node.type === 'tuple_expression' || node.type === 'array_expression')
    return { at: at(node), to: 'sequence', items: named(node).map(assigned) };
  return { at: at(node), to: 'place', place: expression(node) };
}

export function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
    case 'self':
      return name(node);
    case 'scoped_identifier':
      return scoped(node);
    case 'integer_literal': {
      const [, digits = '', suffix] = /^(.*?)(usize|isize|[iu](?:8|16|32|64|128))?$/.exec(node.text) ?? [];
      const value = integerOf(digits);
      const type = suffix === 'usize' ? 'u64' : suffix === 'isize' ? 'i64' : suffix;
      return literal(node, value === undefined ? undefined : { t: 'int', v: value, ...(type && { type }) });
    }
    case 'negative_literal':
      return { ...place, op: 'unary', operator: '-', operand: expression(only(node)) };
    case 'float_literal':
      return literal(
        node,
        /f32$/.test(node.text) ? undefined : { t: 'num', v: Number(node.text.replace(/f64$|_/g, '')) },
      );
    case 'boolean_literal':
      return literal(node, { t: 'bool', v: node.text === 'true' });
    case 'char_literal': {
      const value = characterOf(node.text);
      return literal(node, value === undefined ? undefined : { t: 'str', v: String.fromCodePoint(Number(value)) });
    }
    case 'string_literal':
      return literal(node, { t: 'str', v: node.text.slice(1, -1) });
    case 'unit_expression':
      return literal(node, { t: 'nothing', name: '()' });
    case 'parenthesized_expression':
      return expression(only(node));
    case 'array_expression': {
      const length = field(node, 'length');
      if (length) return repeated(node, expression(only(node)), expression(length), 'array');
      return { ...place, op: 'sequence', flavor: 'array', items: named(node).map(expression) };
    }
    case 'tuple_expression':
      return { ...place, op: 'sequence', flavor: 'tuple', items: named(node).map(expression) };
    case 'index_expression': {
      const [object, index] = named(node);
      if (!object || !index) return unsupported(node);
      if (index.type === 'range_expression')
        return { ...place, op: 'slice', object: expression(object), ...bounds(index) };
      return { ...place, op: 'index', object: expression(object), index: expression(index) };
    }
    case 'field_expression': {
      const label = required(node, 'field');
      const object = expression(required(node, 'value'));
      if (label.type === 'integer_literal') return { ...place, op: 'index', object, index: expression(label) };
      return { ...place, op: 'member', object, name: label.text };
    }
    case 'call_expression': {
      let callee = required(node, 'function');
      if (callee.type === 'generic_function') callee = required(callee, 'function');
      const args = named(required(node, 'arguments')).map((one) => ({ value: expression(one) }));
      return { ...place, op: 'call', callee: expression(callee), args };
    }
    case 'struct_expression': {
      const args = named(required(node, 'body')).map((one) => {
        const value = field(one, 'value');
        const label = field(one, 'field')?.text ?? one.text;
        return {
          keyword: label,
          value: value ? expression(value) : one.type === 'shorthand_field_initializer' ? name(one) : unsupported(one),
        };
      });
      return {
        ...place,
        op: 'call',
        callee: { ...place, op: 'name', name: `new struct` },
        args: [{ value: name(required(node, 'name')) }, ...args],
      };
    }
    case 'reference_expression':
      return { ...place, op: 'address', place: expression(required(node, 'value')) };
    case 'unary_expression': {
      const operator = node.children[0]?.text ?? '';
      const operand = expression(only(node));
      if (operator === '*') return { ...place, op: 'deref', pointer: operand };
      return { ...place, op: 'unary', operator: operator === '!' ? 'not' : operator, operand };
    }
    case 'binary_expression':
      return shape.binary(node);
    case 'compound_assignment_expr':
      return shape.augmented(node);
    case 'assignment_expression':
      return shape.assigned(node, assigned(required(node, 'left')));
    case 'type_cast_expression':
      return shape.cast(node, typeOf(field(node, 'type')), 'value');
    case 'range_expression': {
      const { low, high, inclusive } = bounds(node);
      if (!low || !high) return unsupported(node);
      const args = [{ value: low }, { value: high }];
      return { ...place, op: 'call', callee: name(node, inclusive ? 'closed range' : 'range'), args };
    }
    case 'if_expression': {
      const otherwise = field(node, 'alternative');
      if (!otherwise || required(node, 'condition').type === 'let_condition') return unsupported(node);
      return {
        ...place,
        op: 'conditional',
        test: expression(required(node, 'condition')),
        then: blockValue(required(node, 'consequence')),
        otherwise: blockValue(only(otherwise)),
      };
    }
    case 'block':
      return blockValue(node);
    case 'closure_expression': {
      const inner = required(node, 'body');
      const parameters = field(node, 'parameters');
      const declaration: FunctionDeclaration = {
        at: at(node),
        name: 'closure',
        parameters: parameters ? named(parameters).flatMap(parameter) : [],
        result: typeOf(field(node, 'return_type')),
        body: () => returning(inner),
        arrow: true,
        moves: node.children.some(({ type }) => type === 'move'),
      };
      return functionExpression(declaration);
    }
    case 'macro_invocation':
      return macro(node, expression);
    default:
      return unsupported(node);
  }
}

/** `std::mem::swap` and `mem::swap` are one thing; `Point::new` is a member of `Point`. */
function scoped(node: Syntax): Expr {
  const parts = node.text.split('::');
  const short = parts.slice(-2).join('::');
  if (['mem', 'cmp', 'Ordering', 'Vec', 'VecDeque', 'String', 'usize', 'i32'].includes(parts.at(-2) ?? ''))
    return name(node, short);
  return { at: at(node), op: 'member', object: name(node, parts.at(-2) ?? ''), name: parts.at(-1) ?? '' };
}

function bounds(node: Syntax): { low?: Expr; high?: Expr; inclusive?: boolean } {
  const dots = node.children.findIndex(({ type }) => type === '..' || type === '..=');
  const low = node.children.slice(0, dots).find((one) => one.named);
  const high = node.children.slice(dots + 1).find((one) => one.named);
  return {
    ...(low && { low: expression(low) }),
    ...(high && { high: expression(high) }),
    ...(node.children[dots]?.type === '..=' && { inclusive: true }),
  };
}

function blockValue(node: Syntax): Expr {
  if (node.type !== 'block') return expression(node);
  const { before, last } = parts(node);
  return { at: at(node), op: 'block', body: lowerBlock(before), ...(last && { value: expression(last) }) };
}

function repeated(node: Syntax, value: Expr, length: Expr, flavor: string): Expr {
  const label: Expr = { at: at(node), op: 'literal', value: { t: 'str', v: flavor } };
  return {
    at: at(node),
    op: 'call',
    callee: name(node, 'repeated'),
    args: [{ value }, { value: length }, { value: label }],
  };
}
