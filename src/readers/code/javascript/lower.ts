import { STATIC } from '../core/accessors';
import type {
  Argument,
  ClassDeclaration,
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
  infix,
  literal,
  name,
  nothing,
  required,
  shapes,
  unsupported,
  unsupportedStatement,
} from '../core/lowering';
import { field, fields, named, ofType, type Syntax } from '../syntax';
import { numberOf, stringOf, templateText } from './literals';
import { UNDEFINED } from './undefined';

/** JavaScript's and TypeScript's syntax tree → the core. Functions are there from the start of their block. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  const statements = nodes.flatMap((node) => statement(node));
  const functions = statements.filter((one) => one.do === 'function');
  return [...functions, ...statements.filter((one) => one.do !== 'function')];
}

/** What a function knows all that it is given by. */
const ARGUMENTS = 'arguments';

const shape = shapes({ expression, body });

/** The statements of a loop's or branch's body, with or without braces. */
function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  if (node.type === 'else_clause') return body(named(node)[0]);
  return node.type === 'statement_block' ? lowerBlock(named(node)) : lowerBlock([node]);
}

function statement(node: Syntax, label?: string): Stmt[] {
  const place = { at: at(node) };
  const labelled = label === undefined ? {} : { label };
  switch (node.type) {
    case 'expression_statement': {
      const [inner] = named(node);
      if (!inner || inner.type === 'string') return [nothing(node)];
      if (inner.type === 'assignment_expression')
        return [shape.assignment(node, inner, pattern(required(inner, 'left')))];
      return [{ ...place, do: 'expression', expression: expression(inner) }];
    }
    case 'lexical_declaration':
    case 'variable_declaration':
      return declaration(node);
    case 'if_statement':
      return [shape.branch(node)];
    case 'while_statement':
    case 'do_statement':
      return [shape.whileLoop(node, { label })];
    case 'for_statement':
      return [forLoop(node, labelled)];
    case 'for_in_statement':
      return [eachLoop(node, label)];
    case 'statement_block':
      return [{ ...place, do: 'block', body: lowerBlock(named(node)) }];
    case 'function_declaration':
    case 'generator_function_declaration':
      return [{ ...place, do: 'function', declaration: functionOf(node) }];
    case 'class_declaration':
      return [{ ...place, do: 'class', declaration: classOf(node) }];
    case 'return_statement':
      return [shape.giveBack(node)];
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node, field(node, 'label')?.text)];
    case 'throw_statement': {
      const [value] = named(node);
      return [{ ...place, do: 'throw', ...(value && { value: expression(value) }) }];
    }
    case 'try_statement':
      return [trying(node)];
    case 'labeled_statement':
      return statement(required(node, 'body'), required(node, 'label').text);
    case 'switch_statement':
      return [switchOf(node, labelled)];
    case 'export_statement': {
      // `export default function …` and `export default (row) => …`, which has no name.
      const inner = field(node, 'declaration');
      return inner ? statement(inner) : [nothing(node)];
    }
    case 'function_signature':
    case 'enum_declaration':
      return node.type === 'enum_declaration' ? [enumeration(node)] : [nothing(node)];
    case 'abstract_class_declaration':
      return [{ ...place, do: 'class', declaration: classOf(node) }];
    case 'empty_statement':
    case 'import_statement':
    case 'interface_declaration':
    case 'type_alias_declaration':
    case 'ambient_declaration':
    case 'hash_bang_line':
    case 'debugger_statement':
      return [nothing(node)];
    default:
      return [unsupportedStatement(node)];
  }
}

function trying(node: Syntax): Stmt {
  const caught = field(node, 'handler');
  const last = field(node, 'finalizer');
  const parameter = caught && field(caught, 'parameter');
  const handler = caught && {
    at: at(caught),
    body: body(field(caught, 'body')),
    ...(parameter && { target: declaring(pattern(parameter), 'block') }),
  };
  return {
    at: at(node),
    do: 'try',
    body: body(field(node, 'body')),
    handlers: handler ? [handler] : [],
    otherwise: [],
    ...(last && { last: body(field(last, 'body')) }),
  };
}

