import type { Expr, Pattern, Stmt } from '../../core/ir';
import { at, name, nothing, required, shapes, unsupported, unsupportedStatement } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { asserting, branch, elseBody } from './branches';
import { attribute, callOf } from './calls';
import { classOf } from './classes';
import { comprehension, setOf } from './comprehensions';
import { decorated } from './decorators';
import { dictionaryOf } from './dictionaries';
import { raising, trying } from './exceptions';
import { functionOf, lambda } from './functions';
import { importOf } from './imports';
import { literalOf } from './literals';
import type { Lower } from './lower';
import { managing } from './managers';
import { matching } from './matches';
import { binary, choice, comparison, logical } from './operators';
import { subscript } from './subscripts';
import { targetOf } from './targets';
import { textOf } from './texts';

/** Python's syntax tree → the core's statements and expressions. What is not known becomes an error when it is run. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  return nodes.flatMap(statement);
}

const shape = shapes({ expression, body });
const pattern: Lower['pattern'] = (node) => targetOf(node, lower);
const lower: Lower = { expression, pattern, statement, body };

function body(node: Syntax | undefined): Stmt[] {
  return node ? lowerBlock(named(node)) : [];
}

function statement(node: Syntax): Stmt[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'expression_statement':
      return expressionStatement(node);
    case 'if_statement':
      return [branch(node, lower)];
    case 'while_statement':
      return [shape.whileLoop(node, { otherwise: elseBody(field(node, 'alternative'), lower) })];
    case 'for_statement': {
      if (isAsync(node)) break;
      const otherwise = elseBody(field(node, 'alternative'), lower);
      return [shape.eachLoop(node, pattern(required(node, 'left')), shape.part(node, 'right'), { otherwise })];
    }
    case 'function_definition':
      if (isAsync(node)) return [{ ...place, do: 'unsupported', what: 'async functions are not followed' }];
      return [{ ...place, do: 'function', declaration: functionOf(node, lower) }];
    case 'class_definition':
      return [{ ...place, do: 'class', declaration: classOf(node, lower) }];
    case 'return_statement':
      return [shape.giveBack(node)];
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node)];
    case 'pass_statement':
    case 'future_import_statement':
      return [nothing(node)];
    case 'delete_statement': {
      const [target] = named(node);
      const targets = target?.type === 'expression_list' ? named(target) : target ? [target] : [];
      return targets.map((one) => ({ ...place, do: 'delete', target: expression(one) }));
    }
    case 'global_statement':
    case 'nonlocal_statement': {
      const kind = node.type === 'global_statement' ? 'global' : 'nonlocal';
      return [{ ...place, do: 'scope', names: named(node).map(({ text }) => text), kind }];
    }
    case 'decorated_definition':
      return decorated(node, lower);
    case 'try_statement':
      return [trying(node, lower)];
    case 'raise_statement':
      return [raising(node, lower)];
    case 'with_statement':
      return [managing(node, lower)];
    case 'match_statement':
      return [matching(node, lower)];
    case 'import_statement':
    case 'import_from_statement':
      return [importOf(node)];
    case 'assert_statement':
      return [asserting(node, lower) ?? unsupportedStatement(node)];
  }
  return [unsupportedStatement(node)];
}

function isAsync({ children: [first] }: Syntax): boolean {
  return first?.type === 'async';
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

function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  const [first] = named(node);
  switch (node.type) {
    case 'identifier':
      return name(node);
    case 'string':
      return textOf(node, lower);
    case 'concatenated_string':
      return { ...place, op: 'text', parts: named(node).map(expression) };
    case 'parenthesized_expression':
      return first ? expression(first) : unsupported(node);
    case 'list':
      return shape.sequence(node, 'list');
    case 'tuple':
    case 'expression_list':
    case 'pattern_list':
      return shape.sequence(node, 'tuple');
    case 'set':
      return setOf(node, lower);
    case 'list_splat':
      return first ? { ...place, op: 'spread', value: expression(first) } : unsupported(node);
    case 'dictionary_splat':
      return first ? { ...place, op: 'spread', value: expression(first), mapping: true } : unsupported(node);
    case 'dictionary':
      return dictionaryOf(node, lower);
    case 'subscript':
      return subscript(node, lower);
    case 'attribute':
      return attribute(node, lower);
    case 'call':
      return callOf(node, lower);
    case 'unary_operator':
      return shape.unary(node, 'argument');
    case 'not_operator':
      return { ...place, op: 'unary', operator: 'not', operand: shape.part(node, 'argument') };
    case 'binary_operator':
      return binary(node, lower);
    case 'boolean_operator':
      return logical(node, lower);
    case 'comparison_operator':
      return comparison(node, lower);
    case 'conditional_expression':
      return choice(node, lower);
    case 'named_expression':
      return { ...place, op: 'assign', target: pattern(required(node, 'name')), value: shape.part(node, 'value') };
    case 'augmented_assignment':
      return shape.augmented(node);
    case 'lambda':
      return lambda(node, lower);
    case 'yield': {
      const each = ofType(node, 'from') !== undefined;
      return { ...place, op: 'yield', ...(first && { value: expression(first) }), each };
    }
    case 'list_comprehension':
    case 'generator_expression':
    case 'set_comprehension':
    case 'dictionary_comprehension':
      return comprehension(node, lower);
    default:
      return literalOf(node) ?? unsupported(node);
  }
}
