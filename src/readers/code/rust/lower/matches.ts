import type { Expr, Stmt } from '../../core/ir';
import { at, required } from '../../core/lowering';
import { allOf, matching, subjectOf } from '../patterns';
import { field, named, type Syntax } from '../../syntax';
import { blockValue } from './blocks';
import type { Lower } from './lower';
import { shapesBy } from './targets';

interface Arm {
  shape: Syntax;
  guard: Syntax | undefined;
  value: Syntax;
}

function armsOf(node: Syntax): Arm[] {
  return named(required(node, 'body'))
    .filter(({ type }) => type === 'match_arm')
    .flatMap((arm) => {
      const whole = required(arm, 'pattern');
      const guard = field(whole, 'condition');
      const shape = whole.children.find((one) => one !== guard && (one.named || one.type === '_')) ?? whole;
      const value = required(arm, 'value');
      // Alternatives that name variables, as in `(Some(x), None) | (None, Some(x))`, are arms of their own.
      const shapes = shape.type === 'or_pattern' && /[(@{]/.test(shape.text) ? alternatives(shape) : [shape];
      return shapes.map((one) => ({ shape: one, guard, value }));
    });
}

function alternatives(node: Syntax): Syntax[] {
  return node.type === 'or_pattern' ? named(node).flatMap(alternatives) : [node];
}

/** A value, a path such as `Ordering::Less`, several of them, or anything. */
function isPlain({ shape: one, guard }: Arm): boolean {
  const isValue = ({ type }: Syntax): boolean => /literal$|^scoped_identifier$/.test(type);
  return !guard && (one.type === '_' || isValue(one) || (one.type === 'or_pattern' && named(one).every(isValue)));
}

export function match(node: Syntax, branch: (node: Syntax) => Stmt[], lower: Lower): Stmt {
  const arms = armsOf(node);
  const value = lower.expression(required(node, 'value'));
  if (arms.every(isPlain)) {
    const cases = arms.map((arm) => ({ tests: testsOf(arm.shape, lower), body: branch(arm.value) }));
    return { at: at(node), do: 'switch', subject: value, cases, falls: false };
  }
  const { take, subject } = subjectOf(
    node,
    value,
    arms.map((arm) => arm.shape),
  );
  const chosen = arms.reduceRight<Stmt[]>((otherwise, arm) => {
    const { tests, binds } = matching(arm.shape, subject, shapesBy(lower, arm.value));
    const test = allOf([...tests, ...guarded(arm, binds, lower)]);
    const then = [...binds, ...branch(arm.value)];
    return test
      ? [{ at: at(arm.value), do: 'if', test, then, otherwise }]
      : [{ at: at(arm.value), do: 'block', body: then }];
  }, []);
  return { at: at(node), do: 'block', body: [take, ...chosen] };
}

function testsOf(node: Syntax, lower: Lower): Expr[] | null {
  if (node.type === '_') return null;
  return (node.type === 'or_pattern' ? named(node) : [node]).map(lower.expression);
}

/** The condition behind a pattern knows the variables of the pattern. */
function guarded({ guard }: Arm, binds: Stmt[], lower: Lower): Expr[] {
  return guard ? [{ at: at(guard), op: 'block', body: binds, value: lower.expression(guard) }] : [];
}

/** Whether a value fits the one arm of a `match`. */
export function fits(node: Syntax, { value, arms }: { value: Syntax; arms: Syntax }, lower: Lower): Expr {
  const all = armsOf(arms);
  const { take, subject } = subjectOf(
    node,
    lower.expression(value),
    all.map(({ shape }) => shape),
  );
  const truth = (v: boolean): Expr => ({ at: at(node), op: 'literal', value: { t: 'bool', v } });
  const found = all.reduceRight<Expr>((otherwise, arm) => {
    const { tests, binds } = matching(arm.shape, subject, shapesBy(lower, node));
    const test = allOf([...tests, ...guarded(arm, binds, lower)]);
    return test ? { at: at(node), op: 'conditional', test, then: truth(true), otherwise } : truth(true);
  }, truth(false));
  return { at: at(node), op: 'block', body: [take], value: found };
}

/** A `match` whose arms are values. */
export function matched(node: Syntax, lower: Lower): Expr {
  const arms = armsOf(node);
  const shapes = arms.map((arm) => arm.shape);
  const { take, subject } = subjectOf(node, lower.expression(required(node, 'value')), shapes);
  const none: Expr = { at: at(node), op: 'unsupported', what: 'no arm of this match fits' };
  const value = arms.reduceRight<Expr>((otherwise, arm) => {
    const { tests, binds } = matching(arm.shape, subject, shapesBy(lower, arm.value));
    const test = allOf([...tests, ...guarded(arm, binds, lower)]);
    const then: Expr = { at: at(arm.value), op: 'block', body: binds, value: blockValue(arm.value, lower) };
    return test ? { at: at(arm.value), op: 'conditional', test, then, otherwise } : then;
  }, none);
  return { at: at(node), op: 'block', body: [take], value };
}
