import { callWith } from '../core/calls';
import { LIMITS } from '../core/limits';
import { methodOf } from '../core/ancestry';
import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { constantOf } from './enums';
import { cellsIn, isBuilder, kindOf } from './kinds';
import { entriesOf } from './orders';
import { isNear, realText } from './numbers';
import { isOf, messageOf, thrownClass } from './throwing';
import { checkView } from './views';

/** A value as a text, as `+` makes one of it; undefined where that says where in memory something is. */
export function textOf(m: Machine, box: Box, at: Span, depth = 0): string | undefined {
  if (box.home) box.home.inspected = true;
  const { data } = box;
  if (depth > LIMITS.nesting) return m.fail(at, 'this nests too deeply');
  checkView(m, data, at);
  const inner = (one: Box): string | undefined => textOf(m, one, at, depth + 1);
  switch (data.t) {
    case 'int':
      return data.type === 'u16' ? String.fromCharCode(Number(data.v)) : String(data.v);
    case 'num':
      return isNear(data) ? undefined : realText(data);
    case 'bool':
      return String(data.v);
    case 'str':
      return data.v;
    case 'nothing':
      return 'null';
    case 'sequence':
    case 'view': {
      const cells = cellsIn(data);
      if (isBuilder(data)) return builtText(cells);
      if (data.t === 'sequence' && data.flavor === 'array') return undefined;
      return joined(cells.map(inner), '[', ']');
    }
    case 'record':
      return recordText(m, box, data, at, inner);
    default:
      return undefined;
  }
}

function recordText(
  m: Machine,
  box: Box,
  data: Data & { t: 'record' },
  at: Span,
  inner: (one: Box) => string | undefined,
): string | undefined {
  const own = data.type && methodOf(data.type, ['toString()']);
  if (own) {
    const result = callWith(m, m.fresh({ ...own, self: box }), [], at).data;
    return result.t === 'str' ? result.v : undefined;
  }
  const constant = constantOf(data);
  if (constant) return constant.name;
  const kind = kindOf(data);
  if (kind === 'set')
    return joined(
      entriesOf(m, data, at).map(({ box: one }) => inner(one)),
      '[',
      ']',
    );
  if (kind === 'map')
    return joined(
      entriesOf(m, data, at).map(({ key, box: one }) => pair(inner(m.fresh(key)), inner(one), '=')),
      '{',
      '}',
    );
  if (kind === 'entry') {
    const [key, value] = [...data.entries.values()].map((one) => inner(one.box));
    return pair(key, value, '=');
  }
  if (data.type?.declaration.kind === 'record') {
    const parts = data.type.declaration.fields.map(({ name }) => {
      const held = data.entries.get(`s${name}`)?.box;
      return held && pair(name, inner(held), '=');
    });
    return joined(parts, `${data.type.declaration.name}[`, ']');
  }
  const throwable = thrownClass('Throwable');
  if (throwable && isOf(data.type, throwable)) {
    const message = messageOf(data);
    const said = message && message.data.t !== 'nothing' ? inner(message) : '';
    const name = LIBRARY_PACKAGES[data.type?.declaration.name ?? ''] ?? data.type?.declaration.name ?? '';
    return said === undefined ? undefined : said === '' ? name : `${name}: ${said}`;
  }
  return undefined;
}

/** Those of other packages, and of no package, are not told apart in a text. */
const LIBRARY_PACKAGES: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'RuntimeException',
    'IllegalArgumentException',
    'IllegalStateException',
    'ArithmeticException',
    'NullPointerException',
    'Exception',
  ].map((name) => [name, `java.lang.${name}`]),
);

function pair(key: string | undefined, value: string | undefined, sign: string): string | undefined {
  return key === undefined || value === undefined ? undefined : `${key}${sign}${value}`;
}

function joined(parts: readonly (string | undefined)[], open: string, close: string): string | undefined {
  return parts.includes(undefined) ? undefined : `${open}${parts.join(', ')}${close}`;
}

/** What stands in a `StringBuilder`: a cell for each character. */
export function builtText(cells: readonly Box[]): string | undefined {
  const codes = cells.map(({ data }) => (data.t === 'int' ? Number(data.v) : undefined));
  return codes.some((code) => code === undefined)
    ? undefined
    : codes.map((code) => String.fromCharCode(code ?? 0)).join('');
}

/** Several values as one text, or what is known of it. */
export function concatenated(m: Machine, parts: readonly Box[], at: Span): Data {
  const texts = parts.map((one) => textOf(m, one, at));
  if (texts.includes(undefined)) return m.unknownText('a text').data;
  const v = texts.join('');
  if (v.length > LIMITS.size) m.fail(at, `this text has more than ${LIMITS.size} characters`, 'bounds');
  return { t: 'str', v };
}
