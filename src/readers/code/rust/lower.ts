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
import { characterOf, integerOf, unescaped } from '../native/lowering';
import { macro } from './macros';
import { allOf, matching, subjectOf } from './patterns';
import { VARIANT } from './variants';
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
      const alternative = field(node, 'alternative');
      if (value && alternative) return letElse(node, value, alternative);
      const type = field(node, 'type');
      const target = pattern(required(node, 'pattern'), typeOf(type));
      if (value && LEAVES.test(value.text) && BRANCHES.has(value.type)) return branchedLet(node, target, value);
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
    case 'trait_item':
    case 'mod_item':
    case 'macro_definition':
      return [nothing(node)];
    case 'enum_item':
      return [{ ...place, do: 'class', declaration: enumOf(node, impls) }];
    case 'macro_invocation':
      return control(node, node);
    default:
      return control(node, node);
  }
}

/** Branches whose arms may leave the function or a loop are statements that fill a variable. */
const BRANCHES: ReadonlySet<string> = new Set(['match_expression', 'if_expression', 'block']);
const LEAVES = /\b(return|break|continue)\b/;

function branchedLet(node: Syntax, target: Pattern, value: Syntax): Stmt[] {
  const hidden: Pattern = { at: at(value), to: 'name', name: `the value at ${node.start}`, declare: 'block' };
  const cell = name(value, `the value at ${node.start}`);
  const give = (one: Syntax): Stmt[] => [
    { at: at(one), do: 'assign', targets: [{ at: at(one), to: 'place', place: cell }], value: expression(one) },
  ];
  const filled: Stmt[] =
    value.type === 'block' ? [{ at: at(value), do: 'block', body: ending(value, give) }] : ending(value, give);
  return [
    { at: at(value), do: 'declare', target: hidden },
    ...filled,
    { at: at(node), do: 'declare', target, value: cell },
  ];
}

function letElse(node: Syntax, value: Syntax, alternative: Syntax): Stmt[] {
  const { take, subject } = subjectOf(node, expression(value), [required(node, 'pattern')]);
  const { tests, binds } = matching(required(node, 'pattern'), subject, lowering);
  const test = allOf(tests);
  const leave: Stmt[] = test
    ? [
        {
          at: at(node),
          do: 'if',
          test,
          then: [],
          otherwise: body(alternative.type === 'block' ? alternative : only(alternative)),
        },
      ]
    : [];
  return [take, ...leave, ...binds];
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
  return ending(node, (one) => [{ at: at(one), do: 'return', value: expression(one) }]);
}

/** Statements that do something with the expression at their end, or at the end of their branches. */
function ending(node: Syntax | undefined, give: (node: Syntax) => Stmt[]): Stmt[] {
  if (!node) return [];
  const within = (one: Syntax | undefined): Stmt[] => ending(one, give);
  if (node.type === 'else_clause') return within(only(node));
  if (node.type === 'block') {
    const { before, last } = parts(node);
    if (!last) return lowerBlock(before);
    const end: Stmt[] = last.type === 'block' ? [{ at: at(last), do: 'block', body: within(last) }] : within(last);
    return [...lowerBlock(before), ...end];
  }
  if (node.type === 'if_expression') return [ifOf(node, within)];
  if (node.type === 'match_expression') return [match(node, within)];
  return STATEMENTS.has(node.type) ? control(node, node) : give(node);
}

/** What gives nothing where it stands at the end of a block. */
const STATEMENTS: ReadonlySet<string> = new Set([
  'while_expression',
  'for_expression',
  'loop_expression',
  'return_expression',
  'break_expression',
  'continue_expression',
  'assignment_expression',
  'compound_assignment_expr',
]);

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
  const { take, subject } = subjectOf(test, shape.part(test, 'value'), [required(test, 'pattern')]);
  const { tests, binds } = matching(required(test, 'pattern'), subject, lowering);
  const inner: Stmt[] = [...binds, ...then];
  const whole = allOf(tests);
  const choice: Stmt = whole
    ? { ...place, do: 'if', test: whole, then: inner, otherwise }
    : { ...place, do: 'block', body: inner };
  return { ...place, do: 'block', body: [take, choice] };
}

/** `&mut v` gives each cell of `v` to be changed, as `v.iter_mut()` does. */
function goneThrough(node: Syntax): Expr {
  if (node.type !== 'reference_expression' || !ofType(node, 'mutable_specifier')) return expression(node);
  const callee: Expr = { at: at(node), op: 'member', object: shape.part(node, 'value'), name: 'iter_mut' };
  return { at: at(node), op: 'call', callee, args: [] };
}

