import { asPlain } from '../core/constants';
import type { Machine } from '../core/machine';
import type { ClassData, Data } from '../core/values';
import type { Span } from '../syntax';

/** What stands for a variant of an enumeration before its class is there: its number. */
export const VARIANT = 'variant';

/** The variants that hold nothing are one object each, of the class that the enumeration is. */
export function makeVariants(m: Machine, type: ClassData, at: Span): void {
  if (type.declaration.kind !== 'enum') return;
  const byName = new Map<string, Data>();
  const family = m.recorder.families.add(type, (name) => byName.get(name));
  for (const { key, box } of [...type.shared.entries.values()]) {
    if (key.t !== 'str' || box.raw.t !== 'sequence' || box.raw.flavor !== VARIANT) continue;
    const like = box.raw.cells[0]?.raw;
    const variant = m.record(VARIANT, type);
    variant.constant = {
      ...{ family, name: key.v, place: byName.size, shown: `${type.declaration.name}::${key.v}` },
      ...(like?.t === 'int' && { like }),
    };
    byName.set(key.v, variant);
    m.setEntry(type.shared, key, m.recorder.fresh(variant, true), at);
  }
}

/** `light as usize`: the number of a variant. */
export function numbered(data: Data): Data | undefined {
  const like = asPlain(data);
  return like === data ? undefined : like;
}
