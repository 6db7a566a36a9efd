import type { Expr, Pattern, Stmt } from '../../core/ir';
import { at, calling, name, only, required } from '../../core/lowering';
import { allOf, matching, subjectOf } from '../patterns';
import { field, type Syntax } from '../../syntax';
import { blockValue, parts } from './blocks';
import type { Lower } from './lower';
import { match } from './matches';
import { shapesBy } from './targets';

/** What may be left by some of its branches. */
const BRANCHES: ReadonlySet<string> = new Set(['match_expression', 'if_expression', 'block']);
const LEAVES = /\b(return|break|continue)\b/;

/** Whether branches are a value that some of them leave the function or a loop for. */
export function isLeft(value: Syntax): boolean {
  return LEAVES.test(value.text) && BRANCHES.has(value.type);
}

export function branchedLet(node: Syntax, target: Pattern, value: Syntax, lower: Lower): Stmt[] {
  const hidden: Pattern = { at: at(value), to: 'name', name: `the value at ${node.start}`, declare: 'block' };
  const cell = name(value, `the value at ${node.start}`);
  const give = (one: Syntax): Stmt[] => [
    { at: at(one), do: 'assign', targets: [{ at: at(one), to: 'place', place: cell }], value: lower.expression(one) },
  ];
  const filled: Stmt[] =
    value.type === 'block'
      ? [{ at: at(value), do: 'block', body: ending(value, give, lower) }]
      : ending(value, give, lower);
  return [
    { at: at(value), do: 'declare', target: hidden },
    ...filled,
    { at: at(node), do: 'declare', target, value: cell },
  ];
}

/** A pattern that names the parts of a structure or a slice: `let Point { x, y } = p`, `let [first, ..] = a`. */
export function isParted({ type }: Syntax): boolean {
  return type === 'struct_pattern' || type === 'tuple_struct_pattern' || type === 'slice_pattern';
}

/** `let Some(x) = value else { … }`, and patterns that always fit. */
export function letElse(node: Syntax, value: Syntax, alternative: Syntax | undefined, lower: Lower): Stmt[] {
  const { take, subject } = subjectOf(node, lower.expression(value), [required(node, 'pattern')]);
  const { tests, binds } = matching(required(node, 'pattern'), subject, shapesBy(lower));
  const test = allOf(tests);
  const leave: Stmt[] =
    test && alternative
      ? [
          {
            at: at(node),
            do: 'if',
            test,
            then: [],
            otherwise: lower.body(alternative.type === 'block' ? alternative : only(alternative)),
          },
        ]
      : [];
  return [take, ...leave, ...binds];
}

/** A function's body: the expression at its end, or at the end of its branches, is what it gives. */
export function returning(node: Syntax | undefined, lower: Lower): Stmt[] {
  return ending(node, (one) => [{ at: at(one), do: 'return', value: lower.expression(one) }], lower);
}

/** Statements that do something with the expression at their end, or at the end of their branches. */
function ending(node: Syntax | undefined, give: (node: Syntax) => Stmt[], lower: Lower): Stmt[] {
  if (!node) return [];
  const within = (one: Syntax | undefined): Stmt[] => ending(one, give, lower);
  if (node.type === 'else_clause') return within(only(node));
  if (node.type === 'block') {
    const { before, last } = parts(node);
    if (!last) return lower.block(before);
    const end: Stmt[] = last.type === 'block' ? [{ at: at(last), do: 'block', body: within(last) }] : within(last);
    return [...lower.block(before), ...end];
  }
  if (node.type === 'if_expression') return [ifOf(node, within, lower)];
  if (node.type === 'match_expression') return [match(node, within, lower)];
  return STATEMENTS.has(node.type) ? lower.control(node, node) : give(node);
}

/** What gives nothing where it stands at the end of a block. */
const STATEMENTS: ReadonlySet<string> = new Set([
  'while_expression',
  'for_expression',
  'loop_expression',
  'return_expression',
  'break_expression',
  'continue_expression',
  'assignment_expression',
  'compound_assignment_expr',
]);

export function ifOf(node: Syntax, branch: (node: Syntax | undefined) => Stmt[], lower: Lower): Stmt {
  const place = { at: at(node) };
  const test = required(node, 'condition');
  const then = branch(field(node, 'consequence'));
  const otherwise = branch(field(node, 'alternative'));
  if (test.type !== 'let_condition') return { ...place, do: 'if', test: lower.expression(test), then, otherwise };
  const { take, subject } = subjectOf(test, lower.expression(required(test, 'value')), [required(test, 'pattern')]);
  const { tests, binds } = matching(required(test, 'pattern'), subject, shapesBy(lower, field(node, 'consequence')));
  const inner: Stmt[] = [...binds, ...then];
  const whole = allOf(tests);
  const choice: Stmt = whole
    ? { ...place, do: 'if', test: whole, then: inner, otherwise }
    : { ...place, do: 'block', body: inner };
  return { ...place, do: 'block', body: [take, choice] };
}

/** A branch that is a value. */
export function ifValue(node: Syntax, lower: Lower): Expr {
  const place = { at: at(node) };
  const otherwise = field(node, 'alternative');
  const condition = required(node, 'condition');
  if (!otherwise) return { ...place, op: 'block', body: lower.control(node, node) };
  if (condition.type === 'let_condition') {
    const { take, subject } = subjectOf(condition, lower.expression(required(condition, 'value')), [
      required(condition, 'pattern'),
    ]);
    const { tests, binds } = matching(
      required(condition, 'pattern'),
      subject,
      shapesBy(lower, field(node, 'consequence')),
    );
    const then: Expr = { ...place, op: 'block', body: binds, value: blockValue(required(node, 'consequence'), lower) };
    const test = allOf(tests);
    if (!test) return { ...place, op: 'block', body: [take], value: then };
    const choice: Expr = { ...place, op: 'conditional', test, then, otherwise: blockValue(only(otherwise), lower) };
    return { ...place, op: 'block', body: [take], value: choice };
  }
  return {
    ...place,
    op: 'conditional',
    test: lower.expression(required(node, 'condition')),
    then: blockValue(required(node, 'consequence'), lower),
    otherwise: blockValue(only(otherwise), lower),
  };
}

/** `x?`: where there is nothing in it, the function gives that back. */
export function passingOn(node: Syntax, value: Expr): Expr {
  const place = { at: at(node) };
  const { take, subject } = subjectOf(node, value, []);
  const ask = (what: string): Expr => calling(node, what, [subject]);
  const leave: Stmt = { ...place, do: 'return', value: ask('passed on') };
  const body: Stmt[] = [take, { ...place, do: 'if', test: ask('is none'), then: [leave], otherwise: [] }];
  return { ...place, op: 'block', body, value: subject };
}
