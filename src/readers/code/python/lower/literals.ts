import type { Expr } from '../../core/ir';
import { LIMITS } from '../../core/limits';
import { literal, truth } from '../../core/lowering';
import type { Scalar } from '../../core/scalars';
import { Unreadable, type Syntax } from '../../syntax';

/** What is written as it is; undefined for what is no literal. Texts may have values in them (`texts.ts`). */
export function literalOf(node: Syntax): Expr | undefined {
  switch (node.type) {
    case 'integer':
      return literal(node, intOf(node.text));
    case 'float':
      return literal(node, floatOf(node.text));
    case 'true':
    case 'false':
      return truth(node);
    case 'none':
      return literal(node, { t: 'nothing', name: 'None' });
    default:
      return undefined;
  }
}

function intOf(text: string): Scalar | undefined {
  const digits = text.replaceAll('_', '');
  if (!/^(0[xX][0-9a-fA-F]+|0[oO][0-7]+|0[bB][01]+|[0-9]+)$/.test(digits) || digits.length > LIMITS.size)
    return undefined;
  return { t: 'int', v: BigInt(digits) };
}

function floatOf(text: string): Scalar | undefined {
  const value = Number(text.replaceAll('_', ''));
  return Number.isNaN(value) ? undefined : { t: 'num', v: value };
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\n': '',
};

/** The value of a string literal; undefined for bytes and for escapes by Unicode name. */
export function stringOf(node: Syntax): Scalar | undefined {
  const match = /^([a-zA-Z]*)('''|"""|'|")([\s\S]*)\2$/.exec(node.text);
  const [, prefix = '', , inner = ''] = match ?? [];
  if (!match || /b/i.test(prefix)) return undefined;
  if (/r/i.test(prefix)) return { t: 'str', v: inner };
  const value = inner
    .replace(/\r\n?/g, '\n')
    .replace(/\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S])/g, (whole, escape: string) => {
      const plain = ESCAPES[escape];
      if (plain !== undefined) return plain;
      if (/^[0-7]/.test(escape)) return String.fromCodePoint(parseInt(escape, 8));
      if (/^[xuU]./.test(escape)) {
        const code = parseInt(escape.slice(1), 16);
        if (code > 0x10ffff) throw new Unreadable(node, 'no such character');
        return String.fromCodePoint(code);
      }
      if (escape === 'N') throw new Unreadable(node, 'characters by name are not known here');
      return whole;
    });
  return { t: 'str', v: value };
}
