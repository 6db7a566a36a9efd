import type { Expr, Pattern, Stmt } from '../core/ir';
import { at, calling, name, required, unsupported } from '../core/lowering';
import { field, named, type Syntax } from '../syntax';
import { sliceOf } from './slice-patterns';

/** What has to hold for a pattern to fit, looked at from left to right, and the variables that it makes then. */
export interface Match {
  tests: Expr[];
  binds: Stmt[];
}

/** How the parts of patterns are lowered: values, and variables. */
export interface Lowering {
  expression: (node: Syntax) => Expr;
  pattern: (node: Syntax) => Pattern;
  /** Whether a name is written through where it is known: what it names is a reference then, not a copy. */
  isWritten?: (name: string) => boolean;
}

/**
 * A value that is taken once and then looked at by patterns, by a name that no program can have. Patterns with `ref` name
 * parts of the cell that it stands in.
 */
export function subjectOf(node: Syntax, of: Expr, shapes: readonly Syntax[]): { take: Stmt; subject: Expr } {
  const label = `the value at ${node.start}`;
  const isCell = ['name', 'index', 'member', 'deref'].includes(of.op);
  const value: Expr = isCell && shapes.some(hasReference) ? { at: of.at, op: 'address', place: of } : of;
  return {
    take: {
      at: value.at,
      do: 'declare',
      target: { at: value.at, to: 'name', name: label, declare: 'block', type: '*' },
      value,
    },
    subject: { at: value.at, op: 'name', name: label },
  };
}

function hasReference(shape: Syntax): boolean {
  return shape.type === 'ref_pattern' || shape.children.some(hasReference);
}

/** All of these hold; undefined where there is nothing that has to. */
export function allOf(tests: readonly Expr[]): Expr | undefined {
  const [first, ...rest] = tests;
  if (!first) return undefined;
  return rest.reduce((left, right): Expr => ({ at: right.at, op: 'logical', operator: 'and', left, right }), first);
}

export function matching(node: Syntax, subject: Expr, lower: Lowering): Match {
  const place = { at: at(node) };
  const inner = (one: Syntax, part: Expr): Match => matching(one, part, lower);
  switch (node.type) {
    case '_':
      return { tests: [], binds: [] };
    case 'identifier':
      if (node.text === 'None') return { tests: [isNone(node, subject)], binds: [] };
      // Constants and variants begin with a capital; everything else is a new variable.
      if (/^[A-Z]/.test(node.text)) return { tests: [equal(node, subject, name(node))], binds: [] };
      return bound(node, lower.pattern(node), subject, lower);
    case 'mut_pattern':
    case 'ref_pattern':
    case 'reference_pattern': {
      const last = named(node).at(-1);
      const hole = node.children.find(({ type }) => type === '_');
      return last ? inner(last, subject) : hole ? inner(hole, subject) : refused(node);
    }
    case 'captured_pattern': {
      const [label, shape] = patternsOf(node);
      return label && shape ? both([inner(label, subject), inner(shape, subject)]) : refused(node);
    }
    case 'or_pattern': {
      const all = patternsOf(node).map((one) => inner(one, subject));
      if (all.some(({ binds }) => binds.length > 0)) return refused(node);
      const tests = all.map((one) => allOf(one.tests) ?? truth(node));
      const [first, ...rest] = tests;
      if (!first) return refused(node);
      return {
        tests: [rest.reduce((left, right): Expr => ({ ...place, op: 'logical', operator: 'or', left, right }), first)],
        binds: [],
      };
    }
    case 'range_pattern':
      return range(node, subject, lower);
    case 'tuple_pattern': {
      const items = patternsOf(node);
      if (items.some(({ type }) => type === 'remaining_field_pattern')) return refused(node);
      return both(items.map((one, index) => inner(one, element(one, subject, index))));
    }
    case 'slice_pattern': {
      const { test, parts } = sliceOf(node, patternsOf(node), subject);
      return both([{ tests: [test], binds: [] }, ...parts.map(({ shape, part }) => inner(shape, part))]);
    }
    case 'tuple_struct_pattern': {
      const [held, ...others] = patternsOf(node).filter((one) => one.field !== 'type');
      const form = required(node, 'type').text;
      if (form === 'Reverse' && held && others.length === 0) return inner(held, element(held, subject, 0));
      if (form === 'Err' && held && others.length === 0) return failing(node, held, subject, lower);
      if (!['Some', 'Ok'].includes(form)) return variant(node, subject, lower);
      if (!held || others.length > 0) return refused(node);
      return both([{ tests: [isSome(node, subject)], binds: [] }, inner(held, subject)]);
    }
    case 'struct_pattern':
      return both([
        ...(required(node, 'type').type === 'scoped_type_identifier' ? [isOf(node, subject, lower)] : []),
        ...named(node)
          .filter((one) => one.type === 'field_pattern')
          .map((one) => {
            const label = required(one, 'name');
            const part: Expr = { at: at(one), op: 'member', object: subject, name: label.text };
            const shape = field(one, 'pattern');
            if (shape) return inner(shape, part);
            return bound(label, { at: at(label), to: 'name', name: label.text, declare: 'block' }, part, lower);
          }),
      ]);
    default:
      if (/literal$|^scoped_identifier$/.test(node.type))
        return { tests: [equal(node, subject, lower.expression(node))], binds: [] };
      return refused(node);
  }
}

