import type {
  Argument,
  ClassDeclaration,
  Clause,
  Entry,
  Expr,
  FunctionDeclaration,
  Parameter,
  Pattern,
  Stmt,
} from '../core/ir';
import {
  at,
  functionExpression,
  literal,
  name,
  nothing,
  required,
  shapes,
  unsupported,
  unsupportedStatement,
} from '../core/lowering';
import { field, fields, named, ofType, type Syntax } from '../syntax';
import { assignedNames } from './locals';
import { matching } from './matching';
import { managing, raising, trying, type Parts } from './statements';
import { floatOf, intOf, stringOf } from './literals';

/** Python's syntax tree → the core's statements and expressions. What is not known becomes an error when it is run. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  return nodes.flatMap(statement);
}

const shape = shapes({ expression, body });
const parts: Parts = { expression, body, pattern };

function body(node: Syntax | undefined): Stmt[] {
  return node ? lowerBlock(named(node)) : [];
}

function statement(node: Syntax): Stmt[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'expression_statement':
      return expressionStatement(node);
    case 'if_statement':
      return [conditional(node, fields(node, 'alternative'))];
    case 'while_statement':
      return [shape.whileLoop(node, { otherwise: elseBody(field(node, 'alternative')) })];
    case 'for_statement': {
      if (node.children[0]?.type === 'async') break;
      const otherwise = elseBody(field(node, 'alternative'));
      return [shape.eachLoop(node, pattern(required(node, 'left')), shape.part(node, 'right'), { otherwise })];
    }
    case 'function_definition':
      if (node.children[0]?.type === 'async')
        return [{ ...place, do: 'unsupported', what: 'async functions are not followed' }];
      return [{ ...place, do: 'function', declaration: functionOf(node) }];
    case 'class_definition':
      return [{ ...place, do: 'class', declaration: classOf(node) }];
    case 'return_statement':
      return [shape.giveBack(node)];
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node)];
    case 'pass_statement':
      return [nothing(node)];
    case 'delete_statement': {
      const [target] = named(node);
      const targets = target?.type === 'expression_list' ? named(target) : target ? [target] : [];
      return targets.map((one) => ({ ...place, do: 'delete', target: expression(one) }));
    }
    case 'global_statement':
    case 'nonlocal_statement':
      return [
        {
          ...place,
          do: 'scope',
          names: named(node).map(({ text }) => text),
          kind: node.type === 'global_statement' ? 'global' : 'nonlocal',
        },
      ];
    case 'decorated_definition':
      return decorated(node);
    case 'try_statement':
      return [trying(node, parts)];
    case 'raise_statement':
      return [raising(node, parts)];
    case 'with_statement':
      return [managing(node, parts)];
    case 'match_statement':
      return [matching(node, parts)];
    case 'future_import_statement':
      return [nothing(node)];
    case 'import_statement':
    case 'import_from_statement':
      return [importOf(node)];
    case 'assert_statement': {
      const [test] = named(node);
      if (test)
        return [
          {
            ...place,
            do: 'if',
            test: expression(test),
            then: [],
            otherwise: [{ ...place, do: 'throw', value: name(node, 'AssertionError') }],
          },
        ];
      break;
    }
  }
  return [unsupportedStatement(node)];
}

function expressionStatement(node: Syntax): Stmt[] {
  const place = { at: at(node) };
  const inner = named(node);
  const [first] = inner;
  if (!first) return [];
  if (inner.length === 1 && first.type === 'assignment') {
    const targets: Pattern[] = [];
    let value: Syntax | undefined = first;
    while (value?.type === 'assignment') {
      targets.push(pattern(required(value, 'left')));
      value = field(value, 'right');
    }
    // `x: int` alone declares and does nothing.
    if (!value) return [nothing(node)];
    return [{ ...place, do: 'assign', targets, value: expression(value) }];
  }
  if (inner.length === 1 && ['string', 'ellipsis'].includes(first.type)) return [nothing(node)];
  return inner.map((one) => ({ ...place, do: 'expression', expression: expression(one) }));
}

function conditional(node: Syntax, alternatives: Syntax[]): Stmt {
  const [next, ...rest] = alternatives;
  let otherwise: Stmt[] = [];
  if (next?.type === 'elif_clause') otherwise = [conditional(next, rest)];
  else if (next) otherwise = elseBody(next);
  return shape.branch(node, { otherwise });
}

function elseBody(node: Syntax | undefined): Stmt[] {
  return node ? body(field(node, 'body')) : [];
}

function importOf(node: Syntax): Stmt {
  const place = { at: at(node) };
  const from = field(node, 'module_name');
  const names = fields(node, 'name').map((one) => {
    const name = one.type === 'aliased_import' ? (field(one, 'name')?.text ?? '') : one.text;
    const as = one.type === 'aliased_import' ? (field(one, 'alias')?.text ?? name) : (name.split('.')[0] ?? name);
    return from ? { module: from.text, member: name, as } : { module: name, as };
  });
  return { ...place, do: 'import', names };
}

/** Decorators that leave what they are given as it is, or add what is refused where it is used. */
const PLAIN = /^(?:(?:functools|typing|abc)\.)?(?:wraps\(.*\)|final|override|no_type_check|abstractmethod)$/s;

