import { required } from '../../core/lowering';
import { field, type Syntax } from '../../syntax';
import { underlying } from './named';

export const TYPES: Readonly<Record<string, string>> = {
  int: 'i64',
  uint: 'u64',
  byte: 'u8',
  rune: 'i32',
  uintptr: 'u64',
  float64: 'f64',
  float32: 'f32',
  ...Object.fromEntries(
    [8, 16, 32, 64].flatMap((bits) => [
      [`int${bits}`, `i${bits}`],
      [`uint${bits}`, `u${bits}`],
    ]),
  ),
};

export function typeOf(node: Syntax | undefined): string | undefined {
  if (!node) return undefined;
  const type = underlying(node);
  if (type.type === 'pointer_type') return '*';
  return TYPES[type.text] ?? type.text;
}

/** The type of numbers; of nothing else. */
export function numeric(node: Syntax | undefined): string | undefined {
  const known = typeOf(node);
  return known !== undefined && /^[iuf]\d/.test(known) ? known : undefined;
}

export const BASIC: ReadonlySet<string> = new Set(['string', 'bool', 'error', 'any']);

/** The flavor of a map tells what a key that is not there gives. */
export function mapOf(type: Syntax): string {
  const value = underlying(required(type, 'value'));
  if (value.type === 'map_type') return `map of ${mapOf(value)}`;
  if (value.type === 'slice_type') return `map of []${numeric(field(value, 'element')) ?? ''}`;
  const known = typeOf(value) ?? '';
  return numeric(value) !== undefined || known === 'bool' || known === 'string' ? `map of ${known}` : 'map';
}
