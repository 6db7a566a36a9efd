import { Library } from '../../core/library/library';
import { methodOf } from '../../core/ancestry';
import type { Machine } from '../../core/machine';
import type { Box } from '../../core/values';
import { target } from '../../native/pointers';
import { asTable, isSet } from '../../native/tables';
import { constants } from './constants';
import { copies } from './copies';
import { ends } from './ends';
import { folds } from './folds';
import { HEAP, heaps } from './heaps';
import { input } from './input';
import { iterators } from './iterators';
import { letters } from './letters';
import { making } from './making';
import { numbers } from './numbers';
import { options } from './options';
import { orders } from './orders';
import { ownIterators } from './own-iterators';
import { places } from './places';
import { isCell, sharing } from './shared';
import { slicePatterns } from './slice-patterns';
import { slices } from './slices';
import { sorting } from './sorting';
import { tables } from './tables';
import { texts } from './texts';
import { vectors } from './vectors';

export { isNothing } from './parameters';
export { isCell } from './shared';
export { equal, sameFailure } from './copies';
export { collected } from './tables';

export const library = new Library([
  constants,
  copies,
  ends,
  folds,
  heaps,
  input,
  iterators,
  letters,
  making,
  numbers,
  options,
  orders,
  ownIterators,
  places,
  sharing,
  slicePatterns,
  slices,
  sorting,
  tables,
  texts,
  vectors,
]);

export function kindsOf(m: Machine, object: Box): string[] {
  const { data } = target(m, object);
  if (data.t === 'range' || (data.t === 'sequence' && data.flavor === 'iterator')) return ['iterator', 'value'];
  if (data.t === 'sequence' && data.flavor === HEAP) return ['heap', 'value'];
  if (data.t === 'sequence' || data.t === 'view') return ['list', 'value'];
  const known = asTable(data);
  if (known) return [isSet(known) ? 'set' : 'map', 'value'];
  if (isCell(data)) return ['cell', 'value'];
  if (data.t === 'record' && data.type && methodOf(data.type, ['next'])) return ['own iterator', 'iterator', 'value'];
  if (data.t === 'record' && data.flavor === 'map entry') return ['entry', 'value'];
  if (data.t === 'num') return ['float', 'value'];
  if (data.t === 'str') return ['text', 'value'];
  if (data.t === 'record' && data.flavor === 'stdin') return ['stdin', 'value'];
  return data.t === 'int' ? ['int', 'value'] : ['value'];
}