/** `enum Color { Red, Green = 4, Blue, Name = 'n' }`: an object, in which numbers lead back to their names. */
function enumeration(node: Syntax): Stmt {
  const place = { at: at(node) };
  const entries: Entry[] = [];
  let next: number | undefined = 0;
  const text = (one: Syntax, v: string): Expr => literal(one, { t: 'str', v });
  for (const one of named(required(node, 'body'))) {
    const own = field(one, 'name') ?? one;
    const key = own.type === 'string' ? expression(own) : text(own, own.text);
    const given = field(one, 'value');
    const known = given?.type === 'number' ? numberOf(given.text) : undefined;
    if (known?.t === 'num') next = known.v;
    const value: Expr =
      given && !known ? expression(given) : literal(one, next === undefined ? undefined : { t: 'num', v: next });
    if (given && !known && given.type !== 'string') entries.push({ key, value: unsupported(given) });
    else entries.push({ key, value });
    if (given && !known) next = undefined;
    else if (next !== undefined) entries.push({ key: text(one, String(next++)), value: key });
  }
  const target: Pattern = { ...place, to: 'name', name: required(node, 'name').text, declare: 'block' };
  const made: Expr = { ...place, op: 'record', flavor: 'object', entries };
  const value: Expr = { ...place, op: 'call', callee: name(node, ' frozen'), args: [{ value: made }] };
  return { ...place, do: 'declare', target, value };
}

function declaration(node: Syntax): Stmt[] {
  const declare = node.type === 'variable_declaration' ? 'function' : 'block';
  return named(node).map((one) => {
    const target = declaring(pattern(required(one, 'name')), declare);
    const value = field(one, 'value');
    return { at: at(node), do: 'declare', target, ...(value && { value: expression(value) }) };
  });
}

function declaring(target: Pattern, declare: 'block' | 'function'): Pattern {
  switch (target.to) {
    case 'name':
      return { ...target, declare };
    case 'sequence':
      return { ...target, items: target.items.map((item) => declaring(item, declare)) };
    case 'fields':
      return {
        ...target,
        fields: target.fields.map((one) => ({ ...one, pattern: declaring(one.pattern, declare) })),
        ...(target.rest && { rest: declaring(target.rest, declare) }),
      };
    case 'default':
      return { ...target, pattern: declaring(target.pattern, declare) };
    default:
      return target;
  }
}

function forLoop(node: Syntax, labelled: { label?: string }): Stmt {
  const init = field(node, 'initializer');
  const condition = field(node, 'condition');
  const increment = field(node, 'increment');
  const test = condition && (condition.type === 'expression_statement' ? named(condition)[0] : condition);
  return {
    at: at(node),
    ...labelled,
    do: 'for',
    init: init && init.type !== 'empty_statement' ? forInit(init) : [],
    ...(test && test.type !== 'empty_statement' && { test: expression(test) }),
    update: increment ? [expression(increment)] : [],
    body: body(field(node, 'body')),
  };
}

function forInit(node: Syntax): Stmt[] {
  if (node.type.endsWith('declaration') || node.type === 'expression_statement') return statement(node);
  return [{ at: at(node), do: 'expression', expression: expression(node) }];
}

function eachLoop(node: Syntax, label: string | undefined): Stmt {
  const kind = field(node, 'kind')?.text;
  const left = pattern(required(node, 'left'));
  const target = kind === undefined ? left : declaring(left, kind === 'var' ? 'function' : 'block');
  const how = field(node, 'operator')?.text === 'in' ? 'keys' : 'values';
  return shape.eachLoop(node, target, shape.part(node, 'right'), { how, label });
}

