import { entryCell } from '../core/cells';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import { fieldKey } from '../core/keys';
import type { Box, ClassData, RecordData } from '../core/values';
import { target } from '../native/pointers';
import type { Span } from '../syntax';

const structureIn = (m: Machine, box: Box): (RecordData & { type: ClassData }) | undefined => {
  const { data } = target(m, box);
  return data.t === 'record' && data.type ? (data as RecordData & { type: ClassData }) : undefined;
};

const has = ({ entries, type }: RecordData & { type: ClassData }, name: string): boolean =>
  entries.has(fieldKey(name)) || methodOf(type, [name]) !== undefined;

/**
 * What a structure has a field or method of that name by: itself, or the one of what is embedded in it that lies least deep
 * (https://go.dev/ref/spec#Selectors). Undefined where it is the structure itself, or nothing that is known here.
 */
export function promoting(m: Machine, object: Box, name: string, at: Span): Box | undefined {
  const outer = structureIn(m, object);
  if (!outer || has(outer, name)) return undefined;
  const known = new Set<unknown>([outer]);
  for (let level = [outer]; level.length > 0;) {
    const inner = level.flatMap((one) =>
      one.type.declaration.fields.flatMap((field) => {
        if (field.embedded !== true) return [];
        const cell = entryCell(m, one, { t: 'str', v: field.name }, at, () =>
          m.fail(at, `there is no field ${field.name}`),
        );
        return [cell.read()];
      }),
    );
    const found = inner.flatMap((box) => {
      const of = structureIn(m, box);
      return of && !known.has(of) ? [{ box, of }] : [];
    });
    const [first, second] = found.filter(({ of }) => has(of, name));
    if (second) return m.fail(at, `${name} is a field or method of two structures that are embedded equally deep`);
    if (first) return first.box;
    for (const { of } of found) known.add(of);
    level = found.map(({ of }) => of);
  }
  return undefined;
}