/** `@d` over `def f` is `f = d(f)`; where that is not followed, `f` is refused where it is used. */
function decorated(node: Syntax): Stmt[] {
  const definition = required(node, 'definition');
  const name = field(definition, 'name')?.text ?? '';
  const decorators = named(node)
    .filter(({ type }) => type === 'decorator')
    .filter(({ text }) => !PLAIN.test(text.slice(1).trim()))
    .reverse();
  const declared = statement(definition);
  return [...declared, ...decorators.map((one) => application(one, name))];
}

function application(decorator: Syntax, name: string): Stmt {
  const place = { at: at(decorator) };
  const callee = named(decorator)[0];
  const given: Expr = { ...place, op: 'name', name };
  const value: Expr = callee
    ? { ...place, op: 'call', callee: expression(callee), args: [{ value: given }] }
    : unsupported(decorator);
  return { ...place, do: 'decorate', name, value };
}

function functionOf(node: Syntax): FunctionDeclaration {
  const block = field(node, 'body');
  return {
    at: at(node),
    name: field(node, 'name')?.text ?? 'lambda',
    parameters: named(required(node, 'parameters')).flatMap(parameter),
    body: () => body(block),
    locals: assignedNames,
    ...(block && yields(block) && { yields: true }),
  };
}

/** A function is a generator if it yields anywhere; functions within it are their own affair. */
function yields(node: Syntax): boolean {
  if (node.type === 'yield') return true;
  if (['function_definition', 'lambda', 'class_definition'].includes(node.type)) return false;
  return node.children.some(yields);
}

function parameter(node: Syntax): Parameter[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
      return [{ ...place, pattern: local(node) }];
    case 'typed_parameter': {
      const [inner] = named(node);
      return inner ? parameter(inner) : [];
    }
    case 'default_parameter':
    case 'typed_default_parameter':
      return [{ ...place, pattern: local(required(node, 'name')), fallback: expression(required(node, 'value')) }];
    case 'list_splat_pattern': {
      const [inner] = named(node);
      return inner ? [{ ...place, pattern: local(inner), rest: true }] : [];
    }
    case 'dictionary_splat_pattern': {
      const [inner] = named(node);
      return inner ? [{ ...place, pattern: local(inner), restByName: true }] : [];
    }
    case 'keyword_separator':
    case 'positional_separator':
      return [];
    default:
      return [{ ...place, pattern: { ...place, to: 'place', place: unsupported(node) } }];
  }
}

function local(node: Syntax): Pattern {
  return { at: at(node), to: 'name', name: node.text, declare: 'function' };
}

/** A method; what a decorator makes of one that is not known is refused where it is used. */
function methodOf(node: Syntax, decorators: readonly Syntax[]): FunctionDeclaration[] {
  const method: FunctionDeclaration = { ...functionOf(node), takesSelf: true };
  const [decorator] = decorators;
  if (node.children[0]?.type === 'async')
    return [{ ...method, body: () => [{ at: at(node), do: 'unsupported', what: 'async functions are not followed' }] }];
  if (!decorator) return [method];
  const text = decorator.text.slice(1).trim();
  if (decorators.length === 1) {
    if (text === 'staticmethod') return [{ ...method, takesSelf: false, isStatic: true }];
    if (text === 'classmethod') return [{ ...method, isOfClass: true }];
    if (text === 'property') return [{ ...method, name: `get ${method.name}` }];
    if (text === `${method.name}.setter`) return [{ ...method, name: `set ${method.name}` }];
  }
  const what = `what @${text} makes of a method is not followed`;
  const body = (): Stmt[] => [{ at: at(decorator), do: 'unsupported', what }];
  const rest: Pattern = { at: at(node), to: 'nothing' };
  const parameters = [{ at: at(node), pattern: rest, rest: true }];
  return ['', 'get ', 'set '].map((kind) => ({ ...method, body, parameters, name: `${kind}${method.name}` }));
}

