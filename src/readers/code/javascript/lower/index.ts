import type { Expr, Stmt } from '../../core/ir';
import {
  at,
  functionExpression,
  name,
  nothing,
  required,
  shapes,
  unsupported,
  unsupportedStatement,
} from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { callOf, creation, member } from './calls';
import { classOf, classValue } from './classes';
import { declaration } from './declarations';
import { enumeration } from './enums';
import { trying } from './exceptions';
import { functionOf, ofItsOwnName } from './functions';
import { literalOf, templateOf } from './literals';
import { eachLoop, forLoop } from './loops';
import type { Lower } from './lower';
import { arrayOf, objectOf } from './objects';
import { augmented, unary } from './operators';
import { patternOf } from './patterns';

/** JavaScript's and TypeScript's syntax tree → the core. Functions are there from the start of their block. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  const statements = nodes.flatMap((node) => statement(node));
  const functions = statements.filter((one) => one.do === 'function');
  return [...functions, ...statements.filter((one) => one.do !== 'function')];
}

const shape = shapes({ expression, body });
const pattern: Lower['pattern'] = (node) => patternOf(node, lower);
const lower: Lower = { expression, pattern, block: lowerBlock, statement: (node) => statement(node), body };

function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  if (node.type === 'else_clause') return body(named(node)[0]);
  return node.type === 'statement_block' ? lowerBlock(named(node)) : lowerBlock([node]);
}

function statement(node: Syntax, label?: string): Stmt[] {
  const place = { at: at(node) };
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
      return declaration(node, lower);
    case 'if_statement':
      return [shape.branch(node)];
    case 'while_statement':
    case 'do_statement':
      return [shape.whileLoop(node, { label })];
    case 'for_statement':
      return [forLoop(node, label, lower)];
    case 'for_in_statement':
      return [eachLoop(node, label, lower)];
    case 'statement_block':
      return [{ ...place, do: 'block', body: lowerBlock(named(node)) }];
    case 'function_declaration':
    case 'generator_function_declaration':
      return [{ ...place, do: 'function', declaration: functionOf(node, lower) }];
    case 'class_declaration':
    case 'abstract_class_declaration':
      return [{ ...place, do: 'class', declaration: classOf(node, lower) }];
    case 'return_statement':
      return [shape.giveBack(node)];
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node, field(node, 'label')?.text)];
    case 'throw_statement':
      return [shape.thrown(node)];
    case 'try_statement':
      return [trying(node, lower)];
    case 'labeled_statement':
      return statement(required(node, 'body'), required(node, 'label').text);
    case 'switch_statement':
      return [shape.fallingSwitch(node, shape.part(node, 'value'), lowerBlock, label)];
    case 'export_statement': {
      // `export default function …` and `export default (row) => …`, which has no name.
      const inner = field(node, 'declaration');
      return inner ? statement(inner) : [nothing(node)];
    }
    case 'enum_declaration':
      return [enumeration(node, lower)];
    case 'function_signature':
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

function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  const [first] = named(node);
  switch (node.type) {
    case 'identifier':
    case 'this':
      return name(node);
    case 'template_string':
      return templateOf(node, lower);
    case 'parenthesized_expression':
    case 'as_expression':
    case 'satisfies_expression':
    case 'non_null_expression':
      return first ? expression(first) : unsupported(node);
    case 'type_assertion':
      return expression(named(node).at(-1) ?? node);
    case 'array':
      return arrayOf(node, lower);
    case 'spread_element':
      return first ? { ...place, op: 'spread', value: expression(first) } : unsupported(node);
    case 'object':
      return objectOf(node, lower);
    case 'subscript_expression':
      return shape.indexed(node, 'object');
    case 'yield_expression': {
      const each = ofType(node, '*') !== undefined;
      return { ...place, op: 'yield', ...(first && { value: expression(first) }), each };
    }
    case 'member_expression':
      return member(node, lower);
    case 'call_expression':
      return callOf(node, lower);
    case 'new_expression':
      return creation(node, lower);
    case 'unary_expression':
      return unary(node, lower);
    case 'binary_expression':
      return shape.binary(node);
    case 'ternary_expression':
      return shape.choice(node);
    case 'assignment_expression':
      return shape.assigned(node, pattern(required(node, 'left')));
    case 'augmented_assignment_expression':
      return augmented(node, lower);
    case 'update_expression':
      return shape.stepped(node, { t: 'num', v: 1 });
    case 'sequence_expression':
      return { ...place, op: 'all', parts: named(node).map(expression) };
    case 'arrow_function':
      return functionExpression(functionOf(node, lower));
    case 'function_expression':
    case 'generator_function':
      return ofItsOwnName(node, functionExpression(functionOf(node, lower)));
    case 'class':
      return classValue(node, lower);
    default:
      return literalOf(node) ?? unsupported(node);
  }
}
