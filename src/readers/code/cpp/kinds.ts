import type { Fit } from '../core/dialect';
import type { Machine } from '../core/machine';
import { lineage } from '../core/ancestry';
import type { Box, ClassData } from '../core/values';

const LISTS = /^(vector|deque|list|array)\b/;
const SMALL = new Set(['i8', 'u8', 'i16', 'u16', 'bool']);

/** A type parameter takes anything as it is, but a function that is none of a template goes first. */
const ANY = 0.5;

/**
 * `type` is written without `const`, `std::` and any `&` but that of `&&`; `?` stands for a type parameter. What has no place
 * of its own, or is offered, goes to `&&` first.
 */
export const fit: Fit<Machine> = (m, type, box, scope, isCell = false) => {
  const { data } = box;
  if (type.endsWith('&&')) {
    const rank = isCell ? undefined : fit(m, type.slice(0, -2), box, scope);
    return rank === undefined ? undefined : rank - 0.25;
  }
  if (type === '?' || type === 'auto') return ANY;
  switch (data.t) {
    case 'int':
      return numberFit(data.type ?? 'i32', type);
    case 'num':
      return numberFit('f64', type);
    case 'bool':
      return numberFit('bool', type);
    case 'str':
      return type === 'string' || type === 'string_view' || type === 'i8*' ? NaN : undefined;
    case 'unknown':
      return NaN;
    case 'nothing':
      return type.endsWith('*') ? 0 : undefined;
    case 'reference':
    case 'sequence':
      if (data.t === 'sequence' && data.flavor === 'tuple') return /^(pair|tuple)\b/.test(type) ? 0 : undefined;
      if (data.t === 'sequence' && data.flavor !== 'array')
        return LISTS.test(type) && !type.endsWith('*') ? listFit(type, data.type) : undefined;
      // `T (&a)[N]` takes arrays alone.
      if (type.endsWith('[]')) return data.t === 'sequence' ? pointerFit(type.slice(0, -2), box) : undefined;
      if (type === 'bool') return 2;
      return type.endsWith('*') ? pointerFit(type.slice(0, -1), box) : undefined;
    case 'record':
      return classFit(data.type, type.replace(/<.*$/, '').replace(/\*$/, ''));
    default:
      return /^[iuf]\d|^bool$|\*$|\[\]$/.test(type) || LISTS.test(type) || scope.find(type)?.box?.data.t === 'class'
        ? undefined
        : NaN;
  }
  function pointerFit(element: string, { data: to }: Box): number | undefined {
    if (element === '?') return ANY;
    if (element === 'void') return 2;
    const base = to.t === 'sequence' ? to : to.t === 'reference' ? to.place.base : undefined;
    const known = base?.type;
    if (known !== undefined) return known === element ? 0 : undefined;
    const inner = to.t === 'reference' ? to.place.peek?.()?.data : base?.cells[0]?.data;
    if (!inner) return NaN;
    const held = fit(m, element, m.fresh(inner), scope);
    return held !== undefined && held <= ANY ? held : undefined;
  }
};

/** A class goes before what it extends. */
function classFit(of: ClassData | undefined, name: string): number | undefined {
  const distance = lineage(of).findIndex(({ declaration }) => declaration.name === name);
  return distance < 0 ? undefined : distance;
}

function numberFit(from: string, type: string): number | undefined {
  if (type === from) return 0;
  if (!/^[iuf]\d|^bool$/.test(type)) return undefined;
  return SMALL.has(from) && type === 'i32' ? 1 : 2;
}

function listFit(type: string, known: string | undefined): number | undefined {
  const element = /<(.*)>$/.exec(type)?.[1]?.split(',')[0]?.trim();
  // A template for lists goes before one for anything.
  if (element === '?') return ANY / 2;
  if (element === undefined || known === undefined) return /^[iuf]\d/.test(element ?? '') ? NaN : 0;
  return element === known ? 0 : undefined;
}
