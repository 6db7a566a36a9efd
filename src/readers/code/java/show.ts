import type { Container, Data } from '../core/values';
import { cellName as nativeName, show as nativeShow } from '../native/show';
import { constantOf } from './enums';
import { isBuilder, kindOf } from './kinds';
import { realText } from './numbers';
import { builtText } from './texts';

/** A value as Java writes it, near enough. */
export function show(data: Data, depth = 0): string {
  if (depth > 6) return '…';
  if (data.t === 'int' && data.type === 'u16' && data.v > 31n) return `'${String.fromCharCode(Number(data.v))}'`;
  if (data.t === 'num') return realText(data) ?? String(data.v);
  if (data.t === 'module') return data.name;
  if (data.t === 'sequence' || data.t === 'view') {
    const cells = data.t === 'view' ? data.base.cells.slice(data.from, data.to) : data.cells;
    if (isBuilder(data)) return JSON.stringify(builtText(cells) ?? '…');
    return `{${cells.map((cell) => show(cell.raw, depth + 1)).join(', ')}}`;
  }
  if (data.t !== 'record') return nativeShow(data, depth);
  const constant = constantOf(data);
  if (constant) return constant.name;
  const kind = kindOf(data);
  const entries = [...data.entries.values()];
  const inner = (one: Data): string => (one.t === 'str' && kind === undefined ? one.v : show(one, depth + 1));
  if (kind === 'set') return `{${entries.map(({ box }) => show(box.raw, depth + 1)).join(', ')}}`;
  const name = kind === undefined ? (data.type?.declaration.name ?? '') : '';
  return `${name}{${entries.map(({ key, box }) => `${inner(key)}: ${show(box.raw, depth + 1)}`).join(', ')}}`;
}

export function cellName(parent: string, container: Container, key: Data): string {
  if (container.t === 'record' && kindOf(container) !== undefined) return `${parent}[${show(key)}]`;
  if (key.t === 'int' && key.type === 'u16') return `${parent}[${show(key)}]`;
  return nativeName(parent, container, key);
}