/** Methods by which a class makes its objects, or reads and writes their attributes, in a way of its own. */
const OWN_WAYS = new Set(['__new__', '__setattr__', '__getattribute__', '__delattr__']);
/** Methods by which it has a say in the classes that extend it, or in what it is itself. */
const OF_CLASSES = new Set(['__init_subclass__', '__class_getitem__', '__set_name__']);

function refused({ at: place, name: what }: FunctionDeclaration): Stmt {
  return { at: place, do: 'unsupported', what: `what ${what} does is not followed` };
}

/** What makes a class abstract moves nothing. */
const IDLE = /^(object|metaclass\s*=\s*(abc\.)?ABCMeta)$/;

function baseOf(node: Syntax, bases: readonly Syntax[]): Expr {
  const [only] = bases;
  if (only && bases.length === 1) return only.type === 'keyword_argument' ? unsupported(only) : expression(only);
  return {
    at: at(bases[1] ?? node),
    op: 'call',
    callee: name(node, ' bases'),
    args: bases.map((one) => ({ value: expression(one) })),
  };
}

function classOf(node: Syntax): ClassDeclaration {
  const statements = named(required(node, 'body'));
  let lowered: Stmt[] | undefined;
  const bases = named(field(node, 'superclasses') ?? node.instead('argument_list')).filter(
    ({ text }) => !IDLE.test(text),
  );
  return {
    at: at(node),
    name: required(node, 'name').text,
    methods: [],
    fields: [],
    annotated: statements.flatMap(annotation),
    body: () => (lowered ??= classBody(statements)),
    ...(bases.length > 0 && { base: baseOf(node, bases) }),
  };
}

/** The name in `x: int = 3` and `x: int`. */
function annotation(statement: Syntax): string[] {
  const assignment = statement.type === 'expression_statement' ? ofType(statement, 'assignment') : undefined;
  const type = assignment && field(assignment, 'type');
  const isClassVar = type && /^(typing\.)?ClassVar\b/.test(type.text);
  return assignment && type && !isClassVar ? [required(assignment, 'left').text] : [];
}

/** Types that tell `@dataclass` of something that is no field. */
const NO_FIELD = /^(dataclasses\.)?(InitVar|KW_ONLY)\b/;

function classBody(statements: readonly Syntax[]): Stmt[] {
  const body = statements.flatMap((one): Stmt[] => {
    const inner = one.type === 'decorated_definition' ? field(one, 'definition') : one;
    if (inner?.type === 'function_definition') {
      const decorators = one === inner ? [] : named(one).filter(({ type }) => type === 'decorator');
      return methodOf(inner, decorators).map((declaration) => ({ at: at(one), do: 'function', declaration }));
    }
    const [assignment] = annotation(one).length > 0 ? named(one) : [];
    const type = assignment && field(assignment, 'type');
    return type && NO_FIELD.test(type.text) ? [unsupportedStatement(type)] : statement(one);
  });
  const methods = body.flatMap((one) => (one.do === 'function' ? [one.declaration] : []));
  const odd = methods.find(({ name }) => OF_CLASSES.has(name));
  if (odd) body.unshift(refused(odd));
  const own = methods.find(({ name }) => OWN_WAYS.has(name));
  if (own)
    body.push({ at: own.at, do: 'function', declaration: { ...own, name: '__init__', body: () => [refused(own)] } });
  return body;
}