function switchOf(node: Syntax, labelled: { label?: string }): Stmt {
  const cases = named(required(node, 'body')).map((one) => {
    const value = field(one, 'value');
    return { tests: value ? [expression(value)] : null, body: lowerBlock(fields(one, 'body')) };
  });
  return { at: at(node), ...labelled, do: 'switch', subject: expression(required(node, 'value')), cases, falls: true };
}

function functionOf(node: Syntax): FunctionDeclaration {
  const block = required(node, 'body');
  const single = field(node, 'parameter');
  const parameters = field(node, 'parameters');
  const isArrow = node.type === 'arrow_function';
  const isAsync = node.children.some(({ type }) => type === 'async');
  const asksForAll = !isArrow && speaksOf(ARGUMENTS, block);
  // Parameters are other names for what is in it, unless the code is strict.
  const isShared = asksForAll && parameters && named(parameters).some(({ text }) => changes(text, block));
  return {
    at: at(node),
    name: field(node, 'name')?.text ?? 'function',
    parameters: single ? parameter(single) : parameters ? named(parameters).flatMap(parameter) : [],
    body: () => {
      if (isAsync) return [{ at: at(node), do: 'unsupported', what: 'async functions are not followed' }];
      if (isShared)
        return [
          { at: at(node), do: 'unsupported', what: 'arguments of changed parameters is not followed: use ...rest' },
        ];
      if (block.type === 'statement_block') return withOwnFields(named(block), parameters);
      return [{ at: at(block), do: 'return', value: expression(block) }];
    },
    locals: varNames,
    arrow: isArrow,
    ...(asksForAll && { allGiven: ARGUMENTS }),
    ...(ofType(node, '*') && { yields: true }),
  };
}

/** Fields that are parameters get their values first, or where `super(…)` has made the object. */
function withOwnFields(statements: readonly Syntax[], parameters: Syntax | undefined): Stmt[] {
  const made = ownFields(parameters);
  if (made.length === 0) return lowerBlock(statements);
  const isSuper = (one: Syntax): boolean => {
    const [called] = one.type === 'expression_statement' ? named(one) : [];
    return called?.type === 'call_expression' && field(called, 'function')?.type === 'super';
  };
  const first = statements.findIndex(isSuper) + 1;
  return [...lowerBlock(statements.slice(0, first)), ...made, ...lowerBlock(statements.slice(first))];
}

/** Parameters of a constructor that are fields as well: `constructor(private n = 1)` of TypeScript. */
function ownFields(parameters: Syntax | undefined): Stmt[] {
  const isField = (one: Syntax): boolean =>
    one.children.some(({ type }) => type === 'accessibility_modifier' || type === 'readonly');
  return (parameters ? named(parameters).filter(isField) : []).map((one) => {
    const place = { at: at(one) };
    const given = required(one, 'pattern');
    const object: Expr = { ...place, op: 'name', name: 'this' };
    const member: Expr = { ...place, op: 'member', object, name: given.text };
    return { ...place, do: 'assign', targets: [{ ...place, to: 'place', place: member }], value: name(given) };
  });
}

/** `Array.prototype.slice.call(list, 1)`, also `[].slice.call(…)`, is `Array.from(list).slice(1)`. */
function ofArrays(node: Syntax): Expr | undefined {
  const [, method] =
    /^(?:Array\.prototype|\[\])\.(slice|map|filter|join|indexOf|includes|some|every|forEach|reduce)\.call$/.exec(
      required(node, 'function').text,
    ) ?? [];
  const [list, ...given] = named(required(node, 'arguments'));
  if (method === undefined || !list || list.type === 'spread_element') return undefined;
  const place = { at: at(node) };
  const from: Expr = { ...place, op: 'member', object: name(node, 'Array'), name: 'from' };
  const object: Expr = { ...place, op: 'call', callee: from, args: [{ value: expression(list) }] };
  const args = given.map((one) => ({ value: expression(one) }));
  return { ...place, op: 'call', callee: { ...place, op: 'member', object, name: method }, args };
}

