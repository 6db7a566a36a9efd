import type { Span } from '../syntax';
import { destructure } from './assign';
import { generated } from './generators';
import type { FunctionDeclaration, Parameter, Stmt } from './ir';
import { methodOf } from './ancestry';
import type { Machine } from './machine';
import { chosen } from './overloads';
import { fieldKey } from './keys';
import {
  Scope,
  type Arguments,
  type Box,
  type ClassData,
  type Frame,
  type FunctionData,
  type Place,
  type RecordData,
} from './values';

/** What is called gives a value: functions and classes of the text, and functions of the library. */
export function call(m: Machine, callee: Box, args: Arguments, at: Span): Box {
  const data = callee.data;
  if (data.t === 'builtin') return m.dialect.apply(m, data, args, at).box;
  if (data.t === 'function') return callFunction(m, data, args, at);
  if (data.t === 'class') return construct(m, data, args, at);
  const called = m.dialect.called?.(m, callee, args, at);
  if (called) return called;
  if (data.t === 'unknown') m.fail(at, `${data.name} is not defined here, so what it does is not known`);
  return m.fail(at, `${m.dialect.show(data)} cannot be called`);
}

/** A call with values by their order alone, as libraries make of what they are given. */
export function callWith(m: Machine, callee: Box, positional: Box[], at: Span): Box {
  m.count(at);
  return call(m, callee, { positional, keywords: new Map() }, at);
}

/** A new object of a class. */
export function construct(m: Machine, type: ClassData, args: Arguments, at: Span): Box {
  const made = m.dialect.make?.(m, type, args, at);
  if (made) return made;
  const object = m.record(m.dialect.instanceFlavor, type);
  const box = m.fresh(object);
  fillFields(m, type, object, at);
  const { name, fields } = type.declaration;
  const constructor = methodOf(type, m.dialect.constructors(name));
  const give = (field: string, value: Box): void => {
    const before = object.entries.get(fieldKey(field))?.box;
    const isAlone = args.positional.length === 1;
    const fitting =
      (before && m.dialect.fitted?.(m, before, value, isAlone, at)) ?? m.dialect.copied?.(m, value, at) ?? value;
    m.setEntry(object, { t: 'str', v: field }, fitting, at);
  };
  if (constructor) callFunction(m, { ...constructor, self: box }, args, at);
  else if (m.dialect.aggregates && args.keywords.size > 0)
    for (const [field, value] of args.keywords) give(field, value);
  else if (m.dialect.aggregates && args.positional.length <= fields.length)
    args.positional.forEach((value, index) => give(fields[index]?.name ?? '', args.offers?.[index]?.() ?? value));
  else if (args.positional.length > 0) m.fail(at, `${name} takes no arguments`);
  return box;
}

/** Gives an object its fields, those of what it extends first. */
export function fillFields(m: Machine, type: ClassData, object: RecordData, at: Span): void {
  if (type.base) fillFields(m, type.base, object, at);
  for (const { name, value, shared, type: fieldType } of type.declaration.fields) {
    if (shared) continue;
    const box = value
      ? m.evaluate(value, type.scope)
      : (m.dialect.initial?.(m, fieldType ?? '', at, type.scope) ?? m.absent());
    m.setEntry(object, { t: 'str', v: name }, box, at);
  }
}

function callFunction(m: Machine, named: FunctionData, args: Arguments, at: Span): Box {
  const callee = chosen(m, named, args, at);
  const { declaration } = callee;
  const begin = (): Frame => m.enter(declaration, at);
  if (declaration.yields) {
    const start = (frame: Frame) => m.suspended(bodyOf(declaration).body, entered(m, callee, args, frame, at));
    return m.fresh(generated(m, begin, start, at));
  }
  const caller = m.frame;
  const frame = begin();
  const scope = entered(m, callee, args, frame, at);
  // The parameters hold their first values before the body moves any.
  m.recorder.end(caller.now, caller);
  m.frame = frame;
  const completion = m.run(bodyOf(declaration).body, scope);
  m.frame = caller;
  if (completion?.kind !== 'return' || !completion.value) return m.absent();
  return m.typed(declaration.result, completion.value, at);
}

/** The variables of a call: its parameters have what they are given. */
function entered(m: Machine, callee: FunctionData, args: Arguments, frame: Frame, at: Span): Scope {
  const scope = new Scope(callee.scope, frame, 'function');
  if (callee.of) {
    // `Base.go(thing)`: of what is called by its class the first argument is the object.
    const self = callee.self ?? (callee.declaration.takesSelf ? args.positional[0] : undefined);
    frame.method = self ? { ...callee, self } : callee;
  }
  for (const name of bodyOf(callee.declaration).locals ?? []) m.declare(scope, name);
  bind(m, callee, args, scope, at);
  return scope;
}

/** What a function's text has become when it was first called. */
interface Body {
  body: Stmt[];
  locals: Set<string> | undefined;
}

