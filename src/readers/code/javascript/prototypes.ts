import { callWith } from '../core/calls';
import type { Machine } from '../core/machine';
import { RecordData, type Box, type ClassData, type FunctionData, type Place } from '../core/values';
import type { Span } from '../syntax';
import { UNDEFINED } from './undefined';

/*
 * Functions as constructors, as before there were classes: `new Stack()`, `Stack.prototype.push = function …`.
 */

/** What a function makes with `new`. */
const classes = new WeakMap<FunctionData, ClassData>();
/** Its `prototype`, and of which class that is. */
const prototypes = new WeakMap<RecordData, ClassData>();
const prototypeOf = new WeakMap<ClassData, RecordData>();

/** The class that a function stands for; undefined for what cannot be called with `new`. */
export function classOfFunction(m: Machine, made: FunctionData): ClassData | undefined {
  const { declaration, scope } = made;
  if (declaration.arrow === true || declaration.yields === true || made.of || made.self) return undefined;
  let type = classes.get(made);
  if (!type) {
    const { at, name } = declaration;
    const methods = new Map([['constructor', made]]);
    type = {
      t: 'class',
      declaration: { at, name, methods: [], fields: [] },
      scope,
      shared: m.record('class'),
      methods,
    };
    classes.set(made, type);
  }
  return type;
}

/** Whether a class is a function, whose methods are enumerated along with an object's own fields. */
export function hasEnumerated(type: ClassData | undefined): boolean {
  return type !== undefined && prototypeOf.has(type);
}

/** `F.prototype`: other methods may be put in its place, or an object of the function that it extends. */
export function prototypePlace(m: Machine, made: FunctionData, at: Span): Place | undefined {
  const type = classOfFunction(m, made);
  if (!type) return undefined;
  let held = prototypeOf.get(type);
  if (!held) {
    held = m.record('prototype');
    prototypes.set(held, type);
    prototypeOf.set(type, held);
  }
  const box = m.fresh(held);
  return {
    name: 'prototype',
    read: () => box,
    write: ({ data }) => {
      if (data.t !== 'record' || data.flavor === 'prototype')
        return m.fail(at, 'what is put in the place of this prototype is not followed');
      if (data.type && data.entries.size === 0) type.base = data.type;
      else if (data.type) m.fail(at, 'a prototype with fields is not followed');
      for (const { key, box: value } of data.entries.values()) if (key.t === 'str') method(m, type, key.v, value, at);
    },
  };
}

/** A method that is written to a prototype. */
function method(m: Machine, type: ClassData, name: string, { data }: Box, at: Span): void {
  const constructor = type.methods.get('constructor');
  if (name === 'constructor' && data === constructor) return;
  if (data.t !== 'function' || name === 'constructor')
    return m.fail(at, 'a prototype with other things than methods is not followed');
  type.methods.set(name, data);
}

/** A member of a prototype; undefined for other things. */
export function memberOfPrototype(m: Machine, of: RecordData, name: string, at: Span): Place | undefined {
  const type = prototypes.get(of);
  if (!type) return undefined;
  return {
    name,
    read: () => m.fresh(type.methods.get(name) ?? UNDEFINED),
    write: (box) => method(m, type, name, box, at),
  };
}

/** `Object.create(F.prototype)`: an object of that function that this has not seen; undefined for other things. */
export function createdFrom(m: Machine, of: RecordData): RecordData | undefined {
  const type = prototypes.get(of);
  return type && m.record(m.dialect.instanceFlavor, type);
}

/** `new F(…)` of a function: nothing is there before it runs, also where it extends another one. */
export function constructed(m: Machine, type: ClassData, given: readonly Box[], at: Span): Box | undefined {
  const constructor = type.methods.get('constructor');
  if (!constructor || classes.get(constructor) !== type) return undefined;
  const object = m.fresh(m.record(m.dialect.instanceFlavor, type));
  const { data } = callWith(m, m.fresh({ ...constructor, self: object }), [...given], at);
  if (data.t !== 'nothing' || data !== m.dialect.absent)
    m.fail(at, 'a constructor that gives something else than its object is not followed');
  return object;
}