/** What `JSON.parse(JSON.stringify(x))` copies. */
function throughJson(node: Syntax): Syntax | undefined {
  if (field(node, 'function')?.text !== 'JSON.parse') return undefined;
  const [inner, ...more] = named(required(node, 'arguments'));
  if (more.length > 0 || inner?.type !== 'call_expression' || field(inner, 'function')?.text !== 'JSON.stringify')
    return undefined;
  const list = required(inner, 'arguments');
  return named(list).length === 1 ? list : undefined;
}

/** Whether a name is spoken of in a function itself, and in arrow functions within it. */
function speaksOf(label: string, node: Syntax): boolean {
  return node.children.some((one) =>
    one.type === 'identifier'
      ? one.text === label
      : !/^(generator_)?function|^method_definition|^class/.test(one.type) && speaksOf(label, one),
  );
}

/** Whether a variable is assigned to. */
function changes(label: string, node: Syntax): boolean {
  const isChange = /^((augmented_)?assignment|update)_expression$/.test(node.type);
  const target = isChange ? (field(node, 'left') ?? field(node, 'argument')) : undefined;
  return target?.text === label || node.children.some((one) => changes(label, one));
}

/** Names declared by `var` anywhere in a function. */
function varNames(statements: readonly Stmt[]): Set<string> {
  const names = new Set<string>();
  const take = (target: Pattern): void => {
    if (target.to === 'name' && target.declare === 'function') names.add(target.name);
    else if (target.to === 'sequence') target.items.forEach(take);
    else if (target.to === 'fields') {
      target.fields.forEach((one) => take(one.pattern));
      if (target.rest) take(target.rest);
    } else if (target.to === 'default') take(target.pattern);
  };
  const visit = (s: Stmt): void => {
    if (s.do === 'declare' || s.do === 'each') take(s.target);
    if ('body' in s) s.body.forEach(visit);
    if (s.do === 'if') [...s.then, ...s.otherwise].forEach(visit);
    if (s.do === 'for') s.init.forEach(visit);
    if (s.do === 'try') [...s.handlers.flatMap((one) => one.body), ...s.otherwise, ...(s.last ?? [])].forEach(visit);
    if (s.do === 'switch') s.cases.forEach((one) => one.body.forEach(visit));
  };
  statements.forEach(visit);
  return names;
}

function parameter(node: Syntax): Parameter[] {
  const place = { at: at(node) };
  if (node.type === 'required_parameter' || node.type === 'optional_parameter') {
    const [inner] = parameter(required(node, 'pattern'));
    const value = field(node, 'value');
    return inner && inner.pattern.at.end > inner.pattern.at.start
      ? [{ ...inner, ...(value && { fallback: expression(value) }) }]
      : [];
  }
  if (node.type === 'this') return [];
  if (node.type === 'rest_pattern') {
    const [inner] = named(node);
    return inner ? [{ ...place, pattern: declaring(pattern(inner), 'function'), rest: true }] : [];
  }
  const target = declaring(pattern(node), 'function');
  if (target.to === 'default') return [{ ...place, pattern: target.pattern, fallback: target.value }];
  return [{ ...place, pattern: target }];
}

/** Accessors are methods called `get x` and `set x`; those of the class itself `static get x`, for its objects have others. */
function methodName(node: Syntax): string {
  const accessor = node.children.find(({ type }) => type === 'get' || type === 'set')?.type;
  const isStatic = node.children.some(({ type }) => type === 'static');
  return `${accessor && isStatic ? STATIC : ''}${accessor ? `${accessor} ` : ''}${memberName(required(node, 'name')) ?? ''}`;
}

/** The name of a member; undefined where it is computed. */
function memberName(node: Syntax): string | undefined {
  if (node.type === 'computed_property_name') return node.text === '[Symbol.iterator]' ? node.text : undefined;
  const known = node.type === 'string' ? stringOf(node) : node.type === 'number' ? numberOf(node.text) : undefined;
  return known?.t === 'str' ? known.v : known?.t === 'num' ? String(known.v) : node.text;
}

