import type { Machine } from '../core/machine';
import type { Box, Data } from '../core/values';
import type { Span } from '../syntax';
import { textOf } from './texts';
import { thrown } from './throwing';

/** `String.format`; a text of which nothing is known where a part of it is not followed. */
export function formatted(m: Machine, form: string, given: readonly Box[], at: Span): Data {
  let next = 0;
  const lacking: string[] = [];
  const v = form.replaceAll(
    /%(?:(\d+)\$)?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])/g,
    (_all: string, position, flags, width, digits, kind) => {
      const [at0, marks, size] = [position as string | undefined, flags as string, Number(width ?? 0)];
      if (kind === 'n') return '\n';
      if (kind === '%') return '%';
      const value = given[at0 === undefined ? next++ : Number(at0) - 1];
      if (!value) throw thrown(m, 'IllegalArgumentException', `there is no value for ${_all}`, at);
      const text = one(m, value, String(kind), marks, digits as string | undefined, at);
      if (text === undefined) lacking.push(_all);
      return padded(text ?? '', marks, size);
    },
  );
  return lacking.length === 0 ? { t: 'str', v } : m.unknownText('a formatted text').data;
}

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const [, sign = '', rest = ''] = /^([-+]?)([\s\S]*)$/.exec(text) ?? [];
  return sign + rest.padStart(width - sign.length, '0');
}

function one(
  m: Machine,
  value: Box,
  kind: string,
  flags: string,
  digits: string | undefined,
  at: Span,
): string | undefined {
  const { data } = value;
  if (/[#( ,]/.test(flags.replace(',', ''))) return undefined;
  const signed = (text: string): string => (flags.includes('+') && !text.startsWith('-') ? `+${text}` : text);
  switch (kind) {
    case 'd': {
      if (data.t !== 'int' || data.type === 'u16' || digits !== undefined) return undefined;
      const text = String(data.v);
      return signed(flags.includes(',') ? text.replaceAll(/\B(?=(\d{3})+$)/g, ',') : text);
    }
    case 's': {
      const text = textOf(m, value, at);
      return digits === undefined ? text : text?.slice(0, Number(digits));
    }
    case 'S':
      return textOf(m, value, at)?.toUpperCase();
    case 'c':
      return data.t === 'int' ? String.fromCodePoint(Number(data.v)) : undefined;
    case 'b':
      return data.t === 'bool' ? String(data.v) : String(data.t !== 'nothing');
    case 'x':
    case 'X':
    case 'o': {
      if (data.t !== 'int') return undefined;
      const text = BigInt.asUintN(data.type === 'i64' ? 64 : 32, data.v).toString(kind === 'o' ? 8 : 16);
      return kind === 'X' ? text.toUpperCase() : text;
    }
    case 'f':
      return data.t === 'num' && !flags.includes(',') ? fixed(data.v, Number(digits ?? 6), signed) : undefined;
    default:
      return undefined;
  }
}

/** Half up of what is written, as Java rounds; undefined where JavaScript's digits might be others. */
function fixed(v: number, digits: number, signed: (text: string) => string): string | undefined {
  if (!Number.isFinite(v) || digits > 15 || Math.abs(v) > 1e15) return undefined;
  const [whole = '', rest = ''] = Math.abs(v).toString().split('.');
  if (whole.includes('e') || rest.includes('e')) return v === 0 ? signed((0).toFixed(digits)) : undefined;
  const scaled = BigInt(whole + rest.padEnd(digits, '0').slice(0, digits));
  const up = (rest[digits] ?? '0') >= '5' ? 1n : 0n;
  const text = (scaled + up).toString().padStart(digits + 1, '0');
  const made = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return signed(v < 0 || Object.is(v, -0) ? `-${made}` : made);
}
