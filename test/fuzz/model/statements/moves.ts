import { at, INT, int, local, name, set, type Stmt } from '../ast';
import { type Writer } from '../writer';

export function exchange(w: Writer): Stmt[] {
  const { random } = w;
  const t = w.called('t');
  const cells = Array.from({ length: random.int(2, 3) }, () => w.cell());
  const moves: Stmt[] = cells.slice(1).map((cell, k) => set(cells[k] ?? cell, cell));
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last) return [];
  const begin: Stmt[] = w.has.bare && random.chance(40) ? [local(t, INT), set(name(t), first)] : [local(t, INT, first)];
  return [...begin, ...moves, set(last, name(t))];
}

export function parallel(w: Writer): Stmt[] {
  const { random } = w;
  const cursor = w.movable();
  if (cursor && cursor.low === cursor.high && w.names.arrays.length > 0 && random.chance(40)) {
    // `i, a[i] = …`: which `i` is it?
    const next = random.int(0, w.size - 1);
    const array = name(random.pick(w.names.arrays));
    cursor.low = cursor.high = next;
    const places = [name(cursor.name), at(array, name(cursor.name))];
    const values = [int(next), w.value()];
    return random.chance(70)
      ? [{ s: 'parallel', targets: places, values }]
      : [{ s: 'parallel', targets: [...places].reverse(), values: [...values].reverse() }];
  }
  const cells = w.different(random.int(2, 3));
  if (cells.length < 2) return [set(w.cell(), w.term())];
  const turned = random.chance(70) ? [...cells.slice(1), ...cells.slice(0, 1)] : random.shuffled(cells);
  return [{ s: 'parallel', targets: cells, values: turned }];
}
