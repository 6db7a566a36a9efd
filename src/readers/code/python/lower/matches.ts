import type { Expr, Pattern, Stmt } from '../../core/ir';
import { at, calling, name, required, shapes, truth, unsupported, unsupportedStatement } from '../../core/lowering';
import { field, fields, named, ofType, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** What has to hold of a subject, and what gets which part of it where all of it holds. */
interface Case {
  tests: Expr[];
  binds: Expr[];
}

const SUBJECT = ' subject';

/** `match` as a chain of conditions: https://docs.python.org/3/reference/compound_stmts.html#the-match-statement. */
export function matching(node: Syntax, lower: Lower): Stmt {
  const place = { at: at(node) };
  const subjects = fields(node, 'subject');
  const [only] = subjects;
  if (!only) return unsupportedStatement(node);
  const value: Expr =
    subjects.length === 1
      ? lower.expression(only)
      : { ...place, op: 'sequence', flavor: 'tuple', items: subjects.map(lower.expression) };
  const clauses = named(required(node, 'body')).filter(({ type }) => type === 'case_clause');
  const chain = clauses.reduceRight<Stmt[]>((otherwise, one) => [clause(one, otherwise, lower)], []);
  const subject: Pattern = { ...place, to: 'name', name: SUBJECT, declare: 'block' };
  return { ...place, do: 'block', body: [{ ...place, do: 'declare', target: subject, value }, ...chain] };
}

function clause(node: Syntax, otherwise: Stmt[], lower: Lower): Stmt {
  const place = { at: at(node) };
  const patterns = named(node).filter(({ type }) => type === 'case_pattern');
  const guard = field(node, 'guard');
  const [test] = guard ? named(guard) : [];
  const subject: Expr = { ...place, op: 'name', name: SUBJECT };
  const [only] = patterns;
  const found = patterns.length === 1 && only ? caseOf(only, subject, lower) : sequence(node, patterns, subject, lower);
  const last = test ? lower.expression(test) : truth(node, true);
  // Names are bound only where the whole pattern holds, and before the guard is asked.
  const bound: Expr = { ...place, op: 'all', parts: [...found.binds, last] };
  return shapes(lower).branch(node, { test: conjunction(node, found.tests, bound), otherwise });
}

function caseOf(node: Syntax, subject: Expr, lower: Lower): Case {
  const place = { at: at(node) };
  const inner = named(node);
  const [first] = inner;
  if (node.type === 'case_pattern') {
    if (node.children[0]?.type === '-') return holds(node, '==', subject, lower.expression(negative(node)));
    if (node.text === '_') return { tests: [], binds: [] };
    return first && inner.length === 1 ? caseOf(first, subject, lower) : refused(node);
  }
  switch (node.type) {
    case 'dotted_name':
      if (inner.length === 1 && first)
        return node.text === '_' ? { tests: [], binds: [] } : bind(first, subject, lower);
      return holds(node, '==', subject, dotted(inner));
    case 'none':
    case 'true':
    case 'false':
      return holds(node, 'is', subject, lower.expression(node));
    case 'string':
    case 'integer':
    case 'float':
    case 'concatenated_string':
      return holds(node, '==', subject, lower.expression(node));
    case 'union_pattern': {
      const all = inner.map((one) => caseOf(one, subject, lower));
      if (all.some(({ binds }) => binds.length > 0)) return refused(node);
      const tests = all.map((one) => conjunction(node, one.tests));
      const [head, ...rest] = tests;
      if (!head) return refused(node);
      return {
        tests: [rest.reduce<Expr>((left, right) => ({ ...place, op: 'logical', operator: 'or', left, right }), head)],
        binds: [],
      };
    }
    case 'as_pattern': {
      const target = inner.at(-1);
      if (!first || !target) return refused(node);
      const { tests, binds } = caseOf(first, subject, lower);
      return { tests, binds: [...binds, ...bind(target, subject, lower).binds] };
    }
    case 'list_pattern':
    case 'tuple_pattern':
      // `(p)` is `p`, `(p,)` a sequence of one.
      if (node.type === 'tuple_pattern' && inner.length === 1 && first && !ofType(node, ','))
        return caseOf(first, subject, lower);
      return sequence(node, inner, subject, lower);
    case 'class_pattern':
      return instance(node, subject, lower);
    default:
      return refused(node);
  }
}

function sequence(node: Syntax, items: readonly Syntax[], subject: Expr, lower: Lower): Case {
  const place = { at: at(node) };
  const star = items.findIndex((one) => named(one)[0]?.type === 'splat_pattern');
  const count = star < 0 ? items.length : items.length - 1;
  const number = (v: number): Expr => ({ ...place, op: 'literal', value: { t: 'int', v: BigInt(v) } });
  const fits = calling(node, ' fits', [subject, number(count), truth(node, star < 0)]);
  const all = items.map((one, index): Case => {
    if (index === star) {
      const target = named(named(one)[0] ?? one)[0];
      if (!target || target.text === '_') return { tests: [], binds: [] };
      const behind = items.length - 1 - index;
      const rest: Expr = {
        ...place,
        op: 'slice',
        object: subject,
        low: number(index),
        ...(behind > 0 && { high: number(-behind) }),
      };
      return bind(
        target,
        { ...place, op: 'sequence', flavor: 'list', items: [{ ...place, op: 'spread', value: rest }] },
        lower,
      );
    }
    const position = star >= 0 && index > star ? index - items.length : index;
    return caseOf(one, { ...place, op: 'index', object: subject, index: number(position) }, lower);
  });
  return { tests: [fits, ...all.flatMap(({ tests }) => tests)], binds: all.flatMap(({ binds }) => binds) };
}

/** Types whose pattern takes the whole subject in its parentheses. */
const WHOLE = new Set(['bool', 'float', 'int', 'str', 'list', 'tuple', 'dict', 'set']);

function instance(node: Syntax, subject: Expr, lower: Lower): Case {
  const place = { at: at(node) };
  const [type, ...given] = named(node);
  if (!type) return refused(node);
  const isInstance = calling(node, 'isinstance', [subject, dotted(named(type))]);
  const [only] = given;
  const inner = given.map((one): Case => {
    const [keyword] = named(one);
    if (keyword?.type !== 'keyword_pattern')
      return WHOLE.has(type.text) && one === only && given.length === 1 ? caseOf(one, subject, lower) : refused(one);
    const [key, value] = named(keyword);
    if (!key || !value) return refused(one);
    return caseOf(value, { ...place, op: 'member', object: subject, name: key.text }, lower);
  });
  return { tests: [isInstance, ...inner.flatMap(({ tests }) => tests)], binds: inner.flatMap(({ binds }) => binds) };
}

function holds(node: Syntax, operator: string, subject: Expr, right: Expr): Case {
  return { tests: [{ at: at(node), op: 'compare', first: subject, rest: [{ operator, right }] }], binds: [] };
}

function bind(target: Syntax, value: Expr, { pattern }: Lower): Case {
  return { tests: [], binds: [{ at: at(target), op: 'assign', target: pattern(target), value }] };
}

/** Whether all of this holds. */
function conjunction(node: Syntax, tests: readonly Expr[], last = truth(node, true)): Expr {
  const place = { at: at(node) };
  return tests.reduceRight<Expr>((right, left) => ({ ...place, op: 'logical', operator: 'and', left, right }), last);
}

function dotted(names: readonly Syntax[]): Expr {
  const [first, ...rest] = names;
  const base: Expr = first ? name(first) : { at: { start: 0, end: 0 }, op: 'unsupported', what: 'a name is missing' };
  return rest.reduce<Expr>((object, one) => ({ at: at(one), op: 'member', object, name: one.text }), base);
}

function negative(node: Syntax): Syntax {
  const [number] = named(node);
  const operand = node.like('integer', number?.start ?? node.start, node.end, true, 'argument');
  const inner = number ? number.instead(number.type, number.children, 'argument') : operand;
  const sign = node.children[0]?.instead('-', [], 'operator');
  return node.instead('unary_operator', [...(sign ? [sign] : []), inner]);
}

function refused(node: Syntax): Case {
  return { tests: [unsupported(node)], binds: [] };
}
