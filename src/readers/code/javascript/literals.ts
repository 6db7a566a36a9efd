import type { Scalar } from '../core/scalars';
import { Unreadable, type Syntax } from '../syntax';

/** Undefined for `bigint` literals, which are not followed. */
export function numberOf(text: string): Scalar | undefined {
  const digits = text.replaceAll('_', '');
  if (/n$/.test(digits) || /^0[0-9]/.test(digits)) return undefined;
  const value = Number(digits);
  return Number.isNaN(value) ? undefined : { t: 'num', v: value };
}

const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '0': '\0' };

function unescape(text: string, node: Syntax): string {
  return text.replace(/\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|[\s\S])/g, (_, escape: string) => {
    if (/^[ux]./.test(escape)) {
      const code = parseInt(escape.replace(/[ux{}]/g, ''), 16);
      if (code > 0x10ffff) throw new Unreadable(node, 'no such character');
      return String.fromCodePoint(code);
    }
    if (/^[\n\r]/.test(escape)) return '';
    return ESCAPES[escape] ?? escape;
  });
}

export function stringOf(node: Syntax): Scalar {
  return { t: 'str', v: unescape(node.text.slice(1, -1), node) };
}

/** A piece of text between the values of a template. */
export function templateText(node: Syntax): Scalar {
  return { t: 'str', v: unescape(node.text.replaceAll('\r\n', '\n'), node) };
}