/** `for x in v { *x = … }` has to be about the cells of `v`, which is a reference to a list then. */
function overOf(node: Syntax): Expr {
  const value = required(node, 'value');
  const label = required(node, 'pattern');
  const over = goneThrough(value);
  if (value.type !== 'identifier' || label.type !== 'identifier' || !writesThrough(node, label.text)) return over;
  return { at: at(value), op: 'call', callee: name(value, 'in place'), args: [{ value: over }] };
}

function writesThrough(node: Syntax, label: string): boolean {
  const left = /^(assignment_expression|compound_assignment_expr)$/.test(node.type) ? field(node, 'left') : undefined;
  if (left?.type === 'unary_expression' && left.text.replaceAll(/\s/g, '') === `*${label}`) return true;
  return node.children.some((one) => writesThrough(one, label));
}

function loop(node: Syntax): Stmt {
  const label = ofType(node, 'label')?.text;
  const forever: Expr = { at: at(node), op: 'literal', value: { t: 'bool', v: true } };
  if (node.type === 'for_expression')
    return shape.eachLoop(node, pattern(required(node, 'pattern')), overOf(node), { label });
  if (node.type === 'loop_expression') return shape.whileLoop(node, { test: forever, label });
  const test = required(node, 'condition');
  if (test.type !== 'let_condition') return shape.whileLoop(node, { label });
  const { take, subject } = subjectOf(test, shape.part(test, 'value'), [required(test, 'pattern')]);
  const { tests, binds } = matching(required(test, 'pattern'), subject, lowering);
  const whole = allOf(tests);
  const leave: Stmt = { at: at(test), do: 'break' };
  const choice: Stmt[] = whole ? [{ at: at(test), do: 'if', test: whole, then: [], otherwise: [leave] }] : [];
  const turn = shape.whileLoop(node, { test: forever, label });
  return { ...turn, body: [take, ...choice, ...binds, ...turn.body] };
}

interface Arm {
  shape: Syntax;
  guard: Syntax | undefined;
  value: Syntax;
}

