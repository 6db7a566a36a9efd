import { scopedClass } from './classes';
import type { Machine } from './machine';
import { Scope, type Box, type ClassData, type Variable } from './values';

const made = new WeakMap<object, Map<string, Variable>>();

/** A class whose objects each belong to one of the class around it: it is made for that object, whose fields it knows. */
export function innerClass(m: Machine, type: ClassData, self: Box, name: string): Variable | undefined {
  let own: ClassData | undefined = type;
  let declaration = own.inside?.late.get(name)?.declaration;
  while (!declaration && (own = own.base)) declaration = own.inside?.late.get(name)?.declaration;
  if (!declaration?.isInner || !own?.inside) return undefined;
  let known = made.get(self.data);
  if (!known) made.set(self.data, (known = new Map<string, Variable>()));
  let variable = known.get(name);
  if (!variable) {
    const scope = new Scope(own.inside, m.frame, 'block');
    m.declare(scope, m.dialect.self ?? '').box = self;
    const box = m.fresh(scopedClass(m, declaration, scope));
    known.set(name, (variable = { owner: m.recorder.owner(name, -1), box }));
  }
  return variable;
}
