import type { Expr, Stmt } from '../../core/ir';
import { at, name, nothing, only, required, shapes, unsupported, unsupportedStatement } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { macro, patternMacro } from '../macros';
import { blockValue } from './blocks';
import { branchedLet, ifOf, ifValue, isLeft, isParted, letElse, passingOn } from './branches';
import { bounds, callOf, rangeOf, repeated, structValue } from './calls';
import { closureOf, enumOf, functionOf, structOf, usedOf } from './items';
import { literalOf } from './literals';
import { loop } from './loops';
import type { Lower } from './lower';
import { fits, match, matched } from './matches';
import { scoped } from './paths';
import { addressOf } from './places';
import { assigned, pattern } from './targets';
import { typed, typeOf } from './types';

/** What tells more of the types beside it. */
const BESIDE: ReadonlySet<string> = new Set(['impl_item', 'trait_item', 'use_declaration']);

/** Rust's syntax tree → the core. Methods stand in `impl` blocks, so they are gathered first. */
export function lowerBlock(nodes: readonly Syntax[]): Stmt[] {
  const beside = nodes.filter(({ type }) => BESIDE.has(type));
  return nodes.flatMap((node) => statement(node, beside));
}

const shape = shapes({ expression, body });
const lower: Lower = { expression, block: lowerBlock, control, body };

function statement(node: Syntax, beside: readonly Syntax[]): Stmt[] {
  const place = { at: at(node) };
  switch (node.type) {
    case 'expression_statement':
      return control(only(node), node);
    case 'let_declaration': {
      const value = field(node, 'value');
      const alternative = field(node, 'alternative');
      if (value && (alternative || isParted(required(node, 'pattern'))))
        return letElse(node, value, alternative, lower);
      const type = field(node, 'type');
      const target = pattern(required(node, 'pattern'), typeOf(type));
      if (value && isLeft(value)) return branchedLet(node, target, value, lower);
      return [{ ...place, do: 'declare', target, ...(value && { value: typed(value, type, lower) }) }];
    }
    case 'const_item':
    case 'static_item': {
      const value = field(node, 'value');
      const type = field(node, 'type');
      const target = pattern(required(node, 'name'), typeOf(type));
      return [{ ...place, do: 'declare', target, ...(value && { value: typed(value, type, lower) }) }];
    }
    case 'function_item':
      return [{ ...place, do: 'function', declaration: functionOf(node, lower) }];
    case 'struct_item':
      return [{ ...place, do: 'class', declaration: structOf(node, beside, lower) }];
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
      return [{ ...place, do: 'class', declaration: enumOf(node, beside, lower) }, ...usedOf(node, beside)];
    case 'macro_invocation':
      return control(node, node);
    default:
      return control(node, node);
  }
}

/** Expressions that are statements: branches, loops, assignments. `whole` includes the semicolon. */
function control(node: Syntax, whole: Syntax): Stmt[] {
  const place = { at: at(whole) };
  switch (node.type) {
    case 'if_expression':
      return [ifOf(node, body, lower)];
    case 'while_expression':
    case 'loop_expression':
    case 'for_expression':
      return [loop(node, lower)];
    case 'match_expression':
      return [match(node, body, lower)];
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
      return [shape.assignment(whole, node, assigned(required(node, 'left'), lower))];
    default:
      return [{ ...place, do: 'expression', expression: expression(node) }];
  }
}

function body(node: Syntax | undefined): Stmt[] {
  if (!node) return [];
  if (node.type === 'else_clause') return body(only(node));
  return node.type === 'block' ? lowerBlock(named(node)) : control(node, node);
}

function expression(node: Syntax): Expr {
  const place = { at: at(node) };
  switch (node.type) {
    case 'identifier':
    case 'type_identifier':
    case 'self':
      return name(node);
    case 'scoped_identifier':
    case 'scoped_type_identifier':
      return scoped(node);
    case 'negative_literal':
      return { ...place, op: 'unary', operator: '-', operand: expression(only(node)) };
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
        return { ...place, op: 'slice', object: expression(object), ...bounds(index, lower) };
      return { ...place, op: 'index', object: expression(object), index: expression(index) };
    }
    case 'field_expression': {
      const label = required(node, 'field');
      const object = expression(required(node, 'value'));
      if (label.type === 'integer_literal') return { ...place, op: 'index', object, index: expression(label) };
      return { ...place, op: 'member', object, name: label.text };
    }
    case 'call_expression':
      return callOf(node, lower);
    case 'struct_expression':
      return structValue(node, lower);
    case 'reference_expression':
      return addressOf(node, required(node, 'value'), lower);
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
      return shape.assigned(node, assigned(required(node, 'left'), lower));
    case 'type_cast_expression':
      return shape.cast(node, typeOf(field(node, 'type')), 'value');
    case 'range_expression':
      return rangeOf(node, lower);
    case 'if_expression':
      return ifValue(node, lower);
    case 'match_expression':
      return matched(node, lower);
    case 'while_expression':
    case 'for_expression':
    case 'loop_expression':
    case 'return_expression':
    case 'break_expression':
    case 'continue_expression':
      return { ...place, op: 'block', body: control(node, node) };
    case 'block':
      return blockValue(node, lower);
    case 'try_expression':
      return passingOn(node, expression(only(node)));
    case 'closure_expression':
      return closureOf(node, lower);
    case 'macro_invocation': {
      const pattern = patternMacro(node);
      return pattern ? fits(node, pattern, lower) : macro(node, expression);
    }
    default:
      return literalOf(node) ?? unsupported(node);
  }
}
