import { Unreadable, type Span } from '../syntax';
import { functionData } from './evaluate';
import { Thrown, uncaught } from './thrown';
import type { ClassDeclaration, FunctionDeclaration, Stmt } from './ir';
import type { Machine } from './machine';
import { isOverridden, joined } from './overloads';
import { fieldKey } from './keys';
import { Scope, type Box, type ClassData, type Data, type FunctionData, type Variable } from './values';

export function classBox(m: Machine, declaration: ClassDeclaration, scope: Scope): Box {
  let base: Data | undefined;
  try {
    base = declaration.base && m.evaluate(declaration.base, scope).data;
  } catch (error) {
    // What the program itself does wrong, it does here.
    const isRefusal = error instanceof Unreadable && error.kind !== 'bounds' && error.raises === undefined;
    if (!isRefusal) throw error;
    return refusing(m, declaration, error.reason, scope);
  }
  if (base && base.t !== 'class')
    return refusing(m, declaration, 'the class that this one extends is not known', scope);
  const shared = m.record('class');
  // Names in a class are those of its own methods first, where they are called without their object.
  const inside = m.dialect.fit ? sharing(declaration, scope) : scope;
  const type: ClassData = { t: 'class', declaration, scope: inside, shared, methods: new Map(), ...(base && { base }) };
  addMethods(m, type, inside);
  if (inside !== scope) nameMethods(m, type, inside);
  const known = m.classes.get(declaration.name);
  m.classes.set(declaration.name, known === undefined || known?.declaration === declaration ? type : null);
  const box = m.fresh(type);
  if (declaration.body) {
    runBody(m, type, declaration.body(), scope);
  }
  const own = m.dialect.bindsThis ? knowing(m, box, declaration.name, scope) : scope;
  for (const { name, value, shared: isShared } of declaration.fields) {
    const first = isShared && value ? m.evaluate(value, own) : undefined;
    if (first) m.setEntry(shared, { t: 'str', v: name }, first, declaration.at);
  }
  m.dialect.classMade?.(m, type, declaration.at);
  return box;
}

/** Where a class is made that knows itself by its name already, and as what its static members belong to. */
function knowing(m: Machine, type: Box, name: string, scope: Scope): Scope {
  const own = new Scope(scope, scope.frame, 'block');
  m.declare(own, name).box = type;
  if (m.dialect.self !== undefined) m.declare(own, m.dialect.self).box = type;
  return own;
}

/** A class whose body are statements: what they have named in the end are its attributes. */
function runBody(m: Machine, type: ClassData, body: readonly Stmt[], scope: Scope): void {
  const { declaration } = type;
  const own = new Scope(scope, scope.frame, 'class');
  m.run(body, own);
  for (const [name, { box }] of own.variables) if (box) setAttribute(m, type, name, box, declaration.at);
}

/** An attribute of a class: functions are methods of its objects, whoever has written them. */
export function setAttribute(m: Machine, type: ClassData, name: string, box: Box, at: Span): void {
  const { data } = box;
  const key = fieldKey(name);
  if (data.t === 'function') {
    type.methods.set(name, { ...asMethod(data), of: data.of ?? type });
    if (type.shared.entries.delete(key)) m.recorder.shift(type.shared.owner);
    return;
  }
  for (const kind of ['', 'get ', 'set ']) type.methods.delete(`${kind}${name}`);
  m.setEntry(type.shared, { t: 'str', v: name }, box, at);
}

function asMethod(data: FunctionData): FunctionData {
  const { declaration } = data;
  if (declaration.takesSelf || declaration.isStatic) return data;
  return { ...data, declaration: { ...declaration, takesSelf: true } };
}

/** What stands for something that cannot be made: it refuses nothing before it is called. */
function refusing(m: Machine, { name, at }: ClassDeclaration, what: string, scope: Scope): Box {
  const any = { at, pattern: { at, to: 'nothing' as const }, rest: true };
  const declaration = { at, name, parameters: [any], body: (): Stmt[] => [{ at, do: 'unsupported', what }] };
  return m.fresh({ t: 'function', declaration, scope });
}

/** Where names are those of what all objects of a class share, before all others. */
function sharing({ name, shares }: ClassDeclaration, scope: Scope): Scope {
  const inside = new Scope(scope, scope.frame, 'block');
  if (shares) inside.outside = (one) => (shares.includes(one) ? scope.find(`${name}::${one}`) : undefined);
  return inside;
}

/** A method that stands outside of its class, `void Row::turn() { … }`; false where there is no such class. */
export function addMethod(m: Machine, own: FunctionDeclaration, name: string, scope: Scope): boolean {
  const type = scope.find(name)?.box?.data;
  if (type?.t !== 'class') return false;
  const stub = type.declaration.outside?.find(
    (one) => one.name === own.name && one.parameters.length === own.parameters.length,
  );
  const parameters = own.parameters.map((one, index) => {
    const fallback = one.fallback ?? stub?.parameters[index]?.fallback;
    return fallback ? { ...one, fallback } : one;
  });
  const method = {
    ...own,
    parameters,
    ...(stub?.isStatic && { isStatic: true }),
    ...(stub?.isVirtual && { isVirtual: true }),
  };
  const made = { ...functionData(m, method, sharing(type.declaration, scope)), of: type };
  type.methods.set(own.name, m.dialect.fit ? joined(type.methods.get(own.name), made) : made);
  return true;
}

function addMethods(m: Machine, type: ClassData, inside: Scope): void {
  const { declaration, methods } = type;
  for (const method of declaration.methods) {
    const made = { ...functionData(m, method, inside), of: type };
    const known = method.known ?? method.name;
    methods.set(known, m.dialect.fit ? joined(methods.get(known), made) : made);
  }
}

