import { Unreadable, type Span } from '../syntax';
import { choose, condition, counted, each, loop, type Flow } from './control';
import { attempt, raise } from './exceptions';
import { assignItems, assignTo, destructure, namesCells } from './assign';
import { Leaving, type Completion } from './completion';
import { functionData, update } from './evaluate';
import type { Expr, Pattern, Stmt } from './ir';
import type { Machine } from './machine';
import type { Observer } from './updates/observer';
import { addMethod, classBox, lateClass } from './classes';
import { joined } from './overloads';
import { valueOrCell } from './places';
import { Scope, type Box, type FunctionData } from './values';

export function run(m: Machine, body: readonly Stmt[], scope: Scope): Completion | undefined {
  const { observer } = m.recorder;
  if (observer) return observed(m, observer, body, scope);
  for (const statement of body) {
    const completion = execute(m, statement, scope);
    if (completion) return completion;
  }
  return undefined;
}

function observed(m: Machine, observer: Observer, body: readonly Stmt[], scope: Scope): Completion | undefined {
  observer.open(scope.kind === 'function');
  let completion: Completion | undefined;
  try {
    for (const statement of body) {
      observer.enter(statement, m, scope);
      try {
        completion = execute(m, statement, scope);
      } finally {
        observer.leave();
      }
      if (completion) break;
    }
  } finally {
    observer.close(completion);
  }
  return completion;
}

/** A compound statement whose parts are run at once. */
function through(m: Machine, flow: Flow): Completion | undefined {
  let step = flow.next();
  while (!step.done) {
    const { body, scope, isRound } = step.value;
    let completion: Completion | undefined;
    try {
      completion = isRound ? run(m, body, new Scope(scope, scope.frame, 'block')) : block(m, body, scope);
    } catch (error) {
      step = flow.throw(error);
      continue;
    }
    step = flow.next(completion);
  }
  return step.value;
}

/** A block that runs once where it stands. */
function block(m: Machine, body: readonly Stmt[], parent: Scope): Completion | undefined {
  const [only] = body;
  if (body.length === 1 && only?.do === 'block' && only.bare) return run(m, body, parent);
  const own = new Scope(parent, parent.frame, 'block');
  own.once = parent.kind !== 'block' || parent.once;
  return run(m, body, own);
}

function end(m: Machine, at: Span): undefined {
  m.recorder.end(at, m.frame);
  return undefined;
}

export function execute(m: Machine, s: Stmt, scope: Scope): Completion | undefined {
  try {
    return perform(m, s, scope);
  } catch (error) {
    if (error instanceof Leaving) return error.completion;
    throw error;
  }
}

