import type { Expr, Stmt } from '../../core/ir';
import { at, calling, name, unsupportedStatement, word } from '../../core/lowering';
import { named, ofType, type Syntax } from '../../syntax';
import { elementType, typeOf } from '../types';
import type { Declared } from './declarators';
import type { Lower } from './lower';
import { initialValue } from './values';

/** A field of a class, as that declares it. */
export interface Member {
  declared: Declared;
  type: Syntax | undefined;
}

/** What stands before the body of a constructor, `: Base(1), cells(n)`; `isOwn` says whether it begins with what its class extends. */
export function initializers(
  node: Syntax,
  isOwn: boolean,
  members: ReadonlyMap<string, Member> | undefined,
  lower: Lower,
): Stmt[] {
  const first = ofType(node, 'field_initializer_list');
  return [
    ...(isOwn ? [beginning(node, first, members, lower)] : []),
    ...(first ? named(first).flatMap((one) => initializer(one, members ?? new Map(), lower)) : []),
  ];
}

/** What a constructor does first: what its class extends is made, or another constructor does it all. */
function beginning(
  node: Syntax,
  list: Syntax | undefined,
  members: ReadonlyMap<string, Member> | undefined,
  lower: Lower,
): Stmt {
  const given = (list ? named(list) : []).find((one) => isBase(one, members));
  const [label, value] = given ? named(given) : [];
  const base = word(node, label ? plainName(label.text) : '');
  const args = [name(node, 'this'), base, ...(value ? named(value).map(lower.expression) : [])];
  return { at: at(node), do: 'expression', expression: calling(node, 'begin base', args) };
}

/** `: Shape(3)`, which is none of the fields; where the class stands elsewhere classes are told by how they are written. */
function isBase(node: Syntax, members: ReadonlyMap<string, Member> | undefined): boolean {
  const label = named(node)[0]?.text ?? '';
  if (members) return !members.has(label);
  return /::/.test(label) || new RegExp(`\\b(class|struct)\\s+${plainName(label)}\\b`).test(node.whole);
}

/** `Row` of `game::Row<int>`. */
export function plainName(text: string): string {
  return text.replace(/<[^]*$/, '').replace(/^.*::/, '');
}

/** `: cells(n), at{1}` before a constructor's body. */
function initializer(node: Syntax, members: ReadonlyMap<string, Member>, lower: Lower): Stmt[] {
  return isBase(node, members.size > 0 ? members : undefined) ? [] : [initialized(node, members, lower)];
}

function initialized(node: Syntax, members: ReadonlyMap<string, Member>, lower: Lower): Stmt {
  const [label, value] = named(node);
  const member = label && members.get(label.text);
  if (!label || !value) return unsupportedStatement(node);
  const place = { at: at(node) };
  if (!member) {
    // The class stands elsewhere: what its field is, is known when it is there.
    const args = [name(node, 'this'), word(label, label.text), ...named(value).map(lower.expression)];
    return { ...place, do: 'expression', expression: calling(node, 'first value', args) };
  }
  const field: Expr = { ...place, op: 'member', object: name(node, 'this'), name: label.text };
  const made = initialValue(node, member.declared, typeOf(member.type), elementType(member.type), value, lower);
  if (!made) return unsupportedStatement(node);
  return { ...place, do: 'assign', targets: [{ ...place, to: 'place', place: field }], value: made };
}