function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
      return name(node);
    case 'integer':
      return literal(node, intOf(node.text));
    case 'float':
      return literal(node, floatOf(node.text));
    case 'true':
    case 'false':
      return literal(node, { t: 'bool', v: node.type === 'true' });
    case 'none':
      return literal(node, { t: 'nothing', name: 'None' });
    case 'string':
      return text(node);
    case 'concatenated_string':
      return { ...place, op: 'text', parts: named(node).map(expression) };
    case 'parenthesized_expression': {
      const [inner] = named(node);
      return inner ? expression(inner) : unsupported(node);
    }
    case 'list':
      return { ...place, op: 'sequence', flavor: 'list', items: named(node).map(expression) };
    case 'tuple':
    case 'expression_list':
    case 'pattern_list':
      return { ...place, op: 'sequence', flavor: 'tuple', items: named(node).map(expression) };
    case 'set':
      return setOf(node);
    case 'list_splat': {
      const [inner] = named(node);
      return inner ? { ...place, op: 'spread', value: expression(inner) } : unsupported(node);
    }
    case 'dictionary_splat': {
      const [inner] = named(node);
      return inner ? { ...place, op: 'spread', value: expression(inner), mapping: true } : unsupported(node);
    }
    case 'dictionary':
      return { ...place, op: 'record', flavor: 'dict', entries: named(node).map(entry) };
    case 'subscript':
      return subscript(node);
    case 'attribute':
      return attribute(node);
    case 'call':
      return call(node);
    case 'unary_operator':
      return shape.unary(node, 'argument');
    case 'not_operator':
      return { ...place, op: 'unary', operator: 'not', operand: shape.part(node, 'argument') };
    case 'binary_operator':
      return {
        ...place,
        op: 'binary',
        operator: required(node, 'operator').text,
        left: shape.part(node, 'left'),
        right: shape.part(node, 'right'),
      };
    case 'boolean_operator':
      return {
        ...place,
        op: 'logical',
        operator: required(node, 'operator').text === 'and' ? 'and' : 'or',
        left: expression(required(node, 'left')),
        right: expression(required(node, 'right')),
      };
    case 'comparison_operator':
      return comparison(node);
    case 'conditional_expression': {
      const [then, test, otherwise] = named(node);
      if (!then || !test || !otherwise) return unsupported(node);
      return {
        ...place,
        op: 'conditional',
        test: expression(test),
        then: expression(then),
        otherwise: expression(otherwise),
      };
    }
    case 'named_expression':
      return {
        ...place,
        op: 'assign',
        target: pattern(required(node, 'name')),
        value: expression(required(node, 'value')),
      };
    case 'augmented_assignment':
      return shape.augmented(node);
    case 'lambda':
      return lambda(node);
    case 'yield': {
      const [value] = named(node);
      return {
        ...place,
        op: 'yield',
        ...(value && { value: expression(value) }),
        each: ofType(node, 'from') !== undefined,
      };
    }
    case 'list_comprehension':
    case 'generator_expression':
    case 'set_comprehension':
    case 'dictionary_comprehension':
      return comprehension(node);
    default:
      return unsupported(node);
  }
}

function text(node: Syntax): Expr {
  const parts = ofType(node, 'interpolation');
  if (!parts) return literal(node, stringOf(node));
  const values = node.children.flatMap((child): Expr[] => {
    if (child.type === 'interpolation') return [interpolation(child)];
    if (child.type !== 'string_content') return [];
    const plain = child.children.length > 0 ? undefined : child.text.replaceAll('{{', '{').replaceAll('}}', '}');
    return [plain === undefined ? unsupported(child) : literal(child, { t: 'str', v: plain })];
  });
  return { at: at(node), op: 'text', parts: values };
}

/** A value in a text. What a format makes of it is not worked out: such a text can be printed, not compared. */
function interpolation(node: Syntax): Expr {
  const inner = field(node, 'expression');
  if (!inner) return unsupported(node);
  if (named(node).length === 1) return expression(inner);
  const place = { at: at(node) };
  return { ...place, op: 'all', parts: [expression(inner), { ...place, op: 'unknown', name: 'a formatted text' }] };
}

function entry(node: Syntax): Entry {
  if (node.type === 'dictionary_splat') {
    const [inner] = named(node);
    return { spread: inner ? expression(inner) : unsupported(node) };
  }
  return { key: expression(required(node, 'key')), value: expression(required(node, 'value')) };
}

/** `super().f` is a method of the class that this one extends. */
function attribute(node: Syntax): Expr {
  const object = required(node, 'object');
  if (object.type !== 'call' || field(object, 'function')?.text !== 'super')
    return shape.member(node, 'object', 'attribute');
  const word = (v: string): Argument => ({ value: literal(node, { t: 'str', v }) });
  const [from] = named(required(object, 'arguments'));
  const given = [required(node, 'attribute'), ...(from ? [from] : [])].map((one) => word(one.text));
  return { at: at(node), op: 'call', callee: name(node, ' super'), args: given };
}

function subscript(node: Syntax): Expr {
  const place = { at: at(node) };
  const object = expression(required(node, 'value'));
  const [index, more] = fields(node, 'subscript');
  if (!index) return unsupported(node);
  if (more || index.type === 'tuple') {
    const items = more ? fields(node, 'subscript') : named(index);
    return {
      ...place,
      op: 'index',
      object,
      index: { at: at(index), op: 'sequence', flavor: 'tuple', items: items.map(expression) },
    };
  }
  if (index.type !== 'slice') return { ...place, op: 'index', object, index: expression(index) };
  const bounds: (Expr | undefined)[] = [undefined];
  for (const child of index.children) {
    if (child.type === ':') bounds.push(undefined);
    else bounds[bounds.length - 1] = expression(child);
  }
  const [low, high, step] = bounds;
  return { ...place, op: 'slice', object, ...(low && { low }), ...(high && { high }), ...(step && { step }) };
}

