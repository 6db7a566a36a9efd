import type { Expr } from '../../core/ir';
import { literal, truth } from '../../core/lowering';
import { characterOf, integerOf, unescaped } from '../../native/lowering';
import type { Syntax } from '../../syntax';

/** What is written as it is; undefined for what is no literal. */
export function literalOf(node: Syntax): Expr | undefined {
  switch (node.type) {
    case 'int_literal': {
      const value = integerOf(node.text);
      return literal(node, value === undefined ? undefined : { t: 'int', v: value });
    }
    case 'float_literal':
      return literal(node, { t: 'num', v: Number(node.text) });
    case 'rune_literal': {
      const value = characterOf(node.text);
      return literal(node, value === undefined ? undefined : { t: 'int', v: value, type: 'i32', open: true });
    }
    case 'interpreted_string_literal': {
      const v = unescaped(node.text.slice(1, -1));
      return literal(node, v === undefined ? undefined : { t: 'str', v });
    }
    case 'raw_string_literal':
      return literal(node, { t: 'str', v: node.text.slice(1, -1).replaceAll('\r', '') });
    case 'true':
    case 'false':
      return truth(node);
    case 'nil':
      return literal(node, { t: 'nothing', name: 'nil' });
    default:
      return undefined;
  }
}
