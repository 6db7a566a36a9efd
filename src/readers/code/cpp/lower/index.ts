import type { Expr, Stmt } from '../../core/ir';
import {
  at,
  calling,
  name,
  nothing,
  only,
  required,
  shapes,
  unsupported,
  unsupportedStatement,
} from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { asStatement, targetOf } from './assignments';
import { branch, condition } from './branches';
import { callOf } from './calls';
import { classStatements, typeDefinition, unionOf } from './classes';
import { compound } from './compounds';
import { declaration } from './declarations';
import { pointed } from './declarators';
import { enumeration } from './enums';
import { throwing, trying } from './exceptions';
import { functionStatement } from './functions';
import { lambda } from './lambdas';
import { rows } from './lists';
import { literalOf } from './literals';
import { forLoop, rangeLoop } from './loops';
import type { Lower } from './lower';
import { newOf, sizeOf } from './memory';
import { qualified } from './names';
import { assigned, binary, pointer } from './operators';
import { madeObject } from './structures';
import { openIn, otherNumbersOf } from './templates';
import { inTemplate } from './within';

/** C's and C++'s syntax tree → the core. */
function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  return nodes.flatMap((node) => statement(node));
}

/** The statements of a file or a selection: variables beside functions are there, and zero, from the start. */
export function lowerFile(nodes: readonly Syntax[]): Stmt[] {
  const isFile = nodes.some(({ type }) => type === 'function_definition' || type === 'namespace_definition');
  return nodes.flatMap((node) =>
    isFile && node.type === 'declaration' ? declaration(node, lower, true) : statement(node),
  );
}

const shape = shapes({ expression, body });
const pattern: Lower['pattern'] = (node) => targetOf(node, lower);
const lower: Lower = { expression, pattern, statement, block: lowerBlock, body };

function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  if (node.type === 'else_clause') return body(only(node));
  return node.type === 'compound_statement' ? lowerBlock(named(node)) : statement(node);
}

function statement(node: Syntax): Stmt[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'expression_statement': {
      const [inner] = named(node);
      return [inner ? asStatement(node, inner, lower) : nothing(node)];
    }
    case 'declaration':
      return declaration(node, lower);
    case 'namespace_definition':
    case 'linkage_specification': {
      const inner = required(node, 'body');
      return lowerFile(inner.type === 'declaration_list' ? named(inner) : [inner]);
    }
    case 'function_definition':
      return [functionStatement(node, lower)];
    case 'template_declaration':
      return template(node);
    case 'struct_specifier':
    case 'class_specifier':
      return classStatements(node, lower);
    case 'union_specifier':
      return [unionOf(node)];
    case 'enum_specifier':
      return field(node, 'body') ? enumeration(node, lower) : [nothing(node)];
    case 'type_definition':
      return typeDefinition(node, lower);
    case 'compound_statement':
      return [{ ...place, do: 'block', body: lowerBlock(named(node)) }];
    case 'if_statement':
      return [branch(node, lower)];
    case 'while_statement':
    case 'do_statement':
      return [shape.whileLoop(node, { test: condition(node, lower) })];
    case 'for_statement':
      return [forLoop(node, lower)];
    case 'for_range_loop':
      return [rangeLoop(node, lower)];
    case 'switch_statement':
      return [shape.fallingSwitch(node, condition(node, lower), lowerBlock)];
    case 'return_statement':
      return [shape.giveBack(node)];
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node)];
    case 'try_statement':
      return [trying(node, lower)];
    case 'throw_statement':
      return [throwing(node, lower)];
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

/** A function or class whose types are open. */
function template(node: Syntax): Stmt[] {
  const list = field(node, 'parameters');
  const open = openIn(list);
  return named(node)
    .filter((one) => one !== list)
    .flatMap((one): Stmt[] => {
      if (one.type === 'function_definition') return [functionStatement(one, lower, open)];
      const what = otherNumbersOf(one);
      return what === undefined
        ? inTemplate(open.types, () => statement(one))
        : [{ at: at(one), do: 'unsupported', what }];
    });
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
    case 'parenthesized_expression':
      return expression(only(node));
    case 'subscript_expression': {
      const [index] = named(required(node, 'indices'));
      if (!index) return unsupported(node);
      return { ...place, op: 'index', object: shape.part(node, 'argument'), index: expression(index) };
    }
    case 'field_expression':
      return shape.member(node, 'argument', 'field');
    case 'pointer_expression':
      return pointer(node, lower);
    case 'call_expression':
      return callOf(node, lower);
    case 'assignment_expression':
      return assigned(node, lower);
    case 'update_expression':
      return shape.stepped(node);
    case 'unary_expression':
      return shape.unary(node, 'argument');
    case 'binary_expression':
      return binary(node, lower);
    case 'conditional_expression':
      return shape.choice(node);
    case 'comma_expression':
      return { ...place, op: 'all', parts: [shape.part(node, 'left'), shape.part(node, 'right')] };
    case 'cast_expression': {
      const type = pointed(required(node, 'type'));
      return madeObject(node, type, required(node, 'value')) ?? shape.cast(node, type, 'value');
    }
    case 'sizeof_expression':
      return sizeOf(node, lower);
    case 'new_expression':
      return newOf(node, lower);
    case 'delete_expression':
      return calling(node, 'free', [expression(only(node))]);
    case 'lambda_expression':
      return lambda(node, lower);
    case 'initializer_list':
      return { ...place, op: 'sequence', flavor: 'vector', items: named(node).map((one) => rows(one, lower)) };
    case 'compound_literal_expression':
      return compound(node, lower);
    default:
      return literalOf(node) ?? unsupported(node);
  }
}
