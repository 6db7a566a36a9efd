import type { Container, Data } from '../core/values';

/** A value as C, Java, Go and Rust write it, near enough. */
export function show(data: Data, depth = 0): string {
  if (depth > 6) return '…';
  switch (data.t) {
    case 'int':
      // `char` of C, where it is a letter.
      if (data.type === 'i8' && data.v > 32n && data.v < 127n) return `'${String.fromCharCode(Number(data.v))}'`;
      return String(data.v);
    case 'num':
      return Number.isInteger(data.v) && Math.abs(data.v) < 1e16 ? `${data.v}.0` : String(data.v);
    case 'str':
      return JSON.stringify(data.v);
    case 'bool':
      return String(data.v);
    case 'nothing':
    case 'unknown':
    case 'builtin':
    case 'module':
      return data.name;
    case 'sequence':
      return `{${data.cells.map((cell) => show(cell.data, depth + 1)).join(', ')}}`;
    case 'view':
      return `{${data.base.cells
        .slice(data.from, data.to)
        .map((cell) => show(cell.data, depth + 1))
        .join(', ')}}`;
    case 'record': {
      if (data.constant) return data.constant.shown;
      const entries = [...data.entries.values()].map(
        ({ key, box }) => `${key.t === 'str' ? key.v : show(key)}: ${show(box.data, depth + 1)}`,
      );
      return `${data.type?.declaration.name ?? ''}{${entries.join(', ')}}`;
    }
    case 'range':
      return `${data.start}..${data.stop}`;
    case 'iterator':
      return 'an iterator';
    case 'function':
    case 'class':
      return data.declaration.name;
    case 'reference':
      return 'a pointer';
  }
}

/** `map`, or `map of …` where the type of its values is told: what a key that is not there gives. */
export function isMap(flavor: string): boolean {
  return flavor === 'map' || flavor.startsWith('map of ');
}

/** Maps and sets of Rust and C++, in the order of their keys or in one that the language leaves open. */
export function isTable(flavor: string): boolean {
  return /^(un)?ordered (map|set)\b/.test(flavor);
}

export function cellName(parent: string, container: Container, key: Data): string {
  if (key.t === 'str' && container.t === 'unknown' && key.v.startsWith('.')) return `${parent}${key.v}`;
  if (key.t === 'str' && container.t === 'record' && !isMap(container.flavor) && !isTable(container.flavor))
    return `${parent}.${key.v}`;
  return `${parent}[${show(key)}]`;
}