/** A variable for a part of what is matched. */
function bound(node: Syntax, target: Pattern, part: Expr, lower: Lowering): Match {
  const isCell = part.op === 'member' && lower.isWritten?.(node.text);
  const value: Expr = isCell ? { at: at(node), op: 'address', place: part } : part;
  return { tests: [], binds: [{ at: at(node), do: 'declare', target, value }] };
}

/** `Shape::Circle(r)`, `Meters(m)`: the parts have places, of which `..` passes over the last ones. */
function variant(node: Syntax, subject: Expr, lower: Lowering): Match {
  const parts = patternsOf(node).filter((one) => one.field !== 'type');
  const rest = parts.findIndex(({ type }) => type === 'remaining_field_pattern');
  if (rest >= 0 && rest < parts.length - 1) return refused(node);
  const named = rest < 0 ? parts : parts.slice(0, rest);
  return both([
    isOf(node, subject, lower),
    ...named.map((one, index) =>
      matching(one, { at: at(one), op: 'member', object: subject, name: String(index) }, lower),
    ),
  ]);
}

/** What is matched is of the structure or the variant that a pattern names. */
function isOf(node: Syntax, subject: Expr, lower: Lowering): Match {
  const args = [{ value: subject }, { value: lower.expression(required(node, 'type')) }];
  return { tests: [{ at: at(node), op: 'call', callee: name(node, 'is of'), args }], binds: [] };
}

/** `_` is no node of its own to the grammar. */
function patternsOf(node: Syntax): Syntax[] {
  return node.children.filter((one) => one.named || one.type === '_').filter(({ type }) => !/comment$/.test(type));
}

/** An error: what it says is known where it is a plain value. */
function failing(node: Syntax, held: Syntax, subject: Expr, lower: Lowering): Match {
  const tests = [isNone(node, subject)];
  const call = (what: string, of: Expr): Expr => ({
    ...{ at: at(held), op: 'call', callee: name(held, what) },
    args: [{ value: of }],
  });
  if (held.type === '_') return { tests, binds: [] };
  if (held.type === 'identifier') {
    const target: Pattern = { at: at(held), to: 'name', name: held.text, declare: 'block' };
    return { tests, binds: [{ at: at(held), do: 'declare', target, value: call('what it says', subject) }] };
  }
  if (/literal$|^scoped_identifier$/.test(held.type))
    return { tests: [...tests, equal(node, subject, call('Err', lower.expression(held)))], binds: [] };
  return refused(node);
}

function both(all: readonly Match[]): Match {
  return { tests: all.flatMap(({ tests }) => tests), binds: all.flatMap(({ binds }) => binds) };
}

function refused(node: Syntax): Match {
  return { tests: [unsupported(node)], binds: [] };
}

function truth(node: Syntax): Expr {
  return { at: at(node), op: 'literal', value: { t: 'bool', v: true } };
}

function element(node: Syntax, object: Expr, index: number): Expr {
  return {
    at: at(node),
    op: 'index',
    object,
    index: { at: at(node), op: 'literal', value: { t: 'int', v: BigInt(index) } },
  };
}

function isNone(node: Syntax, subject: Expr): Expr {
  return calling(node, 'is none', [subject]);
}

function isSome(node: Syntax, subject: Expr): Expr {
  return { at: at(node), op: 'unary', operator: 'not', operand: isNone(node, subject) };
}

function equal(node: Syntax, subject: Expr, value: Expr, operator = '=='): Expr {
  return { at: at(node), op: 'compare', first: subject, rest: [{ operator, right: value }] };
}

function range(node: Syntax, subject: Expr, lower: Lowering): Match {
  const dots = node.children.findIndex(({ type }) => type === '..' || type === '..=' || type === '...');
  const low = node.children.slice(0, dots).find((one) => one.named);
  const high = node.children.slice(dots + 1).find((one) => one.named);
  const upper = node.children[dots]?.type === '..' ? '<' : '<=';
  if (dots < 0) return refused(node);
  return {
    tests: [
      ...(low ? [equal(node, subject, lower.expression(low), '>=')] : []),
      ...(high ? [equal(node, subject, lower.expression(high), upper)] : []),
    ],
    binds: [],
  };
}
