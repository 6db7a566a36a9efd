import type { FunctionDeclaration, Stmt } from '../../core/ir';
import { at, required, unsupportedStatement } from '../../core/lowering';
import { asCell, withReturns } from '../../native/returns';
import { field, named, type Syntax } from '../../syntax';
import { wholeType } from '../types';
import { initializers, type Member } from './constructors';
import { isFelt } from './destructors';
import { headOf, isStatic, isVirtual, ownerOf, ownName } from './heads';
import type { Lower } from './lower';
import { parameter } from './parameters';
import { openIn, valueNames, valueParameters, type ValueParameter } from './templates';
import { bodyOf } from './within';

/** What the function stands in: names of types that a template leaves open, the fields of its class. */
interface Around {
  open?: readonly string[];
  values?: readonly ValueParameter[];
  members?: ReadonlyMap<string, Member>;
  /** The name of its class, where that extends another one. */
  owner?: string | undefined;
}

export function functionOf(
  node: Syntax,
  lower: Lower,
  { open = [], values = [], members, owner }: Around = {},
): FunctionDeclaration {
  const shape = required(node, 'declarator');
  const head = headOf(shape);
  const givesCell = shape.type === 'reference_declarator';
  const block = required(node, 'body');
  const label = ownName(required(head, 'declarator').text);
  return {
    at: at(node),
    name: label,
    ...(label.startsWith('~') && isFelt(block) && { isFelt: true }),
    parameters: [
      ...named(required(head, 'parameters')).flatMap((one) => parameter(one, lower, open)),
      ...valueParameters(head, values, lower),
    ],
    // What it gives a pointer or reference to stays as it is.
    result: head === shape ? wholeType(field(node, 'type')) : undefined,
    ...(isStatic(node) && members && { isStatic: true }),
    ...(isVirtual(node, head) && { isVirtual: true }),
    ...(givesCell && { givesCell }),
    body: bodyOf(head, block, open, () => {
      const made = lower.block(named(block));
      return [
        ...initializers(node, label === ownerOf(node) || label === owner, members, lower),
        ...valueNames(values),
        ...(givesCell ? made.map(givingCells) : made),
      ];
    }),
  };
}

function givingCells(statement: Stmt): Stmt {
  return withReturns(statement, (one) => (one.value ? { ...one, value: asCell(one.value) } : one));
}

/** @param open what a template around it leaves open */
export function functionStatement(node: Syntax, lower: Lower, open = openIn(undefined)): Stmt {
  const into = ownerOf(node);
  const declaration = functionOf(node, lower, { open: open.types, values: open.values });
  return { at: at(node), do: 'function', declaration, ...(into !== undefined && { into }) };
}

/** A method that is declared in its class and stands elsewhere. */
export function stubOf(node: Syntax, shape: Syntax, lower: Lower): FunctionDeclaration[] {
  const head = headOf(shape);
  if (head.type !== 'function_declarator' || node.children.some(({ type }) => /^(default|delete)_/.test(type)))
    return [];
  return [
    {
      at: at(node),
      name: ownName(required(head, 'declarator').text),
      parameters: named(required(head, 'parameters')).flatMap((one) => parameter(one, lower)),
      body: () => [unsupportedStatement(node)],
      ...(isStatic(node) && { isStatic: true }),
      ...(isVirtual(node, head) && { isVirtual: true }),
    },
  ];
}
