import type { Call, Part } from '../../core/library/library';
import { box, callback, many, optional, text, type Callback } from '../../core/library/parameters';
import { refuse, using } from '../../core/library/table';
import { methodOf } from '../../core/ancestry';
import type { Box, ClassData, Data } from '../../core/values';
import { cellsOf, innermost, target } from '../../native/pointers';
import { int, integer } from '../../native/functions';
import { count } from '../../native/parameters';
import { isMap } from '../../native/show';

/** Whether a value may be one of a type whose values are of that kind; `structure`: a pointer to none. */
function isOfKind(data: Data, kind: string): boolean {
  switch (kind) {
    case 'slice':
      return data.t === 'view' || data.t === 'nothing' || (data.t === 'sequence' && data.flavor === 'slice');
    case 'array':
      return data.t === 'sequence' && data.flavor === 'array';
    case 'map':
      return data.t === 'nothing' || (data.t === 'record' && isMap(data.flavor));
    case 'number':
      return data.t === 'int' || data.t === 'num';
    case 'text':
      return data.t === 'str';
    case 'truth':
      return data.t === 'bool';
    case 'function':
      return data.t === 'function' || data.t === 'builtin';
    default:
      return data.t === 'nothing';
  }
}

/** The method of that name which an object has: structures know theirs, of other values it is told by what they are. */
const method = using([box, text, many(box)], (call, given, label, others): Box => {
  const { m, at } = call;
  const object = target(m, given);
  const { data } = object;
  const named = data.t === 'view' ? data.named : undefined;
  const candidates: ClassData[] = [];
  for (let index = 0; index + 2 < others.length; index += 3) {
    const [type, kind, known] = [others[index]?.data, others[index + 1]?.data, others[index + 2]?.data];
    if (type?.t !== 'str' || kind?.t !== 'str' || known?.t !== 'class') continue;
    if (isOfKind(data, kind.v) && (named === undefined || named === type.v)) candidates.push(known);
  }
  const [only, more] = candidates;
  if (!only) return m.dialect.member(m, given, label, at).read();
  if (more) return refuse(`several types have a method ${label}, and which one this is of is not known`, 'unsupported');
  const known = methodOf(only, [label]) ?? refuse(`what .${label} does is not known here`, 'unsupported');
  const self = known.declaration.parameters[0]?.pattern;
  const isPointer = self?.to === 'name' && self.type === '*';
  if (isPointer && data.t !== 'nothing' && given.data.t !== 'reference')
    return refuse(`what ${label} is called on has no place of its own`, 'unsupported');
  return m.fresh({ ...known, self: isPointer ? innermost(given) : object });
});

/** What container/heap asks of the heap that it is given. */
interface Heap {
  length: () => number;
  isLess: (i: number, j: number) => boolean;
  swap: (i: number, j: number) => void;
}

function heapOf({ m, at }: Call, len: Callback, less: Callback, swap: Callback): Heap {
  return {
    length: () => integer(m, len([]), at),
    isLess: (i, j) => m.test(less([int(m, i), int(m, j)]), at),
    swap: (i, j) => void swap([int(m, i), int(m, j)]),
  };
}

/** https://pkg.go.dev/container/heap, step by step: its swaps are seen. */
function up({ isLess, swap }: Heap, from: number): void {
  for (let j = from; j > 0;) {
    const i = Math.trunc((j - 1) / 2);
    if (i === j || !isLess(j, i)) return;
    swap(i, j);
    j = i;
  }
}

function down({ isLess, swap }: Heap, from: number, n: number): boolean {
  let i = from;
  for (;;) {
    const left = 2 * i + 1;
    if (left >= n) break;
    const j = left + 1 < n && isLess(left + 1, left) ? left + 1 : left;
    if (!isLess(j, i)) break;
    swap(i, j);
    i = j;
  }
  return i > from;
}

const initialized = using([callback, callback, callback], (call, len, less, swap) => {
  const heap = heapOf(call, len, less, swap);
  const n = heap.length();
  for (let i = Math.trunc(n / 2) - 1; i >= 0; i--) down(heap, i, n);
});

const pushed = using([callback, callback, callback, callback, box], (call, len, less, swap, push, value) => {
  push([value]);
  const heap = heapOf(call, len, less, swap);
  up(heap, heap.length() - 1);
});

const popped = using(
  [callback, callback, callback, callback, optional(count)],
  (call, len, less, swap, pop, which): Box => {
    const heap = heapOf(call, len, less, swap);
    const n = heap.length() - 1;
    const i = which ?? 0;
    // `Remove` leaves the last one where it is.
    if (which === undefined || n !== i) {
      heap.swap(i, n);
      if (!down(heap, i, n) && which !== undefined) up(heap, i);
    }
    return pop([]);
  },
);

const fixed = using([callback, callback, callback, count], (call, len, less, swap, i) => {
  const heap = heapOf(call, len, less, swap);
  if (!down(heap, i, heap.length())) up(heap, i);
});

/** How many elements the library sorts by insertion alone; how it goes about more of them is not followed. */
const sorted = (most: number) =>
  using([callback, callback, callback], (call, len, less, swap) => {
    const { length, isLess, swap: exchange } = heapOf(call, len, less, swap);
    const n = length();
    if (n > most)
      return refuse(`how more than ${most} elements are sorted here is not followed: use sort.Slice`, 'unsupported');
    for (let i = 1; i < n; i++) for (let j = i; j > 0 && isLess(j, j - 1); j--) exchange(j, j - 1);
    return undefined;
  });

export const methods: Part = {
  functions: {
    'method of': method,
    /** `ByAge(people)`: a list that knows its type. */
    'as named': using([box, text], ({ m, at }, given, named): Box | Data => {
      const { data } = target(m, given);
      return data.t === 'view' || data.t === 'sequence' ? { t: 'view', ...cellsOf(m, given, at), named } : given;
    }),
    ' heap.Init': initialized,
    ' heap.Push': pushed,
    ' heap.Pop': popped,
    ' heap.Remove': popped,
    ' heap.Fix': fixed,
    ' sort.Sort': sorted(12),
    ' sort.Stable': sorted(20),
  },
  modules: ['heap'],
};
