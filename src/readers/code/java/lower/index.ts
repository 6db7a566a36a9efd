import type { Argument, Expr, FunctionDeclaration, Parameter, Pattern, Stmt } from '../../core/ir';
import {
  at,
  calling,
  functionExpression,
  name,
  nothing,
  only,
  required,
  shapes,
  step,
  unsupported,
  unsupportedStatement,
  variable,
  word,
} from '../../core/lowering';
import { field, fields, named, ofType, type Syntax } from '../../syntax';
import {
  anonymousClass,
  CLASSES,
  classOf,
  functionOf,
  instance,
  methodName,
  newObject,
  parameters,
  zero,
} from './classes';
import { literalOf } from './literals';
import { switchOf, switchValue } from './switches';
import { brackets, declaredType, elementType, typeNamed, typeOf } from './types';

/** Java's syntax tree → the core. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  return nodes.flatMap((node) => statement(node));
}

const shape = shapes({ expression, body });
const inner = { expression, block: lowerBlock, arguments: args, declaration, arrayOf };

function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  return node.type === 'block' ? lowerBlock(named(node)) : statement(node);
}

function statement(node: Syntax, label?: string): Stmt[] {
  const place = { at: at(node) };
  const labelled = label === undefined ? {} : { label };
  if (CLASSES.has(node.type)) return [{ ...place, do: 'class', declaration: classOf(node, inner) }];
  switch (node.type) {
    case 'expression_statement': {
      const inside = only(node);
      if (inside.type === 'assignment_expression' && required(inside, 'operator').text === '=')
        return [shape.assignment(node, inside, placePattern(required(inside, 'left')))];
      if (inside.type === 'switch_expression') return statement(inside, label);
      return [{ ...place, do: 'expression', expression: expression(inside) }];
    }
    case 'local_variable_declaration':
    case 'field_declaration':
      return declaration(node, 'block');
    case 'method_declaration':
      return [{ ...place, do: 'function', declaration: functionOf(node, inner) }];
    case 'block':
    case 'constructor_body':
      return [{ ...place, ...labelled, do: 'block', body: lowerBlock(named(node)) }];
    case 'synchronized_statement':
      return [{ ...place, do: 'block', body: body(field(node, 'body')) }];
    case 'if_statement':
      return [shape.branch(node)];
    case 'while_statement':
    case 'do_statement':
      return [shape.whileLoop(node, { label })];
    case 'for_statement':
      return [{ ...counted(node), ...labelled }];
    case 'enhanced_for_statement': {
      const type = field(node, 'type');
      const { depth } = declaredType(type, node);
      const target = variable(required(node, 'name'), 'block', depth > 0 ? undefined : typeOf(type));
      return [shape.eachLoop(node, target, shape.part(node, 'value'), { label })];
    }
    case 'labeled_statement': {
      const [tag, inside] = named(node);
      return inside ? statement(inside, tag?.text) : [nothing(node)];
    }
    case 'switch_expression':
      return [{ ...switchOf(node, inner), ...labelled }];
    case 'yield_statement':
      return [{ ...place, do: 'yield', value: expression(only(node)) }];
    case 'throw_statement':
      return [{ ...place, do: 'throw', value: expression(only(node)) }];
    case 'try_statement':
      return [attempt(node, body(field(node, 'body')))];
    case 'try_with_resources_statement':
      return [withResources(node)];
    case 'return_statement':
      return [shape.giveBack(node)];
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node, named(node)[0]?.text)];
    // Assertions are off unless the machine is told otherwise.
    case 'assert_statement':
    case 'import_declaration':
    case 'package_declaration':
    case 'annotation_type_declaration':
    case ';':
      return [nothing(node)];
  }
  return [unsupportedStatement(node)];
}

function counted(node: Syntax): Stmt & { do: 'for' } {
  const test = field(node, 'condition');
  return {
    at: at(node),
    do: 'for',
    init: fields(node, 'init').flatMap((one): Stmt[] =>
      one.type === 'local_variable_declaration'
        ? declaration(one, 'block')
        : [{ at: at(one), do: 'expression', expression: expression(one) }],
    ),
    ...(test && { test: expression(test) }),
    update: fields(node, 'update').map(expression),
    body: body(field(node, 'body')),
  };
}

function attempt(node: Syntax, tried: Stmt[]): Stmt {
  const last = ofType(node, 'finally_clause');
  const handlers = named(node)
    .filter(({ type }) => type === 'catch_clause')
    .flatMap((one) => {
      const caught = ofType(one, 'catch_formal_parameter') ?? one;
      const target = variable(required(caught, 'name'), 'block');
      const handling = body(field(one, 'body'));
      return named(ofType(caught, 'catch_type') ?? caught).map((kind) => ({
        at: at(kind),
        type: typeNamed(kind),
        target,
        body: handling,
      }));
    });
  return { at: at(node), do: 'try', body: tried, handlers, otherwise: [], last: last && body(only(last)) };
}

/** What is opened is closed whichever way the block ends, the last first, before anything is caught. */
function withResources(node: Syntax): Stmt {
  const opened = named(required(node, 'resources'));
  const inside = opened.reduceRight<Stmt[]>(
    (rest, one) => {
      const place = { at: at(one) };
      const own = field(one, 'name');
      const value = field(one, 'value');
      const open: Stmt[] =
        own && value ? [{ ...place, do: 'declare', target: variable(own, 'block'), value: expression(value) }] : [];
      const object = own ? name(own) : expression(only(one));
      const close: Expr = { ...place, op: 'member', object, name: methodName('close') };
      const closing: Stmt = {
        ...place,
        do: 'expression',
        expression: { ...place, op: 'call', callee: close, args: [] },
      };
      return [...open, { ...place, do: 'try', body: rest, handlers: [], otherwise: [], last: [closing] }];
    },
    body(field(node, 'body')),
  );
  return attempt(node, inside);
}