function perform(m: Machine, s: Stmt, scope: Scope): Completion | undefined {
  m.count(s.at);
  m.frame.now = s.at;
  switch (s.do) {
    case 'nothing':
      return undefined;
    case 'unsupported':
      return m.fail(s.at, s.what);
    case 'expression':
      if (s.expression.op === 'update') update(m, s.expression, scope, true);
      else m.evaluate(s.expression, scope);
      {
        end(m, s.at);
        return;
      }
    case 'assign':
      assign(m, s.targets, s.value, scope);
      {
        end(m, s.at);
        return;
      }
    case 'declare': {
      declare(m, s, scope);
      end(m, s.at);
      return;
    }
    case 'if':
      return block(m, condition(m, s.test, scope) ? s.then : s.otherwise, scope);
    case 'while':
      return through(m, loop(m, s, scope));
    case 'for':
      return through(m, counted(m, s, scope));
    case 'each':
      return through(m, each(m, s, scope));
    case 'block': {
      const completion = s.bare ? run(m, s.body, scope) : block(m, s.body, scope);
      const isLeft = completion?.kind === 'break' && completion.label !== undefined && completion.label === s.label;
      return isLeft ? undefined : completion;
    }
    case 'function': {
      if (s.into !== undefined && addMethod(m, s.declaration, s.into, scope)) return undefined;
      const made = functionOf(m, s, scope);
      const known = s.declaration.known ?? s.declaration.name;
      const old = m.dialect.fit && scope.variables.get(known)?.box?.data;
      const data = old?.t === 'function' ? joined(old, made) : made;
      destructure(m, nameOf(known, s.at, scope), m.fresh(data), scope);
      return undefined;
    }
    case 'class':
      if (m.dialect.classScopes) lateClass(m, s.declaration, scope);
      else destructure(m, nameOf(s.declaration.name, s.at, scope), classBox(m, s.declaration, scope), scope);
      return undefined;
    case 'decorate':
      decorate(m, s, scope);
      return undefined;
    case 'return': {
      const value = s.value && m.evaluate(s.value, scope);
      end(m, s.at);
      return { kind: 'return', ...(value && { value }) };
    }
    case 'yield': {
      const value = m.evaluate(s.value, scope);
      end(m, s.at);
      return { kind: 'yield', value };
    }
    case 'throw':
      return raise(m, s, scope);
    case 'try':
      return through(m, attempt(m, s, scope));
    case 'break':
    case 'continue':
      return { kind: s.do, label: s.label };
    case 'delete':
      remove(m, s, scope);
      {
        end(m, s.at);
        return;
      }
    case 'switch':
      return through(m, choose(m, s, scope));
    case 'scope':
      for (const name of s.names) {
        const other = s.kind === 'global' ? scope.top : outer(scope, name);
        if (!other) m.fail(s.at, `no variable ${name} around this function`);
        scope.variables.delete(name);
        scope.elsewhere.set(name, other);
      }
      return undefined;
    case 'import':
      for (const { module, member, as } of s.names) {
        const whole = member === undefined ? module : `${module}.${member}`;
        const known = m.dialect.builtin(whole) ?? m.dialect.known?.(m, whole);
        if (!known && scope.imports?.(as)) {
          // From here on the name is that of the other file, whatever stood for it before.
          scope.variables.delete(as);
          continue;
        }
        const box = known ? m.fresh(known) : m.unknown(as);
        destructure(m, nameOf(as, s.at, scope), box, scope);
      }
      return undefined;
  }
}

function decorate(m: Machine, s: Stmt & { do: 'decorate' }, scope: Scope): void {
  const old = scope.find(s.name)?.box?.data;
  const target = nameOf(s.name, s.at, scope);
  try {
    destructure(m, target, m.evaluate(s.value, scope), scope);
  } catch (error) {
    if (!(error instanceof Unreadable) || error.kind === 'bounds' || old?.t !== 'function') throw error;
    const { at, reason } = error;
    const body = (): Stmt[] => [{ at, do: 'unsupported', what: reason }];
    const any = { at, pattern: { at, to: 'nothing' as const }, rest: true };
    const declaration = { ...old.declaration, body, parameters: [any] };
    destructure(m, target, m.fresh({ ...old, declaration }), scope);
  }
}

/** A static method of a class is that of the class: it knows the others of it. */
function functionOf(m: Machine, s: Stmt & { do: 'function' }, scope: Scope): FunctionData {
  const type = s.of === undefined ? undefined : scope.find(s.of)?.box?.data;
  const method = type?.t === 'class' ? type.methods.get(s.declaration.name) : undefined;
  return method ?? functionData(m, s.declaration, scope);
}

function nameOf(name: string, at: Span, scope: Scope): Pattern {
  if (scope.around) return { at, to: 'name', name };
  return scope.kind === 'block'
    ? { at, to: 'name', name, declare: 'block' }
    : { at, to: 'name', name, declare: 'function' };
}

function outer(scope: Scope, name: string): Scope | undefined {
  for (let at = scope.parent; at; at = at.parent) if (at.variables.has(name)) return at;
  return undefined;
}

function assign(m: Machine, targets: readonly Pattern[], value: Expr, scope: Scope): Box {
  const [only] = targets;
  // The values of `a, b = b, a` are read before any is written; no tuple needs to be made for that.
  if (
    targets.length === 1 &&
    only?.to === 'sequence' &&
    value.op === 'sequence' &&
    value.items.every((item) => item.op !== 'spread')
  ) {
    assignItems(m, only, value.items, scope);
    return m.absent();
  }
  if (targets.length === 1 && only) return assignTo(m, only, value, { start: only.at.start, end: value.at.end }, scope);
  const box = m.evaluate(value, scope);
  for (const target of targets) destructure(m, target, box, scope);
  return box;
}

