import type { Argument, Expr } from '../../core/ir';
import { at, name, shapes } from '../../core/lowering';
import { field, named, type Syntax } from '../../syntax';
import { partsOf } from '../shapes';
import { isSmart } from '../types';
import { arrayValue } from './arrays';
import type { Declared } from './declarators';
import { LISTS, NUMERIC, TABLES, unlessOwn } from './kinds';
import { braced, listArray, sized } from './lists';
import type { Lower } from './lower';
import { firstOfSmart } from './owners';
import { construct, madeObject } from './structures';
import { newQueue, newTable } from './tables';
import { deducing } from './templates';
import { isOpen } from './within';

/** What a variable holds that is there from the start. */
export function zero(node: Syntax, made: Declared, type: string | undefined, lower: Lower): Expr | undefined {
  const place = { at: at(node) };
  if (made.lengths.length > 0)
    return arrayValue(node, made.lengths, made.elements, node.instead('initializer_list'), lower);
  if (made.isPointer) return { ...place, op: 'literal', value: { t: 'nothing', name: 'nullptr' } };
  if (type === 'f64') return { ...place, op: 'literal', value: { t: 'num', v: 0 } };
  if (type === 'bool') return { ...place, op: 'literal', value: { t: 'bool', v: false } };
  if (type?.startsWith('enum ')) return { ...place, op: 'literal', value: { t: 'int', v: 0n, type: 'i32' } };
  if (type !== undefined && NUMERIC.test(type)) return { ...place, op: 'literal', value: { t: 'int', v: 0n, type } };
  return type !== undefined &&
    !LISTS.has(unlessOwn(node, type) ?? '') &&
    field(node, 'type')?.type === 'struct_specifier'
    ? construct(node, type, [], lower)
    : undefined;
}

export function initialValue(
  node: Syntax,
  made: Declared,
  type: string | undefined,
  elements: string | undefined,
  value: Syntax | undefined,
  outer: Lower,
): Expr | undefined {
  const place = { at: at(value ?? node) };
  const said = field(node, 'type');
  const lower = {
    ...outer,
    expression: deducing(node, said?.type === 'type_identifier' ? said.text : undefined, outer),
  };
  const [length] = made.lengths;
  const library = unlessOwn(node, type);
  if (
    length &&
    !value &&
    made.lengths.length === 1 &&
    LISTS.has(partsOf(made.elements ?? '').name) &&
    made.elements !== 'array'
  )
    return listArray(node, `vector<${elements ?? ''}>`, length, lower);
  if (length !== undefined) return arrayValue(node, made.lengths, made.elements, value, lower);
  if (isSmart(type) && !made.isPointer) return firstOfSmart(node, value, lower);
  if (library === 'priority_queue' && !made.isPointer && (!value || isTableValue(value)))
    return newQueue(node, elements, value, lower);
  if (library !== undefined && TABLES[library] !== undefined && !made.isPointer && (!value || isTableValue(value)))
    return newTable(node, library, value, lower);
  if (!value) {
    const isList = library !== undefined && LISTS.has(library) && library !== 'array' && !made.isPointer;
    const isKnown = isList && elements !== undefined && NUMERIC.test(elements);
    return isKnown ? sized(node.instead('argument_list'), elements, library, lower) : undefined;
  }
  const isBraced = value.type === 'initializer_list' || value.type === 'argument_list';
  if (!isBraced)
    return (made.pattern.to === 'name' && madeObject(node, made.pattern.type, value)) || lower.expression(value);
  if (library !== undefined && LISTS.has(library)) {
    return value.type === 'argument_list'
      ? sized(value, elements, library, lower)
      : braced(value, elements, lower, field(node, 'type'));
  }
  if ((library === 'pair' || library === 'tuple') && !made.isPointer && named(value).length > 1)
    return shapes(lower).sequence(value, 'tuple');
  if (library === 'string' && !made.isPointer) {
    const args = named(value).map((one): Argument => ({ value: lower.expression(one) }));
    return { ...place, op: 'call', callee: name(node, ' string'), args };
  }
  if (made.isPointer || type === undefined || /^[iuf]\d/.test(type) || type === 'bool' || isOpen(type)) {
    const [first] = named(value);
    return first ? lower.expression(first) : { ...place, op: 'literal', value: { t: 'int', v: 0n } };
  }
  return construct(value, type, named(value), lower);
}

function isTableValue({ type }: Syntax): boolean {
  return type === 'initializer_list' || type === 'argument_list';
}
