import type { Entry, Expr } from '../../core/ir';
import { at, required, unsupported } from '../../core/lowering';
import { named, type Syntax } from '../../syntax';
import type { Lower } from './lower';

/** `{a: b, **c}` */
export function dictionaryOf(node: Syntax, lower: Lower): Expr {
  return { at: at(node), op: 'record', flavor: 'dict', entries: named(node).map((one) => entry(one, lower)) };
}

function entry(node: Syntax, { expression }: Lower): Entry {
  if (node.type === 'dictionary_splat') {
    const [inner] = named(node);
    return { spread: inner ? expression(inner) : unsupported(node) };
  }
  return { key: expression(required(node, 'key')), value: expression(required(node, 'value')) };
}