function placePattern(node: Syntax): Pattern {
  return { at: at(node), to: 'place', place: expression(node) };
}

function declaration(node: Syntax, declare: 'block' | 'function'): Stmt[] {
  const type = field(node, 'type');
  return fields(node, 'declarator').map((one) => {
    const value = field(one, 'value');
    const { element, depth } = declaredType(type, one);
    const own = depth > 0 ? undefined : element;
    const target = variable(required(one, 'name'), declare, own);
    const made = value && (value.type === 'array_initializer' ? arrayOf(value, element, depth) : expression(value));
    return { at: at(node), do: 'declare', target, type: own ?? '', ...(made && { value: made }) };
  });
}

/** `{1, 2}` as an array of `depth` dimensions. */
function arrayOf(node: Syntax, type: string | undefined, depth: number): Expr {
  const items = named(node).map((one): Expr => {
    if (one.type === 'array_initializer') return arrayOf(one, type, depth - 1);
    const value = expression(one);
    return type === undefined || depth > 1 ? value : { at: at(one), op: 'cast', type, value };
  });
  return { at: at(node), op: 'sequence', flavor: 'array', items, type: depth > 1 ? undefined : type };
}

function args(node: Syntax): Argument[] {
  return named(required(node, 'arguments')).map((one) => ({ value: expression(one) }));
}

function expression(node: Syntax): Expr {
  const known = literalOf(node);
  if (known) return known;
  switch (node.type) {
    case 'identifier':
    case 'this':
      return name(node);
    case 'parenthesized_expression':
      return expression(only(node));
    case 'array_access':
      return shape.indexed(node, 'array');
    case 'field_access':
      return fieldAccess(node);
    case 'method_invocation':
      return call(node);
    case 'method_reference':
      return reference(node);
    case 'object_creation_expression':
      return creation(node);
    case 'array_creation_expression':
      return newArray(node);
    case 'array_initializer':
      return arrayOf(node, undefined, 1);
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
    case 'instanceof_expression':
      return instanceOf(node);
    case 'ternary_expression':
      return shape.choice(node);
    case 'cast_expression':
      return cast(node);
    case 'switch_expression':
      return switchValue(node, inner);
    case 'lambda_expression':
      return lambda(node);
    default:
      return unsupported(node);
  }
}

/** A cast to what is known to be a class of the language, or one of the text, is checked when it is run; one to `T` is not. */
function cast(node: Syntax): Expr {
  const type = required(node, 'type');
  const made = shape.cast(node, type.type === 'array_type' ? '[]' : typeOf(type), 'value');
  const isKnown =
    /^(Integer|Long|Short|Byte|Character|Double|Float|Boolean|String)$/.test(type.text) ||
    (type.type === 'type_identifier' &&
      new RegExp(`\\b(class|interface|enum|record)\\s+${type.text}\\b`).test(node.whole));
  if (!isKnown) return made;
  const args = [made, typeNamed(type)].map((value) => ({ value }));
  return { at: at(node), op: 'call', callee: name(node, 'checked cast'), args };
}

/** Names of classes that are written with their package: `java.util.Arrays`. */
const WITH_PACKAGE = /^(?:[a-z_]\w*\.)+([A-Z]\w*)$/;

