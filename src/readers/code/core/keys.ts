import type { Container, Data } from './values';

/** What has cells between which values move; a constant without parts is one value. */
export function isContainer(data: Data): data is Container {
  if (data.t === 'record') return data.constant === undefined || data.constant.hasParts === true;
  return data.t === 'sequence' || data.t === 'unknown';
}

/** Key of the field of that name in the entries of an object. */
export function fieldKey(name: string): string {
  return `s${name}`;
}

/** Key of a constant among constants, and of an entry in a dictionary; undefined for what cannot be a key. */
export function keyOfData(data: Data): string | undefined {
  switch (data.t) {
    case 'int':
      return `n${data.v}`;
    case 'num':
      return Number.isInteger(data.v) ? `n${BigInt(data.v)}` : `n${data.v}`;
    case 'bool':
      return `n${data.v ? 1 : 0}`;
    case 'str':
      return `s${data.v}`;
    case 'nothing':
      return `z${data.name}`;
    case 'sequence': {
      if (data.flavor !== 'tuple') return undefined;
      const keys = data.cells.map((cell) => keyOfData(cell.data));
      return keys.includes(undefined) ? undefined : `t(${keys.map((key) => `${key?.length}:${key}`).join('')})`;
    }
    case 'record':
      if (!data.constant) return undefined;
      return data.constant.like ? keyOfData(data.constant.like) : `o${data.owner.id}`;
    default:
      return undefined;
  }
}
