import { call } from '../core/calls';
import type { Machine } from '../core/machine';
import { Scope, type Arguments, type Box, type ClassData } from '../core/values';
import { constructed } from './prototypes';
import type { Span } from '../syntax';

/** `new`: https://tc39.es/ecma262/#sec-ecmascript-function-objects-construct-argumentslist-newtarget. */
export function make(m: Machine, type: ClassData, args: Arguments, at: Span): Box {
  const plain = constructed(m, type, args.positional, at);
  if (plain) return plain;
  const object = m.fresh(m.record(m.dialect.instanceFlavor, type));
  fill(m, type, object, args, at);
  return object;
}

/** An object gets its own fields before the constructor runs, or where `super(…)` has given it those of the class above. */
function fill(m: Machine, type: ClassData, object: Box, args: Arguments, at: Span): void {
  const constructor = type.methods.get('constructor');
  if (!type.base) giveFields(m, type, object, at);
  else if (!constructor) {
    fill(m, type.base, object, args, at);
    giveFields(m, type, object, at);
  }
  if (!constructor) return;
  const awaits = type.base && { isMade: false };
  const self = { ...constructor, self: object, ...(awaits && { awaits }) };
  const { data } = call(m, m.fresh(self), args, at);
  if (awaits?.isMade === false) m.fail(at, 'a constructor of a class that extends another one has to call super(…)');
  if (!['num', 'str', 'bool', 'nothing'].includes(data.t) || (type.base && data !== m.dialect.absent))
    m.fail(at, 'a constructor that gives something else than its object is not followed');
}

function giveFields(m: Machine, type: ClassData, object: Box, at: Span): void {
  if (object.data.t !== 'record') return;
  const scope = new Scope(type.scope, m.frame, 'block');
  m.declare(scope, 'this').box = object;
  for (const { name, value, shared } of type.declaration.fields)
    if (!shared) m.setEntry(object.data, { t: 'str', v: name }, value ? m.evaluate(value, scope) : m.absent(), at);
}

/** `super(…)`: what the class above makes of the object, which is there from here on. */
export function makeBase(m: Machine, args: Arguments, at: Span): Box {
  const { method, self: variable } = m.frame;
  const { self, awaits, of } = method ?? {};
  if (!self || !of?.base || !awaits || !variable) return m.fail(at, 'super(…) is followed in constructors');
  if (awaits.isMade) return m.fail(at, 'super(…) is called a second time');
  fill(m, of.base, self, args, at);
  awaits.isMade = true;
  delete variable.alias;
  variable.box = m.recorder.put(self, variable.owner, at);
  giveFields(m, of, self, at);
  return self;
}
