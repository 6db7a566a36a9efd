import type { Expr } from '../../core/ir';
import { calling, literal, truth } from '../../core/lowering';
import { characterOf, integerOf, unescaped } from '../../native/lowering';
import type { Syntax } from '../../syntax';

/** What is written as it is; undefined for what is no literal. */
export function literalOf(node: Syntax): Expr | undefined {
  switch (node.type) {
    case 'integer_literal': {
      const [, digits = '', suffix] = /^(.*?)(usize|isize|[iu](?:8|16|32|64|128))?$/.exec(node.text) ?? [];
      const value = integerOf(digits);
      const type = suffix === 'usize' ? 'u64' : suffix === 'isize' ? 'i64' : suffix;
      return literal(node, value === undefined ? undefined : { t: 'int', v: value, ...(type && { type }) });
    }
    case 'float_literal':
      return literal(
        node,
        /f32$/.test(node.text)
          ? { t: 'num', v: Math.fround(Number(node.text.replace(/f32$|_/g, ''))), type: 'f32' }
          : { t: 'num', v: Number(node.text.replace(/f64$|_/g, '')) },
      );
    case 'boolean_literal':
      return truth(node, node.text === 'true');
    case 'char_literal': {
      const value = characterOf(node.text);
      if (node.text.startsWith('b'))
        return literal(node, value === undefined ? undefined : { t: 'int', v: value, type: 'u8' });
      return literal(node, value === undefined ? undefined : { t: 'str', v: String.fromCodePoint(Number(value)) });
    }
    case 'string_literal': {
      const v = unescaped(node.text.slice(node.text.indexOf('"') + 1, -1));
      const text = literal(node, v === undefined ? undefined : { t: 'str', v });
      // `b"…"` is its bytes.
      const bytes = calling(node, ' bytes of', [text]);
      return node.text.startsWith('b') ? bytes : text;
    }
    case 'unit_expression':
      return literal(node, { t: 'nothing', name: '()' });
    default:
      return undefined;
  }
}