function classOf(node: Syntax): ClassDeclaration {
  const methods: FunctionDeclaration[] = [];
  const members: ClassDeclaration['fields'] = [];
  for (const one of named(required(node, 'body'))) {
    const isStatic = one.children.some(({ type }) => type === 'static');
    const isField = one.type === 'field_definition' || one.type === 'public_field_definition';
    const isMethod = one.type === 'method_definition';
    const own = isField || isMethod ? (field(one, 'property') ?? required(one, 'name')) : undefined;
    const name = own && memberName(own);
    if (one.type === 'class_static_block' || (own && name === undefined))
      members.push({ name: '', shared: true, value: unsupported(one) });
    else if (isMethod) methods.push({ ...functionOf(one), name: methodName(one), isOfClass: isStatic });
    else if (isField && name !== undefined) {
      const value = field(one, 'value');
      members.push({ name, shared: isStatic, ...(value && { value: expression(value) }) });
    }
  }
  const heritage = ofType(node, 'class_heritage');
  const clause = heritage && (ofType(heritage, 'extends_clause') ?? heritage);
  const base = clause && named(clause)[0];
  return {
    at: at(node),
    name: field(node, 'name')?.text ?? 'class',
    methods,
    fields: members,
    ...(base && { base: expression(base) }),
  };
}

function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  const [first] = named(node);
  switch (node.type) {
    case 'identifier':
      return name(node);
    case 'this':
      return name(node);
    case 'undefined':
      return literal(node, UNDEFINED);
    case 'null':
      return literal(node, { t: 'nothing', name: 'null' });
    case 'true':
    case 'false':
      return literal(node, { t: 'bool', v: node.type === 'true' });
    case 'number':
      return literal(node, numberOf(node.text));
    case 'string':
      return literal(node, stringOf(node));
    case 'template_string':
      return {
        ...place,
        op: 'text',
        parts: node.children.flatMap((child): Expr[] => {
          if (child.type === 'template_substitution') return [expression(named(child)[0] ?? child)];
          return child.named ? [literal(child, templateText(child))] : [];
        }),
      };
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
      return first ? expression(first) : unsupported(node);
    case 'type_assertion':
      return expression(named(node).at(-1) ?? node);
    case 'array':
      return { ...place, op: 'sequence', flavor: 'array', items: arrayItems(node) };
    case 'spread_element':
      return first ? { ...place, op: 'spread', value: expression(first) } : unsupported(node);
    case 'object':
      return { ...place, op: 'record', flavor: 'object', entries: named(node).map(entry) };
    case 'subscript_expression':
      return shape.indexed(node, 'object');
    case 'yield_expression':
      return {
        ...place,
        op: 'yield',
        ...(first && { value: expression(first) }),
        each: ofType(node, '*') !== undefined,
      };
    case 'member_expression':
      if (field(node, 'object')?.type === 'super') return ofSuper(node, required(node, 'property').text);
      return {
        ...shape.member(node, 'object', 'property'),
        optional: ofType(node, 'optional_chain') !== undefined,
      };
    case 'call_expression': {
      const list = required(node, 'arguments');
      if (list.type !== 'arguments' || ofType(node, 'optional_chain')) return unsupported(node);
      const called = required(node, 'function');
      const borrowed = ofArrays(node);
      if (borrowed) return borrowed;
      const copied = throughJson(node);
      if (copied) return { ...place, op: 'call', callee: name(called, ' through JSON'), args: args(copied) };
      if (called.type === 'super') return { ...place, op: 'call', callee: name(called, ' make'), args: args(list) };
      return { ...place, op: 'call', callee: expression(required(node, 'function')), args: args(list) };
    }
    case 'new_expression': {
      const list = field(node, 'arguments');
      const callee = expression(required(node, 'constructor'));
      return { ...place, op: 'call', callee, args: list ? args(list) : [], fresh: true };
    }
    case 'unary_expression': {
      const operator = required(node, 'operator').text;
      if (operator === 'delete')
        return {
          ...place,
          op: 'block',
          body: [{ ...place, do: 'delete', target: expression(required(node, 'argument')) }],
        };
      return shape.unary(node, 'argument');
    }
    case 'binary_expression':
      return shape.binary(node);
    case 'ternary_expression':
      return shape.choice(node);
    case 'assignment_expression':
      return shape.assigned(node, pattern(required(node, 'left')));
    case 'augmented_assignment_expression':
      return maybeAssigned(node) ?? shape.augmented(node);
    case 'update_expression':
      return {
        ...place,
        op: 'update',
        target: expression(required(node, 'argument')),
        operator: required(node, 'operator').text === '++' ? '+' : '-',
        value: { ...place, op: 'literal', value: { t: 'num', v: 1 } },
        result: node.children[0]?.field === 'operator' ? 'new' : 'old',
      };
    case 'sequence_expression':
      return { ...place, op: 'all', parts: named(node).map(expression) };
    case 'arrow_function':
      return functionExpression(functionOf(node));
    case 'function_expression':
    case 'generator_function':
      return ofItsOwnName(node, functionExpression(functionOf(node)));
    case 'class': {
      const declaration = classOf(node);
      const value: Expr = { ...place, op: 'name', name: declaration.name };
      return { ...place, op: 'block', body: [{ ...place, do: 'class', declaration }], value };
    }
    default:
      return unsupported(node);
  }
}