function call(node: Syntax): Expr {
  const list = required(node, 'arguments');
  const args: Argument[] =
    list.type === 'generator_expression'
      ? [{ value: expression(list) }]
      : named(list).map((one) =>
          one.type === 'keyword_argument'
            ? { keyword: required(one, 'name').text, value: expression(required(one, 'value')) }
            : { value: expression(one) },
        );
  const callee = required(node, 'function');
  // In a list the grammar takes `*f(x)` for a call of `*f`.
  const [spread] = callee.type === 'list_splat' ? named(callee) : [];
  const value: Expr = { at: at(node), op: 'call', callee: expression(spread ?? callee), args };
  return spread ? { at: at(node), op: 'spread', value } : value;
}

function comparison(node: Syntax): Expr {
  const operands = named(node);
  const [first, ...rest] = operands;
  if (!first) return unsupported(node);
  const operators: string[] = [];
  for (const child of node.children) {
    if (child.named) continue;
    operators.push(child.text.replace(/\s+/g, ' '));
  }
  return {
    at: at(node),
    op: 'compare',
    first: expression(first),
    rest: rest.map((operand, index) => ({ operator: operators[index] ?? '?', right: expression(operand) })),
  };
}

function lambda(node: Syntax): Expr {
  const inner = required(node, 'body');
  const parameters = field(node, 'parameters');
  const declaration: FunctionDeclaration = {
    at: at(node),
    name: 'lambda',
    parameters: parameters ? named(parameters).flatMap(parameter) : [],
    body: () => [{ at: at(inner), do: 'return', value: expression(inner) }],
  };
  return functionExpression(declaration);
}

const MADE: Readonly<Record<string, Pick<Expr & { op: 'comprehension' }, 'into' | 'flavor'>>> = {
  list_comprehension: { into: 'sequence', flavor: 'list' },
  dictionary_comprehension: { into: 'record', flavor: 'dict' },
  generator_expression: { into: 'iterator', flavor: 'iterator' },
  set_comprehension: { into: 'record', flavor: 'set' },
};

function comprehension(node: Syntax): Expr {
  const inner = required(node, 'body');
  const clauses: Clause[] = named(node).flatMap((child): Clause[] => {
    if (child.type === 'for_in_clause')
      return [{ each: declaring(pattern(required(child, 'left'))), of: expression(required(child, 'right')) }];
    const [test] = named(child);
    return child.type === 'if_clause' && test ? [{ when: expression(test) }] : [];
  });
  const isPair = inner.type === 'pair';
  const made = MADE[node.type];
  if (!made) return unsupported(node);
  return {
    at: at(node),
    op: 'comprehension',
    ...made,
    element: expression(isPair ? required(inner, 'key') : inner),
    ...(isPair && { value: expression(required(inner, 'value')) }),
    clauses,
  };
}

/** `{a, b}` is `{x for x in (a, b)}`, with a variable that has no name in Python. */
function setOf(node: Syntax): Expr {
  const place = { at: at(node) };
  const of: Expr = { ...place, op: 'sequence', flavor: 'tuple', items: named(node).map(expression) };
  const each: Pattern = { ...place, to: 'name', name: ' element', declare: 'block' };
  const element: Expr = { ...place, op: 'name', name: ' element' };
  return { ...place, op: 'comprehension', into: 'record', flavor: 'set', element, clauses: [{ each, of }] };
}

/** The variables of a comprehension are its own. */
function declaring(target: Pattern): Pattern {
  if (target.to === 'name') return { ...target, declare: 'block' };
  if (target.to === 'sequence') return { ...target, items: target.items.map(declaring) };
  return target;
}

function pattern(node: Syntax): Pattern {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
      return { ...place, to: 'name', name: node.text };
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'tuple':
    case 'list':
    case 'expression_list': {
      const inner = named(node);
      const star = inner.findIndex(({ type }) => type === 'list_splat_pattern' || type === 'list_splat');
      const items = inner.map((one, index) => pattern((index === star ? named(one)[0] : one) ?? one));
      return { ...place, to: 'sequence', items, ...(star >= 0 && { star }) };
    }
    case 'parenthesized_expression': {
      const [inner] = named(node);
      return inner ? pattern(inner) : { ...place, to: 'place', place: unsupported(node) };
    }
    default:
      return { ...place, to: 'place', place: expression(node) };
  }
}
