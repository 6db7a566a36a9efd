import { asPlain } from '../core/constants';
import type { Machine } from '../core/machine';
import { fieldKey } from '../core/keys';
import type { Arguments, Box, ClassData, Data } from '../core/values';
import type { Span } from '../syntax';

/** What stands for a variant of an enumeration before its class is there: its number. */
export const VARIANT = 'variant';

/** The same of a variant that holds something: the names of what it holds. */
export const HOLDING = 'variant that holds';

/** The variants that hold nothing are one object each, of the class that the enumeration is; the others are classes. */
export function makeVariants(m: Machine, type: ClassData, at: Span): void {
  if (type.declaration.kind !== 'enum') return;
  const byName = new Map<string, Data>();
  const family = m.recorder.families.add(type, (name) => byName.get(name));
  for (const { key, box } of [...type.shared.entries.values()]) {
    if (key.t !== 'str' || box.raw.t !== 'sequence') continue;
    const shown = `${type.declaration.name}::${key.v}`;
    if (box.raw.flavor === HOLDING) {
      const fields = box.raw.cells.flatMap(({ raw }) => (raw.t === 'str' ? [raw.v] : []));
      m.setEntry(type.shared, key, m.recorder.fresh(holding(m, type, shown, fields), true), at);
    }
    if (box.raw.flavor !== VARIANT) continue;
    const like = box.raw.cells[0]?.raw;
    const variant = m.record(VARIANT, type);
    variant.constant = { family, name: key.v, place: byName.size, shown, ...(like?.t === 'int' && { like }) };
    byName.set(key.v, variant);
    m.setEntry(type.shared, key, m.recorder.fresh(variant, true), at);
  }
}

/** A variant that holds something has the methods of its enumeration. */
function holding(m: Machine, base: ClassData, name: string, fields: readonly string[]): ClassData {
  const declaration = {
    at: base.declaration.at,
    name,
    methods: [],
    fields: fields.map((field) => ({ name: field, shared: false })),
  };
  return { t: 'class', declaration, scope: base.scope, base, shared: m.record('class'), methods: new Map() };
}

/** `Shape::Circle(2)`, `Meters(3)`: what is held has places for names. */
export function made(m: Machine, type: ClassData, { positional }: Arguments, at: Span): Box {
  const { name, fields } = type.declaration;
  if (fields.some((one, index) => one.name !== String(index)) || fields.length !== positional.length)
    return m.fail(
      at,
      `${name} holds ${fields.length} values by their names or places, and is given ${positional.length}`,
    );
  const object = m.record(m.dialect.instanceFlavor, type);
  for (const [index, box] of positional.entries())
    m.setEntry(object, { t: 'str', v: String(index) }, m.dialect.copied?.(m, box, at) ?? box, at);
  return m.fresh(object);
}

/** Whether a value is of a variant, or of a structure. */
export function isOf(m: Machine, data: Data, type: Data, at: Span): boolean {
  if (type.t !== 'class') return m.fail(at, 'this pattern is not followed: what it names is no structure or variant');
  if (data.t === 'unknown') return m.notKnownIn(data, at);
  return data.t === 'record' && data.type === type;
}

/** `p.0` of a structure whose values have no names. */
export function placed(data: Data, index: Data): string | undefined {
  if (data.t !== 'record' || !data.type || index.t !== 'int') return undefined;
  return data.entries.has(fieldKey(String(index.v))) ? String(index.v) : undefined;
}

/** `light as usize`: the number of a variant. */
export function numbered(data: Data): Data | undefined {
  const like = asPlain(data);
  return like === data ? undefined : like;
}