/** A method of the class that this one extends. */
function ofSuper(node: Syntax, method: string): Expr {
  const given = literal(node, { t: 'str', v: method });
  return { at: at(node), op: 'call', callee: name(node, ' super'), args: [{ value: given }] };
}

/** `a ||= b` is `a || (a = b)` where finding `a` does nothing; elsewhere it would be done twice. */
function maybeAssigned(node: Syntax): Expr | undefined {
  const operator = required(node, 'operator').text.slice(0, -1);
  if (!['&&', '||', '??'].includes(operator)) return undefined;
  const left = required(node, 'left');
  if (!isStill(left))
    return { at: at(node), op: 'unsupported', what: `${operator}= of a place that is found by a call is not followed` };
  return infix(node, operator, expression(left), shape.assigned(node, pattern(left)));
}

/** Names, and members and elements by names and numbers. */
function isStill(node: Syntax): boolean {
  if (['identifier', 'this', 'number', 'string', 'property_identifier'].includes(node.type)) return true;
  return ['member_expression', 'subscript_expression'].includes(node.type) && named(node).every(isStill);
}

/** A function as a value knows itself by its name, which nobody else does. */
function ofItsOwnName(node: Syntax, value: Expr): Expr {
  const own = field(node, 'name');
  if (!own) return value;
  const place = { at: at(node) };
  const target: Pattern = { ...place, to: 'name', name: own.text, declare: 'block' };
  return { ...place, op: 'block', body: [{ ...place, do: 'declare', target, value }], value: name(own) };
}

/** Holes are told by two commas in a row. */
function arrayItems(node: Syntax): Expr[] {
  const items: Expr[] = [];
  let expected = true;
  for (const child of node.children) {
    if (child.type === ',') {
      if (expected) items.push({ at: at(child), op: 'unsupported', what: 'an array with holes is not followed' });
      expected = true;
    } else if (child.named) {
      items.push(expression(child));
      expected = false;
    }
  }
  return items;
}

function args(list: Syntax): Argument[] {
  return named(list).map((one) => ({ value: expression(one) }));
}