function declare(m: Machine, s: Stmt & { do: 'declare' }, scope: Scope): void {
  if (s.unlessTypes?.some((name) => scope.find(name)?.box?.data.t === 'class')) return;
  if (s.unique && s.target.to === 'name' && scope.variables.get(s.target.name)?.box)
    m.fail(s.at, `${s.target.name} is a static field of two classes, which is not followed: give one another name`);
  if (s.once && s.target.to === 'name') {
    const known = m.statics.get(s);
    if (known) {
      scope.variables.set(s.target.name, known);
      return;
    }
  }
  if (s.value && s.target.to === 'name' && isAlias(m, s.target.type)) {
    const offered = m.dialect.offered?.(m, s.value, scope)?.place;
    const { box, place } = offered ? { box: offered.read(), place: offered } : valueOrCell(m, s.value, scope);
    // Without a cell, as in `const int &x = f();`, it is a variable like any other.
    if (place) m.declare(scope, s.target.name).alias = place;
    else destructure(m, s.target, box, scope);
  } else if (s.value && namesCells(m, s.target)) destructure(m, s.target, m.evaluate(s.value, scope), scope);
  else if (s.value) assign(m, [s.target], s.value, scope);
  else unset(m, s.target, s, scope);
  if (s.isFixed) fix(s.target, scope);
  const variable = s.once && s.target.to === 'name' ? scope.variables.get(s.target.name) : undefined;
  if (variable) m.statics.set(s, variable);
}

function fix(target: Pattern, scope: Scope): void {
  if (target.to === 'sequence') for (const item of target.items) fix(item, scope);
  const variable = target.to === 'name' ? scope.find(target.name) : undefined;
  if (variable) variable.isFixed = true;
}

function isAlias(m: Machine, type: string | undefined): boolean {
  return type !== undefined && m.dialect.isAlias?.(type) === true;
}

/** Variables that are declared without a value: some languages give them one, else they must get it before they are read. */
function unset(m: Machine, target: Pattern, s: Stmt & { do: 'declare' }, scope: Scope): void {
  if (target.to === 'sequence') {
    for (const item of target.items) unset(m, item, s, scope);
    return;
  }
  if (target.to !== 'name') return m.fail(s.at, 'a declaration without a value');
  const home = target.declare === 'block' ? scope : scope.function;
  const known = home.variables.get(target.name);
  // `var x` again leaves the value as it is.
  if (target.declare === 'function' && known?.box) return;
  const variable = m.declare(home, target.name, target.type, target.declare === 'block');
  // A loop's round has a variable of its own.
  variable.box = null;
  const box = m.dialect.initial?.(m, s.type ?? '', s.at, scope);
  if (box) variable.box = m.recorder.put(box, variable.owner, s.at);
}

function remove(m: Machine, { target, lenient }: Stmt & { do: 'delete' }, scope: Scope): void {
  const { at } = target;
  if (target.op === 'name') {
    const variable = scope.find(target.name);
    if (!variable?.box && lenient) return;
    if (!variable?.box) return m.fail(at, `${target.name} has no value`);
    variable.box = null;
    m.recorder.touch(variable.owner);
    return;
  }
  if (!m.dialect.remove) return m.fail(at, 'this cannot be deleted');
  if (target.op === 'index') {
    m.dialect.remove(m, m.evaluate(target.object, scope), m.evaluate(target.index, scope), at);
  } else if (target.op === 'slice') {
    const object = m.evaluate(target.object, scope);
    m.dialect.remove(
      m,
      object,
      {
        ...(target.low && { low: m.evaluate(target.low, scope) }),
        ...(target.high && { high: m.evaluate(target.high, scope) }),
        ...(target.step && { step: m.evaluate(target.step, scope) }),
      },
      at,
    );
  } else if (target.op === 'member') {
    m.dialect.remove(m, m.evaluate(target.object, scope), m.fresh({ t: 'str', v: target.name }), at);
  } else m.fail(at, 'this cannot be deleted');
}
