import fc from 'fast-check';
import type * as z from 'zod/mini';

/** The parts of a schema that are looked at here. */
interface Definition {
  type: string;
  shape: Record<string, z.ZodMiniType>;
  element: z.ZodMiniType;
  innerType: z.ZodMiniType;
  entries: Record<string, string>;
  values: readonly string[];
  options: readonly z.ZodMiniType[];
  items: readonly z.ZodMiniType[];
  checks?: readonly { _zod: { def: Check } }[];
}

/** What is asked of a value beside its type: the bounds of a number or a length, and its form. */
interface Check {
  check: string;
  value?: number;
  minimum?: number;
}

const TYPED_ARRAYS = [Float32Array, Int32Array, Uint32Array, Int16Array, Uint8Array];

/** Values that a schema of the protocol admits, made of the schema itself. */
export function valuesOf(schema: z.ZodMiniType): fc.Arbitrary<unknown> {
  const { def } = schema._zod as unknown as { def: Definition };
  const checks = new Map((def.checks ?? []).map(({ _zod }) => [_zod.def.check, _zod.def]));
  switch (def.type) {
    case 'object':
      return objects(def.shape);
    case 'array': {
      const minLength = checks.get('min_length')?.minimum ?? 0;
      return fc.array(valuesOf(def.element), { minLength, maxLength: Math.max(3, minLength) });
    }
    case 'tuple':
      return fc.tuple(...def.items.map(valuesOf));
    case 'string':
      return checks.has('string_format')
        ? fc.constantFrom('hidden.0', 'state.12', 'attention.1')
        : fc.string({ maxLength: 40 });
    case 'number':
      return checks.has('number_format')
        ? fc.integer({ min: checks.get('greater_than')?.value ?? 0, max: checks.get('less_than')?.value ?? 1000 })
        : fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value || 0);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries));
    case 'literal':
      return fc.constantFrom(...def.values);
    case 'union':
      return fc.oneof(...def.options.map(valuesOf));
    case 'nullable':
      return fc.option(valuesOf(def.innerType));
    case 'optional':
    case 'readonly':
      return valuesOf(def.innerType);
    case 'custom': {
      const TypedArray = TYPED_ARRAYS.find((kind) => schema.safeParse(new kind(0)).success) ?? Uint8Array;
      return fc.array(fc.nat(9), { maxLength: 3 }).map((values) => TypedArray.from(values));
    }
    default:
      throw new Error(`the protocol has a schema of a new kind: ${def.type}`);
  }
}

function objects(shape: Record<string, z.ZodMiniType>): fc.Arbitrary<unknown> {
  const requiredKeys = Object.keys(shape).filter((key) => shape[key]?._zod.optin === undefined);
  const fields = Object.entries(shape).map(([key, schema]) => [key, valuesOf(schema)]);
  const model = Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>;
  return fc.record(model, { requiredKeys, noNullPrototype: true });
}
