import { Library } from '../../core/library/library';
import type { Machine } from '../../core/machine';
import type { Box } from '../../core/values';
import { target } from '../../native/pointers';
import { scan, scanf } from '../../native/input';
import { print } from '../../native/parameters';
import { asTable, isSet } from '../../native/tables';
import { beginBase, dynamicCast } from '../inheritance';
import { firstValue } from '../members';
import { adapters } from './adapters';
import { functors } from './functors';
import { copiedLetters } from './copied-letters';
import { letters, strings } from './letters';
import { algorithms } from './algorithms';
import { lists } from './lists';
import { making } from './making';
import { memoryPart } from './memory';
import { numbers } from './numbers';
import { withStd } from './pointers';
import { passes } from './passes';
import { queues } from './queues';
import { ranges } from './ranges';
import { tables } from './tables';

export { isMemory, seenAs } from './memory';
export { entriesOf, isSameEntry, movedOn, partOfEntry } from './entries';
export { listGiven } from './given';
export { firstTuple, fitted } from './making';
export { isLeft, isMoved, offered } from './moved';
export { withOrder } from './queues';
export { valueUnder } from './tables';

export const library = new Library([
  ranges,
  algorithms,
  passes,
  memoryPart,
  numbers,
  letters,
  copiedLetters,
  strings,
  making,
  lists,
  adapters,
  queues,
  functors,
  tables,
  withStd({ printf: print, puts: print, putchar: print, assert: print, scanf }),
  {
    functions: {
      'read words': scan,
      'first value': { run: firstValue },
      'begin base': { run: beginBase },
      'dynamic cast': { run: dynamicCast },
    },
  },
]);

export function kindsOf(m: Machine, object: Box): string[] {
  const { data } = target(m, object);
  if (data.t === 'str') return ['text'];
  const known = asTable(data);
  if (known) return [isSet(known) ? 'set' : 'map'];
  if (data.t !== 'sequence') return [];
  return [/^(stack|queue|priority queue)$/.test(data.flavor) ? data.flavor : 'list'];
}
