import type { ClassDeclaration, Expr, FunctionDeclaration, Parameter, Stmt } from '../../core/ir';
import { at, functionExpression, literal, name, required } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { VARIANT } from '../variants';
import { returning } from './branches';
import type { Lower } from './lower';
import { inFunction, pattern } from './targets';
import { typeOf } from './types';

export function functionOf(node: Syntax, lower: Lower): FunctionDeclaration {
  const block = field(node, 'body');
  const parameters = named(required(node, 'parameters'));
  const takesSelf = parameters.some(({ type }) => type === 'self_parameter');
  return {
    at: at(node),
    name: field(node, 'name')?.text ?? 'closure',
    parameters: parameters.flatMap(parameter),
    result: typeOf(field(node, 'return_type')),
    body: () => returning(block, lower),
    ...(takesSelf && { takesSelf }),
  };
}

/** A closure. */
export function closureOf(node: Syntax, lower: Lower): Expr {
  const inner = required(node, 'body');
  const parameters = field(node, 'parameters');
  const declaration: FunctionDeclaration = {
    at: at(node),
    name: 'closure',
    parameters: parameters ? named(parameters).flatMap(parameter) : [],
    result: typeOf(field(node, 'return_type')),
    body: () => returning(inner, lower),
    arrow: true,
    moves: node.children.some(({ type }) => type === 'move'),
  };
  return functionExpression(declaration);
}

function parameter(node: Syntax): Parameter[] {
  if (node.type === 'self_parameter') {
    // `&self` is the object itself, `self` a copy (or the object, which then nobody else has any more).
    const type = node.text.includes('&') ? { type: '*' } : {};
    return [{ at: at(node), pattern: { at: at(node), to: 'name', name: 'self', declare: 'function', ...type } }];
  }
  if (node.type !== 'parameter') return [{ at: at(node), pattern: inFunction(pattern(node)) }];
  const type = field(node, 'type');
  return [
    {
      at: at(node),
      pattern: inFunction(pattern(required(node, 'pattern'), type?.type === 'reference_type' ? '*' : typeOf(type))),
    },
  ];
}

/** The functions in the `impl` blocks of a type, in which `Self` is it. */
function methodsOf(label: string, node: Syntax, impls: readonly Syntax[], lower: Lower): FunctionDeclaration[] {
  const self: Stmt = {
    at: at(node),
    do: 'declare',
    target: { at: at(node), to: 'name', name: 'Self', declare: 'block' },
    value: { at: at(node), op: 'call', callee: name(node, ' itself'), args: [{ value: name(node, label) }] },
  };
  return impls
    .filter((one) => field(one, 'type')?.text.replace(/<.*$/s, '') === label)
    .flatMap((one) => named(required(one, 'body')))
    .filter(({ type }) => type === 'function_item')
    .map((one) => {
      const made = functionOf(one, lower);
      return /\bSelf\b/.test(field(one, 'body')?.text ?? '') ? { ...made, body: () => [self, ...made.body()] } : made;
    });
}

/** An enumeration of names; a name that holds something is not followed where it is used. */
export function enumOf(node: Syntax, impls: readonly Syntax[], lower: Lower): ClassDeclaration {
  const label = required(node, 'name').text;
  const plain = named(required(node, 'body')).filter((one) => one.type === 'enum_variant' && !field(one, 'body'));
  let next: Expr = { at: at(node), op: 'literal', value: { t: 'int', v: 0n } };
  const fields = plain.map((one) => {
    const place = { at: at(one) };
    const given = field(one, 'value');
    const number = given ? lower.expression(given) : next;
    next = { ...place, op: 'binary', operator: '+', left: number, right: literal(one, { t: 'int', v: 1n }) };
    const value: Expr = { ...place, op: 'sequence', flavor: VARIANT, items: [number] };
    return { name: required(one, 'name').text, shared: true, value };
  });
  return { at: at(node), name: label, methods: methodsOf(label, node, impls, lower), fields, kind: 'enum' };
}

export function structOf(node: Syntax, impls: readonly Syntax[], lower: Lower): ClassDeclaration {
  const label = required(node, 'name').text;
  const methods = methodsOf(label, node, impls, lower);
  const members = named(field(node, 'body') ?? node)
    .filter(({ type }) => type === 'field_declaration')
    .map((one) => ({ name: required(one, 'name').text, shared: false }));
  return { at: at(node), name: label, methods, fields: members };
}
