import type { Expr, Stmt } from '../../core/ir';
import {
  at,
  functionExpression,
  name,
  nothing,
  only,
  required,
  shapes,
  step,
  unsupported,
  unsupportedStatement,
} from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { asIndices } from '../indices';
import { addressOf } from './addresses';
import { assignment } from './assignments';
import { callOf } from './calls';
import { received, sent } from './channels';
import { forLoop, switchOf } from './choices';
import { composite } from './composites';
import { constants, typeSpec, variables } from './declarations';
import { deferred } from './deferred';
import { asserted, typeSwitch } from './dynamic';
import { functionOf } from './functions';
import { literalOf } from './literals';
import type { Lower } from './lower';
import { typeOf } from './types';

/** Go's syntax tree → the core. Methods stand outside of their types, so they are gathered first. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  const list = nodes.flatMap((node) => (node.type === 'statement_list' ? named(node) : [node]));
  const methods = list.filter(({ type }) => type === 'method_declaration');
  return list.flatMap((node) => statement(node, methods));
}

const shape = shapes({ expression, body });
const lower: Lower = { expression, block: lowerBlock, statement: (node) => statement(node, []), body };

function body(node: Syntax | undefined): Stmt[] {
  return node ? lowerBlock(named(node)) : [];
}

function statement(node: Syntax, methods: readonly Syntax[]): Stmt[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'expression_statement':
      return [{ ...place, do: 'expression', expression: expression(only(node)) }];
    case 'assignment_statement':
    case 'short_var_declaration':
      return [assignment(node, lower)];
    case 'inc_statement':
    case 'dec_statement':
      return [
        {
          ...place,
          do: 'expression',
          expression: step(node, expression(only(node)), node.type === 'inc_statement' ? '+' : '-', true),
        },
      ];
    case 'const_declaration':
      return constants(node, lower);
    case 'var_declaration': {
      const list = ofType(node, 'var_spec_list') ?? node;
      return named(list).flatMap((one) => variables(one, lower));
    }
    case 'function_declaration':
      return [{ ...place, do: 'function', declaration: functionOf(node, lower) }];
    case 'type_declaration':
      return named(node).flatMap((one) => typeSpec(one, methods, lower));
    case 'block':
      return [{ ...place, do: 'block', body: body(node) }];
    case 'if_statement': {
      const init = field(node, 'initializer');
      const alternative = field(node, 'alternative');
      const choice = shape.branch(node, { otherwise: alternative ? statement(alternative, []) : [] });
      return init ? [{ ...place, do: 'block', body: [...statement(init, []), choice] }] : [choice];
    }
    case 'for_statement':
      return [forLoop(node, lower)];
    case 'labeled_statement': {
      const [tag, inner] = named(node);
      const [loop, ...rest] = inner ? statement(inner, []) : [];
      return loop
        ? [
            tag && (loop.do === 'for' || loop.do === 'each' || loop.do === 'while')
              ? { ...loop, label: tag.text }
              : loop,
            ...rest,
          ]
        : [];
    }
    case 'expression_switch_statement':
      return [switchOf(node, lower)];
    case 'return_statement': {
      const [value] = named(node);
      const items = value ? named(value) : [];
      const [first] = items;
      if (!first || !value) return [{ ...place, do: 'return' }];
      const result: Expr =
        items.length === 1
          ? expression(first)
          : { at: at(value), op: 'sequence', flavor: 'tuple', items: items.map(expression) };
      return [{ ...place, do: 'return', value: result }];
    }
    case 'break_statement':
    case 'continue_statement':
      return [shape.leave(node, named(node)[0]?.text)];
    case 'defer_statement':
      return [deferred(node, lower)];
    case 'send_statement':
      return [sent(node, lower)];
    case 'type_switch_statement':
      return [typeSwitch(node, lower)];
    case 'method_declaration':
    case 'import_declaration':
    case 'package_clause':
    case 'empty_statement':
      return [nothing(node)];
    default:
      return [unsupportedStatement(node)];
  }
}

function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
    case 'iota':
      return name(node);
    case 'parenthesized_expression':
      return expression(only(node));
    case 'index_expression':
      return shape.indexed(node, 'operand');
    case 'type_instantiation_expression': {
      const indices = asIndices(node);
      return indices ? expression(indices) : unsupported(node);
    }
    case 'slice_expression': {
      const low = field(node, 'start');
      const high = field(node, 'end');
      if (field(node, 'capacity')) return unsupported(node);
      return {
        ...place,
        op: 'slice',
        object: expression(required(node, 'operand')),
        ...(low && { low: expression(low) }),
        ...(high && { high: expression(high) }),
      };
    }
    case 'selector_expression':
      return shape.member(node, 'operand', 'field');
    case 'call_expression':
      return callOf(node, lower);
    case 'type_conversion_expression':
      // `f[float64](x)` looks like a conversion to a type with parameters.
      if (field(node, 'type')?.type === 'generic_type')
        return { ...place, op: 'unsupported', what: 'a type given in brackets is not followed: convert the arguments' };
      return shape.cast(node, typeOf(field(node, 'type')), 'operand');
    case 'unary_expression': {
      const operator = required(node, 'operator').text;
      const operand = required(node, 'operand');
      if (operator === '<-') return received(node, lower);
      if (operator === '&') return addressOf(node, expression(operand));
      if (operator === '*') return { ...place, op: 'deref', pointer: expression(operand) };
      if (operator === '^') return { ...place, op: 'unary', operator: '~', operand: expression(operand) };
      return shape.unary(node, 'operand');
    }
    case 'binary_expression':
      return shape.binary(node);
    case 'composite_literal':
      return composite(node, required(node, 'type'), required(node, 'body'), lower);
    case 'type_assertion_expression':
      return asserted(node, lower);
    case 'func_literal':
      return functionExpression(functionOf(node, lower));
    default:
      return literalOf(node) ?? unsupported(node);
  }
}
