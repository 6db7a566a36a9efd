import type { Expr } from '../../core/ir';
import { literal, truth, unsupported } from '../../core/lowering';
import { characterOf, integerOf, unescaped } from '../../native/lowering';
import { named, type Syntax } from '../../syntax';

/** What is written as it is; undefined for what is no literal. */
export function literalOf(node: Syntax): Expr | undefined {
  switch (node.type) {
    case 'number_literal':
      return number(node);
    case 'char_literal': {
      const value = characterOf(node.text);
      return literal(node, value === undefined ? undefined : { t: 'int', v: value, type: 'i8' });
    }
    case 'string_literal':
    case 'concatenated_string':
    case 'raw_string_literal': {
      const v = stringOf(node);
      return literal(node, v === undefined ? undefined : { t: 'str', v });
    }
    case 'true':
    case 'false':
      return truth(node);
    case 'null':
    case 'nullptr':
      return literal(node, { t: 'nothing', name: 'nullptr' });
    default:
      return undefined;
  }
}

/** The text of a literal, which may be several one after the other; undefined for those of wide letters. */
export function stringOf(node: Syntax): string | undefined {
  if (node.type === 'concatenated_string') {
    const parts = named(node).map(stringOf);
    return parts.includes(undefined) ? undefined : parts.join('');
  }
  if (node.type === 'raw_string_literal') return /^R"([^(]*)\(([\s\S]*)\)\1"$/.exec(node.text)?.[2];
  const [, inner] = /^(?:u8)?"([\s\S]*)"$/.exec(node.text) ?? [];
  return inner === undefined ? undefined : unescaped(inner);
}

function number(node: Syntax): Expr {
  // The grammar takes the sign of `-7 / 2` for a part of the number.
  const match = /^(-?)([\d'a-fA-FxXbB]*?)([uUlLzZ]*)$/.exec(node.text);
  const size = match ? integerOf(match[2] ?? '') : undefined;
  const isUnsigned = /u/i.test(match?.[3] ?? '');
  if (size !== undefined && match?.[1] && isUnsigned) return unsupported(node);
  const value = size !== undefined && match?.[1] ? -size : size;
  if (value !== undefined) {
    const suffix = (match?.[3] ?? '').toLowerCase();
    const bits = suffix.includes('l') || suffix.includes('z') || (size ?? 0n) > 0x7fffffffn ? 64 : 32;
    return literal(node, { t: 'int', v: value, type: `${isUnsigned ? 'u' : 'i'}${bits}` });
  }
  const isSingle = /^-?[\d.].*[fF]$/.test(node.text) && !/^-?0[xX]/.test(node.text);
  const float = Number(isSingle ? node.text.slice(0, -1) : node.text);
  return literal(
    node,
    Number.isNaN(float)
      ? undefined
      : isSingle
        ? { t: 'num', v: Math.fround(float), type: 'f32' }
        : { t: 'num', v: float },
  );
}
