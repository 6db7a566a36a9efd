import type { ClassDeclaration, Expr, FunctionDeclaration, Parameter, Stmt } from '../../core/ir';
import { at, calling, functionExpression, literal, name, required, word } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { HOLDING, VARIANT } from '../variants';
import { returning } from './branches';
import { defaultOf } from './defaults';
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
    value: calling(node, ' itself', [name(node, label)]),
  };
  const own = impls
    .filter((one) => one.type === 'impl_item' && plainName(field(one, 'type')) === label)
    .flatMap((one) => [...functionsIn(one), ...inherited(one, impls)]);
  return own.map((one) => {
    const made = functionOf(one, lower);
    // `from` of several traits: which one is meant is told by types.
    if (own.some((other) => other !== one && nameOf(other) === nameOf(one)))
      return { ...made, body: () => [{ at: at(one), do: 'unsupported', what: `${made.name} is there several times` }] };
    return /\bSelf\b/.test(field(one, 'body')?.text ?? '') ? { ...made, body: () => [self, ...made.body()] } : made;
  });
}

function functionsIn(node: Syntax): Syntax[] {
  const body = field(node, 'body');
  return body ? named(body).filter(({ type }) => type === 'function_item') : [];
}

/** The methods that a trait has by itself, where the `impl` of it does not have its own. */
function inherited(impl: Syntax, beside: readonly Syntax[]): Syntax[] {
  const wanted = plainName(field(impl, 'trait'));
  const trait = beside.find((one) => one.type === 'trait_item' && field(one, 'name')?.text === wanted);
  if (!trait) return [];
  const own = new Set(functionsIn(impl).map(nameOf));
  return functionsIn(trait).filter((one) => !own.has(nameOf(one)));
}

function nameOf(node: Syntax): string {
  return required(node, 'name').text;
}

/** `Shape` of `crate::shapes::Shape<T>`. */
function plainName(node: Syntax | undefined): string | undefined {
  return node?.text.replace(/<.*$/s, '').replace(/^.*::/s, '');
}

/** An enumeration: variants that hold nothing have numbers, the others names for what they hold. */
export function enumOf(node: Syntax, impls: readonly Syntax[], lower: Lower): ClassDeclaration {
  const label = required(node, 'name').text;
  let next: Expr = { at: at(node), op: 'literal', value: { t: 'int', v: 0n } };
  const fields = named(required(node, 'body'))
    .filter((one) => one.type === 'enum_variant')
    .map((one) => {
      const place = { at: at(one) };
      const held = field(one, 'body');
      const given = field(one, 'value');
      const number = given ? lower.expression(given) : next;
      next = { ...place, op: 'binary', operator: '+', left: number, right: literal(one, { t: 'int', v: 1n }) };
      const value: Expr = held
        ? { ...place, op: 'sequence', flavor: HOLDING, items: fieldsOf(held).map((v) => word(one, v)) }
        : { ...place, op: 'sequence', flavor: VARIANT, items: [number] };
      return { name: required(one, 'name').text, shared: true, value };
    });
  return { at: at(node), name: label, methods: methodsOf(label, node, impls, lower), fields, kind: 'enum' };
}

/** Variants that are known by their names alone: `use Shape::*`, `use Shape::{Circle, Square}`. */
export function usedOf(node: Syntax, beside: readonly Syntax[]): Stmt[] {
  const label = required(node, 'name').text;
  const variants = named(required(node, 'body')).filter((one) => one.type === 'enum_variant');
  const used = new Set(
    beside
      .filter(({ type }) => type === 'use_declaration')
      .flatMap((one) => {
        const [, list] =
          new RegExp(`^(?:(?:self|crate)::)?${label}::(.*)$`, 's').exec(required(one, 'argument').text) ?? [];
        if (list === undefined) return [];
        return list === '*' ? variants.map((variant) => required(variant, 'name').text) : (list.match(/\w+/g) ?? []);
      }),
  );
  return variants
    .map((one) => required(one, 'name'))
    .filter(({ text }) => used.has(text))
    .map((one) => ({
      at: at(one),
      do: 'declare',
      isFixed: true,
      target: { at: at(one), to: 'name', name: one.text, declare: 'block' },
      value: { at: at(one), op: 'member', object: name(node, label), name: one.text },
    }));
}

export function structOf(node: Syntax, impls: readonly Syntax[], lower: Lower): ClassDeclaration {
  const label = required(node, 'name').text;
  const methods = methodsOf(label, node, impls, lower);
  const body = field(node, 'body');
  const types = new Map(
    body?.type === 'ordered_field_declaration_list'
      ? body.children.filter((one) => one.field === 'type').map((one, index) => [String(index), typeOf(one)])
      : (body ? named(body) : []).map((one) => [field(one, 'name')?.text, typeOf(field(one, 'type'))]),
  );
  const fields = (body ? fieldsOf(body) : []).map((name) => ({
    name,
    shared: false,
    type: told(types.get(name)),
  }));
  const byDefault = defaultOf(node);
  return { at: at(node), name: label, methods: byDefault ? [...methods, byDefault] : methods, fields };
}

/** The type of a field, where that says what an iterator is collected into, or what number of the text is put there. */
function told(type: string | undefined): string | undefined {
  return type !== undefined && /\b(Hash|BTree)(Map|Set)<|^[iu]\d+$|^f32$/.test(type) ? type : undefined;
}

/** The names of what a structure or a variant holds; where they have none, their places. */
function fieldsOf(list: Syntax): string[] {
  if (list.type === 'ordered_field_declaration_list')
    return list.children.filter((one) => one.field === 'type').map((_, index) => String(index));
  return named(list)
    .filter(({ type }) => type === 'field_declaration')
    .map((one) => required(one, 'name').text);
}