/** A program is run many times for the sake of tables, its functions are lowered once. */
const bodies = new WeakMap<FunctionDeclaration, Body>();

function bodyOf(declaration: FunctionDeclaration): Body {
  let known = bodies.get(declaration);
  if (!known) {
    const body = declaration.body();
    bodies.set(declaration, (known = { body, locals: declaration.locals?.(body) }));
  }
  return known;
}

/** The one array among the values of a rest parameter that stands for all of them. */
function arrayOfRest(m: Machine, given: readonly Box[], type: string | undefined, scope: Scope): Box | undefined {
  const [only, ...more] = given;
  if (!m.dialect.restIsArray || !only || more.length > 0 || only.data.t !== 'sequence') return undefined;
  return m.dialect.fit?.(m, `${type ?? '?'}[]`, only, scope) === undefined ? undefined : only;
}

/** Puts the values of a call where the parameters say. */
function bind(m: Machine, callee: FunctionData, args: Arguments, scope: Scope, at: Span): void {
  const { declaration } = callee;
  const { dialect } = m;
  const positional = declaration.takesSelf && callee.self ? [callee.self, ...args.positional] : args.positional;
  const isOwn = !declaration.takesSelf && !declaration.isStatic && !declaration.arrow;
  if (callee.self && dialect.self !== undefined && isOwn) {
    const variable = m.declare(scope, dialect.self);
    scope.frame.self = variable;
    if (callee.awaits) variable.alias = notMade(m, dialect.self);
    else variable.box = m.recorder.put(callee.self, variable.owner, at);
  }
  const keywords = new Map(args.keywords);
  if (declaration.allGiven !== undefined) {
    const variable = m.declare(scope, declaration.allGiven);
    const all = m.sequence(declaration.allGiven, positional, at);
    variable.box = m.recorder.put(m.fresh(all), variable.owner, at);
  }
  let next = 0;
  for (const parameter of declaration.parameters) {
    const { pattern } = parameter;
    const name = pattern.to === 'name' ? pattern.name : undefined;
    if (parameter.restByName) {
      const rest = m.record(dialect.namesFlavor ?? '');
      for (const [key, box] of keywords) m.setEntry(rest, { t: 'str', v: key }, box, at);
      keywords.clear();
      destructure(m, pattern, m.fresh(rest), scope);
      continue;
    }
    if (parameter.rest) {
      const given = positional.slice(next);
      const collected = () => given.map((box) => m.typed(parameter.type, box, at));
      const rest =
        args.rest ??
        arrayOfRest(m, given, parameter.type, scope) ??
        m.fresh(m.sequence(dialect.restFlavor, collected(), at, parameter.type));
      next = positional.length;
      destructure(m, pattern, rest, scope);
      continue;
    }
    const keyword = name === undefined ? undefined : keywords.get(name);
    if (parameter.byNameAlone) {
      keywords.delete(name ?? '');
      destructure(m, pattern, keyword ?? otherwise(m, callee, parameter, scope, at), scope);
      continue;
    }
    const place = args.places?.[next];
    if (place && pattern.to === 'name' && pattern.type !== undefined && dialect.isAlias?.(pattern.type)) {
      m.declare(scope, pattern.name).alias = place;
      next++;
      continue;
    }
    const plain = args.offers?.[next]?.() ?? keyword ?? positional[next];
    const given =
      plain && parameter.type !== undefined ? (dialect.taken?.(m, parameter.type, plain, at) ?? plain) : plain;
    if (given && !place && pattern.to === 'name' && dialect.isAlias?.(pattern.type ?? '')) dialect.lent?.(m, given, at);
    if (place?.peek && !place.peek()) m.fail(at, `${place.name} has no value here`);
    if (keyword && name !== undefined) keywords.delete(name);
    else next++;
    destructure(
      m,
      pattern,
      given && !isMissing(m, parameter, given) ? given : otherwise(m, callee, parameter, scope, at),
      scope,
    );
  }
  if (!dialect.looseArguments && (next < positional.length || keywords.size > 0))
    m.fail(at, `${declaration.name} is called with more arguments than it takes`);
}

function notMade(m: Machine, name: string): Place {
  const fail = (): never => m.fail(m.frame.now, `${name} is spoken of before super(…) has made it`);
  return { name, read: fail, write: fail };
}

function isMissing(m: Machine, { fallback }: Parameter, given: Box): boolean {
  return fallback !== undefined && m.dialect.isMissing?.(given.data) === true;
}

/** What a parameter is where it is not given. */
function otherwise(m: Machine, callee: FunctionData, parameter: Parameter, scope: Scope, at: Span): Box {
  if (parameter.fallback) return callee.defaults?.get(parameter) ?? m.evaluate(parameter.fallback, scope);
  if (m.dialect.looseArguments) return m.absent();
  const name = parameter.pattern.to === 'name' ? parameter.pattern.name : 'a parameter';
  return m.fail(at, `${callee.declaration.name} is called without a value for ${name}`);
}
