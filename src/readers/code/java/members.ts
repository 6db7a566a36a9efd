import { entryCell, readOnly, unknownPlace } from '../core/cells';
import type { ClassDeclaration } from '../core/ir';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import { fieldKey } from '../core/keys';
import type { Box, ClassData, Data, Place, Scope } from '../core/values';
import type { Span } from '../syntax';
import { kindsOf } from './kinds';
import { library } from './library';
import { show } from './show';
import { thrown } from './throwing';
import { checkView } from './views';

/** A method's name without its brackets. */
export function plainName(name: string): string {
  return name.endsWith('()') ? name.slice(0, -2) : name;
}

/** `a.b`, and what a call of `a.b()` calls. */
export function member(m: Machine, object: Box, name: string, at: Span): Place {
  const { data } = object;
  const plain = plainName(name);
  if (name !== 'getKey()') checkView(m, data, at);
  const isCall = plain !== name;
  const found = (value: Data): Place => readOnly(m, plain, m.fresh(value), at);
  switch (data.t) {
    case 'nothing':
      throw thrown(m, 'NullPointerException', `.${name} of null`, at);
    case 'unknown':
      return unknownPlace(m, data, { t: 'str', v: `.${plain}` }, at);
    case 'module': {
      const known = library.names.get(`${data.name}.${plain}`);
      return known ? found(known) : m.fail(at, `what ${data.name}.${plain} does is not known here`);
    }
    case 'class':
      return classMember(m, data, name, at);
    case 'sequence':
      if (name === 'length' && data.flavor === 'array')
        return found({ t: 'int', v: BigInt(data.cells.length), type: 'i32' });
      break;
    case 'record': {
      if (!data.type) break;
      if (isCall) {
        const method = methodOf(data.type, [name]);
        if (method) return found({ ...method, self: object });
        break;
      }
      const field = data.entries.has(fieldKey(name)) ? undefined : data.type.inside?.own(name);
      if (field) return variablePlace(m, field, name, at);
      return entryCell(m, data, { t: 'str', v: name }, at, () => m.fail(at, `there is no field ${name}`));
    }
  }
  const method = isCall ? library.method(object, kindsOf(m, object), plain) : undefined;
  if (method) return found(method);
  // A lambda is called by the name that its interface gives it.
  if (isCall && (data.t === 'function' || data.t === 'builtin')) {
    const around = data.t === 'function' ? data.scope : m.frame.method?.scope;
    if (isDefault(plain) || isOwnDefault(around, plain)) return m.fail(at, `${plain} of a lambda is not followed`);
    return readOnly(
      m,
      plain,
      data.t === 'function' ? m.fresh({ ...data, declaration: { ...data.declaration, arrow: true } }) : object,
      at,
    );
  }
  return m.fail(at, `what .${plain} of ${show(data)} does is not known here`);
}

/** Whether an interface of the text has a method of that name with a body: a lambda does not know which interface it is of. */
function isOwnDefault(around: Scope | undefined, name: string): boolean {
  for (let scope: Scope | null = around ?? null; scope; scope = scope.parent)
    for (const { declaration } of scope.late.values()) if (hasDefault(declaration, name)) return true;
  return false;
}

function hasDefault({ kind, methods, statics = [] }: ClassDeclaration, name: string): boolean {
  if (kind === 'interface' && methods.some((one) => one.name === name && one.isStatic !== true)) return true;
  return statics.some((one) => one.do === 'class' && hasDefault(one.declaration, name));
}

/** Methods of interfaces of the library that are no lambda's own, and are not in the tables. */
function isDefault(name: string): boolean {
  return [
    'reversed',
    'thenComparing',
    'andThen',
    'compose',
    'negate',
    'and',
    'or',
    'hashCode',
    'toString',
    'getClass',
  ].includes(name);
}

function classMember(m: Machine, type: ClassData, name: string, at: Span): Place {
  if (name === 'new') {
    if (type.declaration.isAbstract)
      return m.fail(at, `no object is made of ${type.declaration.name}, which is abstract`);
    if (type.lacks !== undefined) return m.fail(at, type.lacks);
    type.ready?.();
    return readOnly(m, name, m.fresh(type), at);
  }
  type.ready?.();
  const method = methodOf(type, [name]);
  if (method) return readOnly(m, name, m.fresh(method), at);
  const variable = type.inside?.own(name);
  return variable
    ? variablePlace(m, variable, name, at)
    : m.fail(at, `what ${type.declaration.name}.${plainName(name)} is is not known here`);
}

function variablePlace(m: Machine, variable: NonNullable<ReturnType<Scope['own']>>, name: string, at: Span): Place {
  return (
    variable.alias ?? {
      name,
      read: () => {
        m.noteAccess(variable.owner, undefined, 'read');
        return variable.box ?? m.fail(at, `${name} has no value here`);
      },
      write: (box) => m.setVariable(variable, box, at),
      peek: () => variable.box,
    }
  );
}
