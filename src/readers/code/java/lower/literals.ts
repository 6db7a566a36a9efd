import type { Expr } from '../../core/ir';
import { literal, name, truth, unsupported } from '../../core/lowering';
import type { Scalar } from '../../core/scalars';
import { least } from '../../../../lists/extremes';
import { integerOf } from '../../native/lowering';
import { named, type Syntax } from '../../syntax';

/** A literal of Java; undefined for what is none. */
export function literalOf(node: Syntax): Expr | undefined {
  switch (node.type) {
    case 'decimal_integer_literal':
    case 'hex_integer_literal':
    case 'octal_integer_literal':
    case 'binary_integer_literal':
      return literal(node, integer(node.text));
    case 'decimal_floating_point_literal':
      return literal(node, real(node.text));
    case 'character_literal': {
      const text = unescaped(node.text.slice(1, -1));
      return literal(node, text?.length === 1 ? { t: 'int', v: BigInt(text.charCodeAt(0)), type: 'u16' } : undefined);
    }
    case 'string_literal': {
      const isBlock = node.text.startsWith('"""');
      const text = unescaped(isBlock ? unindented(node.text.slice(3, -3)) : node.text.slice(1, -1));
      return literal(node, text === undefined ? undefined : { t: 'str', v: text });
    }
    case 'true':
    case 'false':
      return truth(node);
    case 'null_literal':
      return literal(node, { t: 'nothing', name: 'null' });
    case 'hex_floating_point_literal':
      return unsupported(node);
    case 'class_literal': {
      // What is of a class is said by the class itself.
      const [type] = named(node);
      return type?.type === 'type_identifier' ? name(type) : unsupported(node);
    }
    default:
      return undefined;
  }
}

function integer(text: string): Scalar | undefined {
  const isLong = /[lL]$/.test(text);
  const value = integerOf(text.replace(/[lL]$/, ''));
  if (value === undefined) return undefined;
  return { t: 'int', v: BigInt.asIntN(isLong ? 64 : 32, value), type: isLong ? 'i64' : 'i32' };
}

function real(text: string): Scalar {
  const v = Number(text.replaceAll('_', '').replace(/[dDfF]$/, ''));
  return /[fF]$/.test(text) ? { t: 'num', v: Math.fround(v), type: 'f32' } : { t: 'num', v };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  b: '\b',
  f: '\f',
  s: ' ',
  "'": "'",
  '"': '"',
  '\\': '\\',
  '\n': '',
};

/** The characters that a literal stands for; undefined where an escape is not known. */
function unescaped(text: string): string | undefined {
  const strange: string[] = [];
  const found = text.replaceAll(
    /\\(?:u+([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([\s\S]))/g,
    (_all, code: string | undefined, octal: string | undefined, sign: string | undefined) => {
      if (code !== undefined) return String.fromCharCode(parseInt(code, 16));
      if (octal !== undefined) return String.fromCharCode(parseInt(octal, 8));
      const known = ESCAPES[sign ?? ''];
      if (known === undefined) strange.push(sign ?? '');
      return known ?? '';
    },
  );
  return strange.length === 0 ? found : undefined;
}

/** The lines of a text block without the blanks that all of them have in common. */
function unindented(block: string): string {
  const lines = block
    .replaceAll(/\r\n?/g, '\n')
    .replace(/^[ \t\f]*\n/, '')
    .split('\n');
  const counted = lines.filter((line, index) => line.trim() !== '' || index === lines.length - 1);
  const margin = least(counted.map((line) => /^[ \t\f]*/.exec(line)?.[0].length ?? 0));
  return lines.map((line) => line.slice(margin).replace(/[ \t\f]+$/, '')).join('\n');
}
