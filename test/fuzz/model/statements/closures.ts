import { at, compare, give, INDEX, INT, int, local, modulo, name, plus, set, when, type Expr, type Stmt } from '../ast';
import { type Writer } from '../writer';

export function closure(w: Writer): Stmt[] | undefined {
  const { random, names, has } = w;
  const label = w.called('next');
  const [x, y] = random.shuffled(names.scalars);
  const choices: (() => Stmt[])[] = [];
  if (x !== undefined && y !== undefined) {
    const call = (k: number): Expr => ({
      e: 'call',
      name: label,
      args: [{ value: int(k), type: INT, mode: 'value' }],
    });
    choices.push(() => [
      {
        s: 'closure',
        name: label,
        parameters: [{ name: 'k', type: INT, mode: 'value' }],
        result: INT,
        body: [
          ...(random.chance(40) ? [when(compare(name('k'), '>', int(2)), [give(name(x))])] : []),
          set(name(x), modulo(plus(name(x), name('k')), 997)),
          give(name(x)),
        ],
        writes: [x],
      },
      set(name(y), call(random.int(1, 3))),
      has.ordersOperands
        ? set(name(y), modulo(plus({ e: 'binary', operator: '*', left: call(1), right: int(3) }, call(2)), 997))
        : set(name(y), call(random.int(1, 3))),
    ]);
  }
  const array = names.arrays.length > 0 ? random.pick(names.arrays) : undefined;
  if (array !== undefined) {
    const place = (index: Expr): Expr => at(name(array), index);
    const call = (k: number): Stmt => ({
      s: 'do',
      value: { e: 'call', name: label, args: [{ value: int(k), type: INDEX, mode: 'value' }] },
    });
    const low = random.int(0, w.size - 2);
    choices.push(() => [
      {
        s: 'closure',
        name: label,
        parameters: [{ name: 'k', type: INDEX, mode: 'value' }],
        body: [
          local('t', INT, place(name('k'))),
          set(place(name('k')), place(int(low))),
          set(place(int(low)), name('t')),
        ],
        writes: [],
      },
      call(random.int(0, w.size - 1)),
      call(random.int(0, w.size - 1)),
    ]);
  }
  if (choices.length === 0) return undefined;
  return random.pick(choices)();
}
