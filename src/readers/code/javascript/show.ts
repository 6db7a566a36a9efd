import type { Container, Data } from '../core/values';

/** A value as JavaScript writes it. */
export function show(data: Data, depth = 0): string {
  if (depth > 6) return '…';
  switch (data.t) {
    case 'int':
      return String(data.v);
    case 'num':
      return Object.is(data.v, -0) ? '-0' : String(data.v);
    case 'str':
      return quoted(data.v);
    case 'bool':
      return String(data.v);
    case 'nothing':
      return data.name;
    case 'sequence':
      return `[${data.cells.map((cell) => show(cell.data, depth + 1)).join(', ')}]`;
    case 'record': {
      if (data.flavor === 'instance') return data.type?.declaration.name ?? 'object';
      if (data.flavor === 'set') return `Set(${data.entries.size})`;
      const entries = [...data.entries.values()].map(({ key, box }) => `${keyName(key)}: ${show(box.data, depth + 1)}`);
      return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
    }
    case 'unknown':
    case 'builtin':
    case 'module':
      return data.name;
    case 'range':
    case 'iterator':
      return 'an iterator';
    case 'function':
    case 'class':
      return data.declaration.name;
    case 'view':
      return show(data.base, depth + 1);
    case 'reference':
      return data.place.name;
  }
}

function quoted(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return `'${inner.replaceAll("'", "\\'")}'`;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

function keyName(key: Data): string {
  return key.t === 'str' && IDENTIFIER.test(key.v) ? key.v : show(key);
}

export function cellName(parent: string, container: Container, key: Data): string {
  if (container.t !== 'sequence' && key.t === 'str') {
    if (IDENTIFIER.test(key.v)) return `${parent}.${key.v}`;
    if (/^(0|[1-9]\d*)$/.test(key.v)) return `${parent}[${key.v}]`;
  }
  return `${parent}[${show(key)}]`;
}
