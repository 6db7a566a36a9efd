import type { FunctionDeclaration, Stmt } from '../../core/ir';
import { at, calling, literal, name, required, truth, variable, word } from '../../core/lowering';
import { field, named, ofType, type Syntax } from '../../syntax';
import { argumentsOf } from './calls';
import type { Lower } from './lower';
import { isFixed, type ClassSyntax } from './members';
import { methodName } from './names';
import { instance, newObject } from './objects';

/** `RED(1) { … }`: an object of the enumeration, which all know by its name. */
export function constant(node: Syntax, ordinal: number, of: ClassSyntax, lower: Lower): Stmt {
  const place = at(node);
  const own = required(node, 'name');
  const given = field(node, 'arguments') ? argumentsOf(node, lower) : [];
  const body = ofType(node, 'class_body');
  const type = required(of.node, 'name');
  const made = body
    ? instance(place, lower.anonymousClass(node, type, body), given)
    : newObject(place, name(type), given);
  const args = [
    made,
    word(own, own.text),
    literal(own, { t: 'int', v: BigInt(ordinal) }),
    truth(own, isFixed(of.members) && isFixed(body ? named(body) : [])),
  ];
  const value = { ...calling(own, 'enum constant', args), at: place };
  return { at: place, do: 'declare', target: variable(own, 'block'), value };
}

/** `values()` and `valueOf(name)`, which every enumeration has. */
export function enumMethods({ node, kind }: ClassSyntax): FunctionDeclaration[] {
  if (kind !== 'enum') return [];
  const type = required(node, 'name');
  const place = { at: at(type) };
  const make = (own: string, given: readonly string[]): FunctionDeclaration => ({
    ...place,
    name: own,
    known: methodName(own),
    parameters: given.map((one) => ({ ...place, pattern: { ...place, to: 'name', name: one, declare: 'function' } })),
    body: () => [
      {
        ...place,
        do: 'return',
        value: calling(type, `enum ${own}`, [name(type), ...given.map((one) => name(type, one))]),
      },
    ],
    isStatic: true,
  });
  return [make('values', []), make('valueOf', ['name'])];
}