function key(node: Syntax): Expr {
  if (node.type === 'property_identifier') return literal(node, { t: 'str', v: node.text });
  if (node.text === '[Symbol.iterator]') return literal(node, { t: 'str', v: node.text });
  // Whatever names a member does so as a text.
  if (node.type === 'computed_property_name')
    return { at: at(node), op: 'text', parts: [expression(named(node)[0] ?? node)] };
  if (node.type === 'number') {
    const value = numberOf(node.text);
    return literal(node, value?.t === 'num' ? { t: 'str', v: String(value.v) } : undefined);
  }
  return expression(node);
}

function entry(node: Syntax): Entry {
  switch (node.type) {
    case 'pair':
      return { key: key(required(node, 'key')), value: expression(required(node, 'value')) };
    case 'shorthand_property_identifier':
      return { key: literal(node, { t: 'str', v: node.text }), value: name(node) };
    case 'spread_element':
      return { spread: expression(named(node)[0] ?? node) };
    case 'method_definition':
      if (node.children.some(({ type }) => type === 'get' || type === 'set')) {
        const what = 'accessors are followed in classes only';
        const refused: Expr = { at: at(node), op: 'unsupported', what };
        return { key: refused, value: refused };
      }
      return {
        key: key(required(node, 'name')),
        value: functionExpression(functionOf(node)),
      };
    default:
      return { key: unsupported(node), value: unsupported(node) };
  }
}

function pattern(node: Syntax): Pattern {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
    case 'shorthand_property_identifier_pattern':
    case 'shorthand_property_identifier':
      return { ...place, to: 'name', name: node.text };
    case 'array_pattern':
    case 'array':
      return arrayPattern(node);
    case 'object_pattern':
    case 'object':
      return fieldsPattern(node);
    case 'assignment_pattern':
    case 'object_assignment_pattern':
    case 'assignment_expression':
      return {
        ...place,
        to: 'default',
        pattern: pattern(required(node, 'left')),
        value: expression(required(node, 'right')),
      };
    case 'parenthesized_expression':
    case 'non_null_expression':
      return pattern(named(node)[0] ?? node);
    default:
      return { ...place, to: 'place', place: expression(node) };
  }
}

function arrayPattern(node: Syntax): Pattern {
  const items: Pattern[] = [];
  let star: number | undefined;
  let expected = true;
  for (const child of node.children) {
    if (child.type === ',') {
      if (expected) items.push({ at: at(child), to: 'nothing' });
      expected = true;
    } else if (child.named) {
      if (child.type === 'rest_pattern' || child.type === 'spread_element') {
        star = items.length;
        items.push(pattern(named(child)[0] ?? child));
      } else items.push(pattern(child));
      expected = false;
    }
  }
  return { at: at(node), to: 'sequence', items, ...(star !== undefined && { star }) };
}

/** `{ a, b: c, ...rest }` */
function fieldsPattern(node: Syntax): Pattern {
  const parts = named(node);
  const last = parts.at(-1);
  const isRest = last?.type === 'rest_pattern' || last?.type === 'spread_element';
  const rest = isRest ? named(last)[0] : undefined;
  const fields = (rest ? parts.slice(0, -1) : parts).map(fieldPattern);
  return { at: at(node), to: 'fields', fields, ...(rest && { rest: pattern(rest) }) };
}

function fieldPattern(node: Syntax): { key: string; pattern: Pattern } {
  const name = field(node, 'key');
  if (name) {
    const target = pattern(required(node, 'value'));
    const known = name.type === 'string' ? stringOf(name) : undefined;
    if (known?.t === 'str') return { key: known.v, pattern: target };
    if (name.type === 'computed_property_name')
      return { key: name.text, pattern: { at: at(node), to: 'place', place: unsupported(name) } };
    return { key: name.text, pattern: target };
  }
  const target = pattern(node);
  if (target.to === 'name') return { key: target.name, pattern: target };
  if (target.to === 'default' && target.pattern.to === 'name') return { key: target.pattern.name, pattern: target };
  return { key: node.text, pattern: { at: at(node), to: 'place', place: unsupported(node) } };
}
