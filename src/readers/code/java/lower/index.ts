import type { Expr, Stmt } from '../../core/ir';
import { at, name, nothing, only, shapes, step, unsupported, unsupportedStatement } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { arrayOf, newArray } from './arrays';
import { assigned, asStatement } from './assignments';
import { callOf, fieldAccess } from './calls';
import { cast, instanceOf } from './casts';
import { anonymousClass, classOf } from './classes';
import { declaration } from './declarations';
import { trying, withResources } from './exceptions';
import { functionOf, lambda, reference } from './functions';
import { literalOf } from './literals';
import { eachLoop, forLoop } from './loops';
import type { Lower } from './lower';
import { isClass } from './members';
import { creation } from './objects';
import { switchOf, switchValue } from './switches';

/** Java's syntax tree → the core. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  return nodes.flatMap((node) => statement(node));
}

const shape = shapes({ expression, body });
const lower: Lower = {
  expression,
  statement: (node) => statement(node),
  block: lowerBlock,
  body,
  anonymousClass: (node, base, inside) => anonymousClass(node, base, inside, lower),
};

function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  return node.type === 'block' ? lowerBlock(named(node)) : statement(node);
}

function statement(node: Syntax, label?: string): Stmt[] {
  const place = { at: at(node) };
  const labelled = label === undefined ? {} : { label };
  if (isClass(node)) return [{ ...place, do: 'class', declaration: classOf(node, lower) }];
  switch (node.type) {
    case 'expression_statement': {
      const inside = only(node);
      return inside.type === 'switch_expression' ? statement(inside, label) : [asStatement(node, inside, lower)];
    }
    case 'local_variable_declaration':
    case 'field_declaration':
      return declaration(node, lower);
    case 'method_declaration':
      return [{ ...place, do: 'function', declaration: functionOf(node, lower) }];
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
      return [forLoop(node, label, lower)];
    case 'enhanced_for_statement':
      return [eachLoop(node, label, lower)];
    case 'labeled_statement': {
      const [tag, inside] = named(node);
      return inside ? statement(inside, tag?.text) : [nothing(node)];
    }
    case 'switch_expression':
      return [{ ...switchOf(node, lower), ...labelled }];
    case 'yield_statement':
      return [{ ...place, do: 'yield', value: expression(only(node)) }];
    case 'throw_statement':
      return [shape.thrown(node)];
    case 'try_statement':
      return [trying(node, lower)];
    case 'try_with_resources_statement':
      return [withResources(node, lower)];
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
    default:
      return [unsupportedStatement(node)];
  }
}

function expression(node: Syntax): Expr {
  switch (node.type) {
    case 'identifier':
    case 'this':
      return name(node);
    case 'parenthesized_expression':
      return expression(only(node));
    case 'array_access':
      return shape.indexed(node, 'array');
    case 'field_access':
      return fieldAccess(node, lower);
    case 'method_invocation':
      return callOf(node, lower);
    case 'method_reference':
      return reference(node, lower);
    case 'object_creation_expression':
      return creation(node, lower);
    case 'array_creation_expression':
      return newArray(node, lower);
    case 'array_initializer':
      return arrayOf(node, undefined, 1, lower);
    case 'assignment_expression':
      return assigned(node, lower);
    case 'update_expression':
      return step(node, expression(only(node)), node.text.includes('++') ? '+' : '-', /^(\+\+|--)/.test(node.text));
    case 'unary_expression':
      return shape.unary(node, 'operand');
    case 'binary_expression':
      return shape.binary(node);
    case 'instanceof_expression':
      return instanceOf(node, lower);
    case 'ternary_expression':
      return shape.choice(node);
    case 'cast_expression':
      return cast(node, lower);
    case 'switch_expression':
      return switchValue(node, lower);
    case 'lambda_expression':
      return lambda(node, lower);
    default:
      return literalOf(node) ?? unsupported(node);
  }
}
