import {
  compare,
  give,
  INT,
  int,
  local,
  modulo,
  name,
  plus,
  set,
  when,
  type Argument,
  type Expr,
  type Stmt,
} from '../ast';
import { ORDERS, type Writer } from '../writer';

/** A function of numbers with moves of its own and an early return; its parameters have the names of the world. */
export function ownFunction(w: Writer): Stmt[] {
  const { random } = w;
  const label = w.called('mix');
  const texts = ['x', 'y', 'z'].slice(0, random.int(2, 3));
  w.functions.set(label, {
    name: label,
    parameters: texts.map((one) => ({ name: one, type: INT, mode: 'value' })),
    result: INT,
    body: mixing(w, texts),
  });
  const args = texts.map((): Argument => ({
    value: random.chance(50) ? w.value() : w.cell(),
    type: INT,
    mode: 'value',
  }));
  const call: Expr = { e: 'call', name: label, args };
  return random.chance(70) ? [set(w.cell(), call)] : [{ s: random.chance(50) ? 'do' : 'print', value: call }];
}

export function mixing(w: Writer, texts: readonly string[]): Stmt[] {
  const { random } = w;
  const some = (): Expr => name(random.pick(texts));
  const [one, two] = random.shuffled(texts).map(name);
  if (!one || !two) return [give(int(1))];
  const swap: Stmt[] =
    w.has.parallel && random.chance(40)
      ? [{ s: 'parallel', targets: [one, two], values: [two, one] }]
      : [local('t', INT, one), set(one, two), set(two, name('t'))];
  return [
    ...(random.chance(60) ? [when(compare(one, random.pick(ORDERS), two), [give(some())])] : []),
    ...swap,
    ...(random.chance(50) ? [set(some(), modulo(plus(some(), some()), 997))] : []),
    ...(random.chance(40)
      ? [
          when(
            compare(some(), random.pick(ORDERS), some()),
            [set(one, two), give(some())],
            random.chance(50) ? [set(two, some())] : undefined,
          ),
        ]
      : []),
    give(random.chance(60) ? some() : modulo(plus(some(), some()), 997)),
  ];
}
