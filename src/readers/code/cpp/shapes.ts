import { construct } from '../core/calls';
import type { Machine } from '../core/machine';
import type { Box, Data, Sequence } from '../core/values';
import { isIntType } from '../native/integers';
import type { Span } from '../syntax';
import { refuseSlices } from './inheritance';

/*
 * Types of the library as they are written, `vector<pair<f64,i32>>`: what braces become of which nothing but that says it, and
 * what is put into a list.
 */

/** A type's name and what stands in its brackets. */
export function partsOf(type: string): { name: string; args: string[] } {
  const [, name = type, inner = ''] = /^(\w+)<(.*)>$/.exec(type) ?? [];
  const args: string[] = [];
  let [depth, from] = [0, 0];
  for (let at = 0; at <= inner.length; at++) {
    const sign = inner[at];
    if (sign === '<') depth++;
    else if (sign === '>') depth--;
    else if (inner.length > 0 && (sign === undefined || (sign === ',' && depth === 0))) {
      args.push(inner.slice(from, at));
      from = at + 1;
    }
  }
  return { name, args };
}

export function isNumeric(type: string | undefined): type is string {
  return type !== undefined && (isIntType(type) || type === 'f64' || type === 'float' || type === 'bool');
}

/** What is in a list that is no list of numbers. */
const held = new WeakMap<Data, string>();

/** A list of elements of a type. */
export function listOf(
  m: Machine,
  flavor: string,
  boxes: readonly Box[],
  element: string | undefined,
  at: Span,
): Sequence {
  const made = m.sequence(flavor, boxes, at, isNumeric(element) && element !== 'bool' ? element : undefined);
  if (element !== undefined && made.type === undefined) held.set(made, element);
  return made;
}

/** The type of what is in a list, where that is known. */
export function elementOf(of: Sequence): string | undefined {
  return of.type ?? held.get(of);
}

/** A list that is made of another one holds what that held. */
export function withElement<T extends Data>(of: Data, made: T): T {
  const element = held.get(of);
  if (element !== undefined) held.set(made, element);
  return made;
}

/** A value as an element of a list. */
export function asElement(m: Machine, of: Sequence, given: Box, at: Span): Box {
  return m.typed(elementOf(of), m.dialect.copied?.(m, given, at) ?? given, at);
}

const LISTS: ReadonlySet<string> = new Set(['vector', 'deque', 'list']);

/** Values in braces that nobody has said the type of. */
function isBraces({ raw, home }: Box): boolean {
  return home === null && raw.t === 'sequence' && raw.flavor === 'vector' && elementOf(raw) === undefined;
}

/** What is given as a value of a type: braces become what the type says. */
export function shaped(m: Machine, type: string, box: Box, at: Span): Box {
  const { raw } = box;
  const { name, args } = partsOf(type);
  refuseSlices(m, name, raw, at);
  if (raw.t === 'sequence' && (name === 'pair' || name === 'tuple')) {
    if (!isBraces(box) && raw.flavor !== 'tuple') return box;
    if (args.length !== raw.cells.length) return isBraces(box) ? refused(m, type, at) : box;
    const cells = raw.cells.map((one, index) => m.typed(args[index], one, at));
    const isSame = raw.flavor === 'tuple' && cells.every((one, index) => one === raw.cells[index]);
    return isSame ? box : m.fresh(m.sequence('tuple', cells, at));
  }
  if (!isBraces(box) || raw.t !== 'sequence') return box;
  const [element] = args;
  if (LISTS.has(name) && element !== undefined && !raw.cells.some(({ raw: { t } }) => t === 'reference')) {
    const cells = raw.cells.map((one) => m.typed(element, one, at));
    return m.fresh(listOf(m, 'vector', cells, element, at));
  }
  const known = m.classes.get(name);
  if (known === null) return refused(m, type, at);
  if (!known) return box;
  const made = construct(m, known, { positional: [...raw.cells], keywords: new Map() }, at);
  const zeros = m.dialect.builtin('zero filled');
  return zeros?.t === 'builtin' ? m.dialect.apply(m, zeros, { positional: [made], keywords: new Map() }, at).box : made;
}

function refused(m: Machine, type: string, at: Span): never {
  return m.fail(at, `these braces are not followed as ${type}: write the type before them`);
}
