import type { Container, Data } from '../core/values';
import { shownNamed } from './named-tuples';

/** A value as Python writes it (`repr`). Containers in containers are cut off at a depth that nobody would read. */
export function show(data: Data, depth = 0): string {
  if (depth > 6) return '…';
  switch (data.t) {
    case 'int':
      return String(data.v);
    case 'num':
      return Number.isInteger(data.v) && Math.abs(data.v) < 1e16 ? `${data.v}.0` : String(data.v);
    case 'str':
      return showText(data.v);
    case 'bool':
      return data.v ? 'True' : 'False';
    case 'nothing':
      return data.name;
    case 'sequence': {
      const items = data.cells.map((cell) => show(cell.data, depth + 1));
      const named = shownNamed(data, items);
      if (named !== undefined) return named;
      const inner = items.join(', ');
      if (data.flavor === 'tuple') return data.cells.length === 1 ? `(${inner},)` : `(${inner})`;
      return data.flavor === 'deque' ? `deque([${inner}])` : `[${inner}]`;
    }
    case 'record': {
      if (data.flavor === 'instance') return data.constant?.shown ?? `${data.type?.declaration.name ?? 'object'}()`;
      const entries = [...data.entries.values()];
      if (data.flavor === 'set')
        return entries.length === 0 ? 'set()' : `{${entries.map(({ key }) => show(key)).join(', ')}}`;
      return `{${entries.map(({ key, box }) => `${show(key)}: ${show(box.data, depth + 1)}`).join(', ')}}`;
    }
    case 'unknown':
    case 'builtin':
    case 'module':
      return data.name;
    case 'range':
      return data.step === 1n
        ? `range(${data.start}, ${data.stop})`
        : `range(${data.start}, ${data.stop}, ${data.step})`;
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

function showText(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const inner = value
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return quote + inner + quote;
}

export function cellName(parent: string, container: Container, key: Data): string {
  const isAttribute =
    key.t === 'str' &&
    (container.t === 'record' ? !['dict', 'set'].includes(container.flavor) : container.t === 'unknown');
  if (isAttribute && key.v.startsWith('.')) return `${parent}${key.v}`;
  return isAttribute && container.t === 'record' ? `${parent}.${key.v}` : `${parent}[${show(key)}]`;
}