function armsOf(node: Syntax): Arm[] {
  return named(required(node, 'body'))
    .filter(({ type }) => type === 'match_arm')
    .flatMap((arm) => {
      const whole = required(arm, 'pattern');
      const guard = field(whole, 'condition');
      const shape = whole.children.find((one) => one !== guard && (one.named || one.type === '_')) ?? whole;
      const value = required(arm, 'value');
      // Alternatives that name variables, as in `(Some(x), None) | (None, Some(x))`, are arms of their own.
      const shapes = shape.type === 'or_pattern' && /[(@{]/.test(shape.text) ? alternatives(shape) : [shape];
      return shapes.map((one) => ({ shape: one, guard, value }));
    });
}

function alternatives(node: Syntax): Syntax[] {
  return node.type === 'or_pattern' ? named(node).flatMap(alternatives) : [node];
}

/** A value, a path such as `Ordering::Less`, several of them, or anything. */
function isPlain({ shape: one, guard }: Arm): boolean {
  const isValue = ({ type }: Syntax): boolean => /literal$|^scoped_identifier$/.test(type);
  return !guard && (one.type === '_' || isValue(one) || (one.type === 'or_pattern' && named(one).every(isValue)));
}

function match(node: Syntax, lower: (node: Syntax) => Stmt[]): Stmt {
  const arms = armsOf(node);
  const value = shape.part(node, 'value');
  if (arms.every(isPlain)) {
    const cases = arms.map((arm) => ({ tests: testsOf(arm.shape), body: lower(arm.value) }));
    return { at: at(node), do: 'switch', subject: value, cases, falls: false };
  }
  const { take, subject } = subjectOf(
    node,
    value,
    arms.map((arm) => arm.shape),
  );
  const chosen = arms.reduceRight<Stmt[]>((otherwise, arm) => {
    const { tests, binds } = matching(arm.shape, subject, lowering);
    const test = allOf([...tests, ...guarded(arm, binds)]);
    const then = [...binds, ...lower(arm.value)];
    return test
      ? [{ at: at(arm.value), do: 'if', test, then, otherwise }]
      : [{ at: at(arm.value), do: 'block', body: then }];
  }, []);
  return { at: at(node), do: 'block', body: [take, ...chosen] };
}

function testsOf(node: Syntax): Expr[] | null {
  if (node.type === '_') return null;
  return (node.type === 'or_pattern' ? named(node) : [node]).map(expression);
}

/** The condition behind a pattern knows the variables of the pattern. */
function guarded({ guard }: Arm, binds: Stmt[]): Expr[] {
  return guard ? [{ at: at(guard), op: 'block', body: binds, value: expression(guard) }] : [];
}

/** `x?`: where there is nothing in it, the function gives that back. */
function passingOn(node: Syntax, value: Expr): Expr {
  const place = { at: at(node) };
  const { take, subject } = subjectOf(node, value, []);
  const ask = (what: string): Expr => ({ ...place, op: 'call', callee: name(node, what), args: [{ value: subject }] });
  const leave: Stmt = { ...place, do: 'return', value: ask('passed on') };
  const body: Stmt[] = [take, { ...place, do: 'if', test: ask('is none'), then: [leave], otherwise: [] }];
  return { ...place, op: 'block', body, value: subject };
}

/** A `match` whose arms are values. */
function matched(node: Syntax): Expr {
  const arms = armsOf(node);
  const shapes = arms.map((arm) => arm.shape);
  const { take, subject } = subjectOf(node, shape.part(node, 'value'), shapes);
  const none: Expr = { at: at(node), op: 'unsupported', what: 'no arm of this match fits' };
  const value = arms.reduceRight<Expr>((otherwise, arm) => {
    const { tests, binds } = matching(arm.shape, subject, lowering);
    const test = allOf([...tests, ...guarded(arm, binds)]);
    const then: Expr = { at: at(arm.value), op: 'block', body: binds, value: blockValue(arm.value) };
    return test ? { at: at(arm.value), op: 'conditional', test, then, otherwise } : then;
  }, none);
  return { at: at(node), op: 'block', body: [take], value };
}

const lowering = { expression, pattern };

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

/** The functions in the `impl` blocks of a type, in which `Self` is it. */
function methodsOf(label: string, node: Syntax, impls: readonly Syntax[]): FunctionDeclaration[] {
  const self: Stmt = {
    at: at(node),
    do: 'declare',
    target: { at: at(node), to: 'name', name: 'Self', declare: 'block' },
    value: { at: at(node), op: 'call', callee: name(node, ' itself'), args: [{ value: name(node, label) }] },
  };
  return impls
    .filter((one) => field(one, 'type')?.text.replace(/<.*$/s, '') === label)
    .flatMap((one) => named(required(one, 'body')))
    .filter(({ type }) => type === 'function_item')
    .map((one) => {
      const made = functionOf(one);
      return /\bSelf\b/.test(field(one, 'body')?.text ?? '') ? { ...made, body: () => [self, ...made.body()] } : made;
    });
}

/** An enumeration of names; a name that holds something is not followed where it is used. */
function enumOf(node: Syntax, impls: readonly Syntax[]): ClassDeclaration {
  const label = required(node, 'name').text;
  const plain = named(required(node, 'body')).filter((one) => one.type === 'enum_variant' && !field(one, 'body'));
  let next: Expr = { at: at(node), op: 'literal', value: { t: 'int', v: 0n } };
  const fields = plain.map((one) => {
    const place = { at: at(one) };
    const given = field(one, 'value');
    const number = given ? expression(given) : next;
    next = { ...place, op: 'binary', operator: '+', left: number, right: literal(one, { t: 'int', v: 1n }) };
    const value: Expr = { ...place, op: 'sequence', flavor: VARIANT, items: [number] };
    return { name: required(one, 'name').text, shared: true, value };
  });
  return { at: at(node), name: label, methods: methodsOf(label, node, impls), fields, kind: 'enum' };
}

function structOf(node: Syntax, impls: readonly Syntax[]): ClassDeclaration {
  const label = required(node, 'name').text;
  const methods = methodsOf(label, node, impls);
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

function expression(node: Syntax): Expr {
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
      if (node.text.startsWith('b'))
        return literal(node, value === undefined ? undefined : { t: 'int', v: value, type: 'u8' });
      return literal(node, value === undefined ? undefined : { t: 'str', v: String.fromCodePoint(Number(value)) });
    }
    case 'string_literal': {
      const v = unescaped(node.text.slice(node.text.indexOf('"') + 1, -1));
      const text = literal(node, v === undefined ? undefined : { t: 'str', v });
      // `b"…"` is its bytes.
      const bytes: Expr = { ...place, op: 'call', callee: name(node, ' bytes of'), args: [{ value: text }] };
      return node.text.startsWith('b') ? bytes : text;
    }
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
      const parsed = callee.type === 'generic_function' ? field(callee, 'type_arguments') : undefined;
      const given = parsed?.text;
      if (callee.type === 'generic_function') callee = required(callee, 'function');
      const args = named(required(node, 'arguments')).map((one) => ({ value: expression(one) }));
      // `collect::<String>()`
      if (given === '<String>')
        return {
          ...place,
          op: 'cast',
          type: 'String',
          value: { ...place, op: 'call', callee: expression(callee), args },
        };
      if (callee.type === 'field_expression' && required(callee, 'field').text === 'parse' && args.length === 0) {
        const [into] = parsed ? named(parsed) : [];
        const type = into && literal(into, { t: 'str', v: typeOf(into) ?? '' });
        return { ...place, op: 'call', callee: expression(callee), args: type ? [{ value: type }] : [] };
      }
      // Of an option; iterators are asked how many are taken.
      if (callee.type === 'field_expression' && required(callee, 'field').text === 'take' && args.length === 0) {
        const option: Expr = { ...place, op: 'address', place: shape.part(callee, 'value') };
        return { ...place, op: 'call', callee: name(callee, 'option taken'), args: [{ value: option }] };
      }
      // A text is a value here: what changes it writes another one where it stands.
      const change = callee.type === 'field_expression' ? required(callee, 'field').text : '';
      if (change === 'push_str' || (change === 'clear' && args.length === 0)) {
        const text: Expr = { ...place, op: 'address', place: shape.part(callee, 'value') };
        return { ...place, op: 'call', callee: name(callee, `text ${change}`), args: [{ value: text }, ...args] };
      }
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
      return addressOf(node, required(node, 'value'));
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
      return { ...place, op: 'call', callee: name(node, inclusive ? 'closed range' : ' range'), args };
    }
    case 'if_expression': {
      const otherwise = field(node, 'alternative');
      const condition = required(node, 'condition');
      if (!otherwise) return { ...place, op: 'block', body: control(node, node) };
      if (condition.type === 'let_condition') {
        const { take, subject } = subjectOf(condition, shape.part(condition, 'value'), [
          required(condition, 'pattern'),
        ]);
        const { tests, binds } = matching(required(condition, 'pattern'), subject, lowering);
        const then: Expr = { ...place, op: 'block', body: binds, value: blockValue(required(node, 'consequence')) };
        const test = allOf(tests);
        if (!test) return { ...place, op: 'block', body: [take], value: then };
        const choice: Expr = { ...place, op: 'conditional', test, then, otherwise: blockValue(only(otherwise)) };
        return { ...place, op: 'block', body: [take], value: choice };
      }
      return {
        ...place,
        op: 'conditional',
        test: expression(required(node, 'condition')),
        then: blockValue(required(node, 'consequence')),
        otherwise: blockValue(only(otherwise)),
      };
    }
    case 'match_expression':
      return matched(node);
    case 'while_expression':
    case 'for_expression':
    case 'loop_expression':
    case 'return_expression':
    case 'break_expression':
    case 'continue_expression':
      return { ...place, op: 'block', body: control(node, node) };
    case 'block':
      return blockValue(node);
    case 'try_expression':
      return passingOn(node, expression(only(node)));
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
  const [of = '', member = ''] = parts.slice(-2).map((one) => one.replace(/<.*$/s, ''));
  if (KNOWN.has(of)) return name(node, short);
  const ways = parts.slice(0, -1).map((one) => one.replace(/<.*$/s, ''));
  const isInCrate = IN_CRATE.has(ways[0] ?? '') || (ways.length > 1 && !LIBRARIES.has(ways[0] ?? ''));
  const [first = of, ...rest] = isInCrate ? ways : [of];
  const object = rest.reduce<Expr>(
    (inner, one) => ({ at: at(node), op: 'member', object: inner, name: one }),
    name(node, first),
  );
  return { at: at(node), op: 'member', object, name: member };
}

/** What paths begin with that lead to other modules of the same crate, and those that lead out of it. */
const IN_CRATE: ReadonlySet<string> = new Set(['crate', 'self', 'super']);
const LIBRARIES: ReadonlySet<string> = new Set(['std', 'core', 'alloc']);

/** A reference to a cell; to what has just been made it is that. */
function addressOf(node: Syntax, value: Syntax): Expr {
  const made = expression(value);
  return CELLS.has(made.op) ? { at: at(node), op: 'address', place: made } : made;
}

const CELLS: ReadonlySet<Expr['op']> = new Set(['name', 'index', 'slice', 'member', 'deref', 'unsupported']);

/** What has functions and constants in the library. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['mem', 'cmp', 'io', 'Ordering', 'Vec', 'VecDeque', 'String', 'Box', 'char', 'usize', 'isize'],
  ...[8, 16, 32, 64, 128].flatMap((bits) => [`i${bits}`, `u${bits}`]),
]);

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
    callee: name(node, ' repeated'),
    args: [{ value }, { value: length }, { value: label }],
  };
}
