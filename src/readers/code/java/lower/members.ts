import type { Expr, Stmt } from '../../core/ir';
import { required } from '../../core/lowering';
import { named, ofType, type Span, type Syntax } from '../../syntax';

/** A class as it stands in the text. */
export interface ClassSyntax {
  /** Its declaration, or what makes the one object of a class without a name. */
  node: Syntax;
  name: string;
  /** What it extends. */
  base: Syntax | undefined;
  members: readonly Syntax[];
  /** Undefined for a class without a name. */
  kind: 'class' | 'interface' | 'enum' | 'record' | undefined;
  isAnonymous: boolean;
}

const KINDS: Readonly<Record<string, 'class' | 'interface' | 'enum' | 'record'>> = {
  class_declaration: 'class',
  interface_declaration: 'interface',
  enum_declaration: 'enum',
  record_declaration: 'record',
};

/** Whether a statement, or a member of a class, declares a class. */
export function isClass({ type }: Syntax): boolean {
  return type in KINDS;
}

export function declaredClass(node: Syntax): ClassSyntax {
  const extended = ofType(node, 'superclass');
  return {
    node,
    name: required(node, 'name').text,
    base: extended && named(extended)[0],
    members: membersIn(required(node, 'body')),
    kind: KINDS[node.type],
    isAnonymous: false,
  };
}

/** `new Base(…) { … }` */
export function classWithoutName(node: Syntax, base: Syntax, body: Syntax): ClassSyntax {
  return { node, name: `new ${base.text}`, base, members: membersIn(body), kind: undefined, isAnonymous: true };
}

function membersIn(body: Syntax): Syntax[] {
  return named(body).flatMap((one) => (one.type === 'enum_body_declarations' ? named(one) : [one]));
}

export function isStatic(member: Syntax): boolean {
  return has(member, 'static') || member.type === 'constant_declaration';
}

/** Whether none of the fields that each object has is assigned to after it is made. */
export function isFixed(members: readonly Syntax[]): boolean {
  return members.every((one) => one.type !== 'field_declaration' || has(one, 'static') || has(one, 'final'));
}

export function has(node: Syntax, modifier: string): boolean {
  return ofType(node, 'modifiers')?.children.some(({ type }) => type === modifier) ?? false;
}

/** `this.name` */
export function ownField(place: Span, own: string): Expr {
  return { at: place, op: 'member', object: { at: place, op: 'name', name: 'this' }, name: own };
}

/** `this.name = value` */
export function put(place: Span, own: string, value: Expr): Stmt {
  return { at: place, do: 'assign', targets: [{ at: place, to: 'place', place: ownField(place, own) }], value };
}
