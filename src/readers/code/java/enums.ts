import { nearest } from '../core/ancestry';
import type { Call } from '../core/library/library';
import type { Expr } from '../core/ir';
import type { Machine } from '../core/machine';
import type { Box, ClassData, Data, Family } from '../core/values';

interface Constant {
  name: string;
  ordinal: number;
}

/** Objects that are constants of an enumeration. */
const constants = new WeakMap<object, Constant>();

/** The constants of an enumeration by their names, which are known by these in every run. */
const members = new WeakMap<ClassData, { family: Family; byName: Map<string, Data> }>();

export function constantOf(data: Data): Constant | undefined {
  return constants.get(data);
}

/** @param isFixed none of its fields is assigned to after it is made */
export function makeConstant(m: Machine, { raw: data }: Box, constant: Constant, isFixed: boolean): void {
  constants.set(data, constant);
  const type = data.t === 'record' ? nearest(data.type, ({ declaration }) => declaration.kind === 'enum') : undefined;
  if (data.t !== 'record' || !type) return;
  let known = members.get(type);
  if (!known) {
    const byName = new Map<string, Data>();
    known = { byName, family: m.recorder.families.add(type, (name) => byName.get(name)) };
    members.set(type, known);
  }
  known.byName.set(constant.name, data);
  const hasParts = !isFixed || [...data.entries.values()].some(({ box }) => isPart(box.raw));
  const { name, ordinal: place } = constant;
  data.constant = { family: known.family, name, place, shown: name, ...(hasParts && { hasParts }) };
}

function isPart(data: Data): boolean {
  return (
    data.t === 'sequence' || data.t === 'view' || (data.t === 'record' && !(data.constant && !data.constant.hasParts))
  );
}

/** The constants of an enumeration, in their order. */
export function constantsOf({ m, at }: Pick<Call, 'm' | 'at'>, type: Box): Box[] {
  if (type.data.t !== 'class') return m.fail(at, 'this is no enumeration');
  type.data.ready?.();
  const { data } = type;
  return (data.declaration.statics ?? []).flatMap((one) => {
    if (one.do !== 'declare' || one.target.to !== 'name') return [];
    const held = data.inside?.own(one.target.name)?.box;
    return held && constantOf(held.data) ? [held] : [];
  });
}

/** `case RED`: a name of the enumeration that the subject is of. */
export function enumCase(m: Machine, { data }: Box, test: Expr): Box | undefined {
  if (test.op !== 'name' || data.t !== 'record' || !constantOf(data)) return undefined;
  for (let type = data.type; type; type = type.base) {
    const found = type.inside?.own(test.name)?.box;
    if (found) return found;
  }
  return m.fail(test.at, `${test.name} is not known here`);
}
