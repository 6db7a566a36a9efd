import { at, INDEX, INT, local, name, set, type Argument, type Expr, type Stmt } from '../ast';
import { type Cursor, type Writer } from '../writer';

export function textbook(w: Writer): Stmt[] {
  const { random } = w;
  const [label, book] = random.pick(Object.entries(w.books));
  for (const fn of book.functions) w.functions.set(fn.name, fn);
  const last = book.functions.at(-1);
  const args = book.arguments(w.passed(random.pick(w.names.arrays)), w.size, (low, high) => random.int(low, high));
  const call: Expr = { e: 'call', name: last?.name ?? label, args };
  if (last?.result?.of !== 'index') return [{ s: 'do', value: call }];
  if (random.chance(25)) return [{ s: 'print', value: call }];
  const cursor: Cursor = { name: w.called('i'), low: 0, high: w.size - 1, depth: w.level, isLoop: false };
  w.cursors = [...w.cursors, cursor];
  return [local(cursor.name, INDEX, call), set(w.cell(), at(name(random.pick(w.names.arrays)), name(cursor.name)))];
}

export function printing(w: Writer): Stmt[] | undefined {
  const { random, has } = w;
  const text = w.scalar();
  if (has.assigned !== 'no' && text !== undefined && random.chance(50))
    return [{ s: 'print', value: { e: 'assigned', target: name(text), value: w.term() } }];
  if (has.bump === 'both' && w.names.arrays.length > 0) {
    const target =
      random.chance(50) && text !== undefined ? name(text) : at(name(random.pick(w.names.arrays)), w.index(w.size));
    return [{ s: 'print', value: { e: 'bump', target, by: 1, gives: random.pick(['old', 'new']) } }];
  }
  if (w.names.arrays.length === 0) return undefined;
  const front = w.books.front;
  for (const fn of front?.functions ?? []) w.functions.set(fn.name, fn);
  const args: Argument[] = [w.passed(random.pick(w.names.arrays)), { value: w.value(), type: INT, mode: 'value' }];
  return [{ s: 'print', value: { e: 'call', name: 'front', args } }];
}
