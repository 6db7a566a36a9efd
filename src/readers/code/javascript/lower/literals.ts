import type { Expr } from '../../core/ir';
import { at, literal, truth, word } from '../../core/lowering';
import type { Scalar } from '../../core/scalars';
import { named, Unreadable, type Syntax } from '../../syntax';
import { UNDEFINED } from '../undefined';
import type { Lower } from './lower';

/** What is written as it is; undefined for what is no literal. */
export function literalOf(node: Syntax): Expr | undefined {
  switch (node.type) {
    case 'undefined':
      return literal(node, UNDEFINED);
    case 'null':
      return literal(node, { t: 'nothing', name: 'null' });
    case 'true':
    case 'false':
      return truth(node);
    case 'number':
      return literal(node, numberOf(node.text));
    case 'string':
      return literal(node, stringOf(node));
    default:
      return undefined;
  }
}

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

/** A template: its values, and the pieces of text between them. */
export function templateOf(node: Syntax, { expression }: Lower): Expr {
  const parts = node.children.flatMap((child): Expr[] => {
    if (child.type === 'template_substitution') return [expression(named(child)[0] ?? child)];
    return child.named ? [word(child, unescape(child.text.replaceAll('\r\n', '\n'), child))] : [];
  });
  return { at: at(node), op: 'text', parts };
}