function nameMethods(m: Machine, { declaration, methods }: ClassData, inside: Scope): void {
  for (const [name, method] of methods) if (name !== declaration.name) m.declare(inside, name).box = m.fresh(method);
}

/** Declares a class that is made when it is first spoken of, so that those below it in the text are known to it. */
export function lateClass(m: Machine, declaration: ClassDeclaration, scope: Scope): void {
  const make = (): Variable => ({
    owner: m.recorder.owner(declaration.name, -1),
    box: m.fresh(scopedClass(m, declaration, scope)),
  });
  scope.late.set(declaration.name, { declaration, make });
}

/** A class with a scope of its own, in which what it shares and what it inherits is known by name. */
export function scopedClass(m: Machine, declaration: ClassDeclaration, scope: Scope): ClassData {
  const inside = new Scope(scope, scope.frame, 'block');
  const { base, also, lacks } = ancestors(m, declaration, scope);
  const type: ClassData = {
    ...{ t: 'class', declaration, scope: inside, inside, shared: m.record('class'), methods: new Map(), also },
    ...(base && { base }),
    ...(lacks !== undefined && { lacks }),
  };
  addMethods(m, type, inside);
  for (const ancestor of base ? [base, ...also] : also) inherit(type, ancestor);
  nameMethods(m, type, inside);
  for (const one of declaration.statics ?? []) if (one.do === 'class') lateClass(m, one.declaration, inside);
  if (base) m.declare(inside, 'super').box = m.fresh(base);
  inside.outside = (name) => {
    for (const ancestor of base ? [base, ...also] : also) {
      ancestor.ready?.();
      const found = ancestor.inside?.own(name);
      if (found) return found;
    }
    return undefined;
  };
  let isReady = false;
  type.ready = () => {
    if (isReady) return;
    isReady = true;
    base?.ready?.();
    share(m, type, inside);
  };
  return type;
}

/** What it extends and implements; interfaces that are not known tell nothing. */
function ancestors(
  m: Machine,
  declaration: ClassDeclaration,
  scope: Scope,
): { base: ClassData | undefined; also: readonly ClassData[]; lacks: string | undefined } {
  const found = (declaration.also ?? []).map((one) => m.evaluate(one, scope).data);
  const also = found.filter((data): data is ClassData => data.t === 'class');
  if (!declaration.base) return { base: undefined, also, lacks: undefined };
  const base = m.evaluate(declaration.base, scope).data;
  if (base.t === 'class')
    return base.declaration.kind === 'interface'
      ? { base: undefined, also: [...also, base], lacks: undefined }
      : { base, also, lacks: undefined };
  // Interfaces of the library have nothing that is inherited.
  const lacks = base.t === 'module' ? undefined : 'the class that this one extends is not known';
  return { base: undefined, also, lacks };
}

function inherit({ declaration, methods }: ClassData, ancestor: ClassData): void {
  for (const [name, method] of ancestor.methods) {
    if (name === ancestor.declaration.name || name === declaration.name) continue;
    const own = methods.get(name);
    for (const one of method.overloads ?? [method])
      if (!own || !isOverridden(one, own.overloads ?? [own])) {
        const known = methods.get(name);
        // Those of the class itself come last, and so are the ones that are shown.
        methods.set(name, known ? joined(one, known) : { ...one });
      }
  }
}

/** Runs what gives the things that all objects share their first values; what is not followed is refused where it is used. */
function share(m: Machine, type: ClassData, inside: Scope): void {
  const caller = m.frame;
  const own = m.enter({ ...type.declaration, parameters: [], body: () => [] }, caller.now);
  m.frame = own;
  for (const statement of type.declaration.statics ?? []) {
    if (statement.do === 'class') continue;
    try {
      m.run([statement], inside);
    } catch (error) {
      // What is thrown here reaches no handler as what it is: Java makes another error of it.
      const fault = error instanceof Thrown ? uncaught(m, error) : error;
      if (!(fault instanceof Unreadable) || fault.kind === 'bounds') throw fault;
      m.frame = own;
      refuseLater(m, statement, inside, fault);
    }
    register(m, statement, type, inside);
  }
  m.frame = caller;
}

function refuseLater(m: Machine, statement: Stmt, inside: Scope, error: Unreadable): void {
  if (statement.do !== 'declare' || statement.target.to !== 'name') throw error;
  const { name } = statement.target;
  const fail = (): never => m.fail(error.at, error.reason, error.kind);
  m.declare(inside, name).alias = { name, read: fail, write: fail };
}

/** What a class of the text itself shares are variables of the snippet, by their own names where those are free. */
function register(m: Machine, statement: Stmt, { declaration }: ClassData, inside: Scope): void {
  const { top } = inside;
  if (statement.do !== 'declare' || statement.target.to !== 'name' || top.kind !== 'top') return;
  const { name } = statement.target;
  const variable = inside.variables.get(name);
  if (!variable || variable.alias) return;
  const isTaken = m.recorder.roots.some((root) => root.frame === top.frame && root.name === name);
  m.recorder.register(isTaken ? `${declaration.name}.${name}` : name, top.frame, variable, false);
}

/** What the classes of a file share, by its name alone: as a part of the file that is read by itself knows it. */
export function sharedIn(scope: Scope, name: string): Variable | undefined {
  for (const [className, { declaration }] of scope.late) {
    if (!declaration.shares?.includes(name)) continue;
    const type = scope.own(className)?.box?.data;
    if (type?.t !== 'class') continue;
    type.ready?.();
    const found = type.inside && (type.inside.own(name) ?? sharedIn(type.inside, name));
    if (found) return found;
  }
  return undefined;
}
