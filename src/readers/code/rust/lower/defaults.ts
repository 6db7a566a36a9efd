import type { Argument, Expr, FunctionDeclaration } from '../../core/ir';
import { at, calling, literal, name, required, truth, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { typeOf } from './types';

/** Attributes before an item, comments between them included. */
const DERIVED = /#\[derive\([^\]]*\bDefault\b[^\]]*\)\]\s*(?:(?:#\[[^\]]*\]|\/\/[^\n]*)\s*)*(?:pub(?:\([^)]*\))?\s+)?$/;

/** `T::default()` of a structure with `#[derive(Default)]`; undefined for others. */
export function defaultOf(node: Syntax): FunctionDeclaration | undefined {
  const body = field(node, 'body');
  if (body?.type !== 'field_declaration_list') return undefined;
  if (!DERIVED.test(node.sourceAt({ start: node.extent.start, end: node.start }))) return undefined;
  const label = required(node, 'name');
  const args: Argument[] = named(body)
    .filter(({ type }) => type === 'field_declaration')
    .map((one) => ({ keyword: required(one, 'name').text, value: byDefault(required(one, 'type')) }));
  const value: Expr = {
    at: at(node),
    op: 'call',
    callee: name(node, 'new struct'),
    args: [{ value: name(label) }, ...args],
  };
  return { at: at(node), name: 'default', parameters: [], body: () => [{ at: at(node), do: 'return', value }] };
}

const NEW = /^(?:Vec|VecDeque|HashMap|HashSet|BTreeMap|BTreeSet|BinaryHeap)$/;

/** What a type is by itself. */
function byDefault(type: Syntax): Expr {
  const place = { at: at(type) };
  const known = typeOf(type) ?? '';
  const plain = known.replace(/<.*$/s, '').replace(/^.*::/s, '');
  if (/^[iu]\d/.test(known)) return literal(type, { t: 'int', v: 0n, type: known });
  if (known === 'f64') return literal(type, { t: 'num', v: 0 });
  if (known === 'bool') return truth(type, false);
  if (plain === 'String') return word(type, '');
  if (plain === 'Option') return literal(type, { t: 'nothing', name: 'None' });
  if (NEW.test(plain)) return calling(type, `${plain}::new`, []);
  if (type.type !== 'type_identifier')
    return { ...place, op: 'unsupported', what: `what a ${known} is by itself is not followed` };
  return { ...place, op: 'call', callee: { ...place, op: 'member', object: name(type), name: 'default' }, args: [] };
}
