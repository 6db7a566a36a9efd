import { at, both, compare, INDEX, int, local, loop, minus, name, set, when, type Expr, type Stmt } from '../ast';
import { ORDERS, type Cursor, type Writer } from '../writer';

export function effectInTest(w: Writer, depth: number): Stmt[] | undefined {
  const { random, has } = w;
  const text = w.scalar();
  const choices: (() => Stmt[])[] = [];
  if (has.assigned !== 'no' && text !== undefined) {
    const assigned = (): Expr => ({ e: 'assigned', target: name(text), value: w.term() });
    const other = (): Expr => w.value();
    choices.push(
      () => [when(compare(assigned(), random.pick(ORDERS), other()), w.inner(depth), w.otherwise(depth))],
      () => [
        when(
          {
            e: 'logic',
            operator: random.pick(['&&', '||'] as const),
            left: w.test(),
            right: compare(assigned(), random.pick(ORDERS), other()),
          },
          w.inner(depth),
          w.otherwise(depth),
        ),
      ],
    );
  }
  if (has.bump !== 'no') {
    const k = w.called('k');
    const rounds = random.int(1, 3);
    const cursor = (low: number, high: number): Cursor => ({ name: k, low, high, depth: -1, isLoop: true });
    const bumped = (by: 1 | -1, gives: 'old' | 'new'): Expr => ({ e: 'bump', target: name(k), by, gives });
    if (has.bump === 'both' && w.language !== 'rust')
      choices.push(() => [
        local(k, INDEX, int(rounds)),
        loop(compare(bumped(-1, 'old'), '>', int(0)), w.inner(depth, [cursor(0, rounds - 1)])),
      ]);
    choices.push(() => [
      local(k, INDEX, int(rounds + 1)),
      loop(compare(bumped(-1, 'new'), '>', int(0)), w.inner(depth, [cursor(1, rounds)])),
    ]);
    if (has.doWhile)
      choices.push(() => [
        local(k, INDEX, int(0)),
        loop(compare(bumped(1, 'new'), '<', int(rounds)), w.inner(depth, [cursor(0, rounds - 1)]), {
          after: true,
        }),
      ]);
    if (has.bump === 'both' && has.ordersOperands && w.names.arrays.length > 0) {
      const array = name(random.pick(w.names.arrays));
      choices.push(() => [
        local(k, INDEX, int(0)),
        loop(
          both(
            compare(name(k), '<', int(w.size - 1)),
            compare(at(array, bumped(1, 'old')), random.pick(['<', '!=', '>'] as const), at(array, name(k))),
          ),
          [set(at(array, minus(name(k), int(1))), w.term())],
        ),
      ]);
    }
  }
  if (choices.length === 0) return undefined;
  const made = random.pick(choices)();
  return made.length > 0 ? made : undefined;
}