function fieldAccess(node: Syntax): Expr {
  const object = required(node, 'object');
  const own = required(node, 'field');
  const inPackage = /^(?:java|javax)\./.test(node.text) && WITH_PACKAGE.exec(node.text)?.[1];
  if (inPackage) return name(node, inPackage);
  if (own.type === 'this') return unsupported(node.instead('the object around this one'));
  if (object.type === 'super') return { at: at(node), op: 'member', object: name(object, 'this'), name: own.text };
  return shape.member(node, 'object', 'field');
}

function call(node: Syntax): Expr {
  const place = { at: at(node) };
  const object = field(node, 'object');
  const own = required(node, 'name');
  const known = methodName(own.text);
  if (object && /^System\.(out|err)$/.test(object.text))
    return { ...place, op: 'call', callee: name(node, 'print'), args: args(node) };
  if (object?.type === 'super') {
    const given = [name(object, 'this'), name(object, 'super'), word(own, known)];
    const method: Expr = {
      ...place,
      op: 'call',
      callee: name(object, 'method of'),
      args: given.map((value) => ({ value })),
    };
    return { ...place, op: 'call', callee: method, args: args(node) };
  }
  const callee: Expr = object
    ? { at: at(own), op: 'member', object: expression(object), name: known }
    : name(own, known);
  return { ...place, op: 'call', callee, args: args(node) };
}

/** `Integer::compare`, `this::less`, `Node::new`, `int[]::new`. */
function reference(node: Syntax): Expr {
  const place = { at: at(node) };
  const [object, own] = named(node);
  if (!object || object.type === 'super') return unsupported(node);
  if (object.type === 'array_type') {
    const size: Parameter = { at: at(node), pattern: { at: at(node), to: 'name', name: 'size', declare: 'function' } };
    const depth = brackets(field(object, 'dimensions'));
    const made = arrayCall(node, elementType(object), [name(node, 'size')], depth - 1);
    const body = (): Stmt[] => [{ ...place, do: 'return', value: made }];
    return functionExpression({ ...place, name: 'new array', parameters: [size], body, arrow: true });
  }
  const of = /type/.test(object.type) ? typeNamed(object) : expression(object);
  const text = own ? methodName(own.text) : 'new';
  const value = word(node, text);
  return calling(node, '::', [of, value]);
}

function creation(node: Syntax): Expr {
  const place = at(node);
  const type = required(node, 'type');
  const body = ofType(node, 'class_body');
  // `outer.new Inner()`
  if (named(node)[0] !== type && named(node)[0]?.type !== 'type_arguments') return unsupported(node);
  return body
    ? instance(place, anonymousClass(node, type, body, inner), args(node))
    : newObject(place, typeNamed(type), args(node));
}

function newArray(node: Syntax): Expr {
  const value = field(node, 'value');
  const type = typeOf(field(node, 'type'));
  const sizes = fields(node, 'dimensions');
  const open = sizes.filter((one) => one.type === 'dimensions').reduce((sum, one) => sum + brackets(one), 0);
  if (value) return arrayOf(value, type, open);
  const lengths = sizes.filter((one) => one.type === 'dimensions_expr').map((one) => expression(only(one)));
  return arrayCall(node, type, lengths, open);
}

/** @param open dimensions that are not made yet: what stands there is nothing */
function arrayCall(node: Syntax, type: string | undefined, lengths: readonly Expr[], open: number): Expr {
  const element = open > 0 ? undefined : type;
  const given = [zero(node, element), word(node, element ?? ''), ...lengths];
  return calling(node, 'new array', given);
}

/** The name that a pattern gives is a variable of the function: what follows an `if` may use it. */
function instanceOf(node: Syntax): Expr {
  const place = { at: at(node) };
  if (field(node, 'pattern')) return unsupported(node);
  const own = field(node, 'name');
  const left = expression(required(node, 'left'));
  const first: Expr = own ? { ...place, op: 'assign', target: variable(own, 'function'), value: left } : left;
  return {
    ...place,
    op: 'compare',
    first,
    rest: [{ operator: 'instanceof', right: typeNamed(required(node, 'right')) }],
  };
}

function lambda(node: Syntax): Expr {
  const head = required(node, 'parameters');
  const block = required(node, 'body');
  const given: Parameter[] =
    head.type === 'formal_parameters'
      ? parameters(node)
      : (head.type === 'identifier' ? [head] : named(head)).map((one) => ({
          at: at(one),
          pattern: variable(one, 'function'),
        }));
  const declaration: FunctionDeclaration = {
    at: at(node),
    name: 'lambda',
    parameters: given,
    body: () =>
      block.type === 'block' ? lowerBlock(named(block)) : [{ at: at(block), do: 'return', value: expression(block) }],
    arrow: true,
  };
  return functionExpression(declaration);
}
