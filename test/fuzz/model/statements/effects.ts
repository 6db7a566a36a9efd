import { at, int, modulo, name, plus, set, toInt, type Expr, type Stmt } from '../ast';
import { type Cursor, type Writer } from '../writer';

/** Assignments whose parts have effects of their own. */
export function effects(w: Writer): Stmt[] | undefined {
  const { random, has, names, size } = w;
  const choices: (() => Stmt[] | undefined)[] = [];
  const array = names.arrays.length > 0 ? random.pick(names.arrays) : undefined;
  const place = (index: Expr): Expr => at(name(array ?? 'a'), index);
  if (array !== undefined && has.bump !== 'no') {
    const step = (cursor: Cursor): { by: 1 | -1; gives: 'old' | 'new' } => {
      const by = cursor.low === 0 ? 1 : cursor.low === size - 1 ? -1 : random.pick([1, -1] as const);
      return { by, gives: has.bump === 'new' || random.chance(40) ? 'new' : 'old' };
    };
    choices.push(
      () => {
        const { cursor, begin } = w.cursor();
        const { by, gives } = step(cursor);
        const value = w.term(cursor.name);
        return [...begin, set(place(w.bump(cursor, gives, by)), value)];
      },
      () => {
        const { cursor, begin } = w.cursor();
        const { by, gives } = step(cursor);
        const target = w.cell(cursor.name);
        return [...begin, set(target, place(w.bump(cursor, gives, by)))];
      },
      () => {
        const { cursor, begin } = w.cursor();
        const { by, gives } = step(cursor);
        return [
          ...begin,
          { s: 'assign', target: place(w.bump(cursor, gives, by)), operator: '+', value: int(random.int(1, 9)) },
        ];
      },
    );
    if (has.bump === 'both')
      choices.push(() => {
        const target = place(int(random.int(0, size - 1)));
        const gives = random.pick(['old', 'new'] as const);
        // In C the cell that is written must not be the one that is stepped.
        const text = w.scalar();
        if (!has.ordersAssignment && text === undefined) return undefined;
        return [set(has.ordersAssignment ? w.cell() : name(text ?? ''), { e: 'bump', target, by: 1, gives })];
      });
    if (has.ordersAssignment)
      choices.push(
        () => {
          const { cursor, begin } = w.cursor();
          const { by, gives } = step(cursor);
          const here = cursor.low;
          const left =
            here + 1 < size && here + by + 1 < size && random.chance(50)
              ? plus(name(cursor.name), int(1))
              : name(cursor.name);
          return [...begin, set(place(left), place(w.bump(cursor, gives, by)))];
        },
        () => {
          const { cursor, begin } = w.cursor();
          const { by, gives } = step(cursor);
          const bumped = w.bump(cursor, gives, by);
          return [...begin, set(place(bumped), place(name(cursor.name)))];
        },
        () => {
          // g++ 12 looks at a plain variable on the right only after the left side, against C++17.
          if (w.language === 'cpp') return undefined;
          const { cursor, begin } = w.cursor();
          const { by, gives } = step(cursor);
          const bumped = w.bump(cursor, gives, by);
          return [...begin, { s: 'assign', target: place(bumped), operator: '+', value: toInt(name(cursor.name)) }];
        },
      );
  }
  if (has.assigned !== 'no') {
    const target = (): Expr | undefined => {
      const text = w.scalar();
      return has.assigned === 'cells' ? w.cell() : text === undefined ? undefined : name(text);
    };
    choices.push(() => {
      const inner = target();
      if (!inner) return undefined;
      // In C no cell may be written twice, or be read for a place that the other writes.
      const text = w.scalar();
      if (!has.ordersAssignment) {
        if (text === undefined || reads(inner).has(text)) return undefined;
        return [set(name(text), { e: 'assigned', target: inner, value: w.term() })];
      }
      return [set(w.cell(), { e: 'assigned', target: inner, value: w.term() })];
    });
    if (has.ordersAssignment)
      choices.push(() => {
        const text = w.scalar();
        if (text === undefined) return undefined;
        return [
          {
            s: 'assign',
            target: name(text),
            operator: '+',
            value: { e: 'assigned', target: name(text), value: w.term() },
          },
        ];
      });
    if (has.ordersOperands)
      choices.push(
        () => {
          const text = w.scalar();
          if (text === undefined) return undefined;
          const sides: [Expr, Expr] = [w.cell(), { e: 'assigned', target: name(text), value: w.term() }];
          const [left, right] = random.chance(60) ? sides : [sides[1], sides[0]];
          return [set(w.cell(), modulo(plus(left, right), 997))];
        },
        () => {
          const text = w.scalar();
          if (text === undefined) return undefined;
          const test = w.test();
          return [
            set(w.cell(), {
              e: 'choice',
              test,
              then: { e: 'assigned', target: name(text), value: w.term() },
              otherwise: w.term(),
            }),
          ];
        },
      );
    if (array !== undefined && has.ordersAssignment && has.assigned === 'cells')
      choices.push(() => {
        const { cursor, begin } = w.cursor();
        const next = random.int(0, size - 1);
        cursor.low = cursor.high = next;
        return [
          ...begin,
          set(place(name(cursor.name)), toInt({ e: 'assigned', target: name(cursor.name), value: int(next) })),
        ];
      });
  }
  if (choices.length === 0) return undefined;
  return random.pick(choices)();
}

/** Names of variables that an expression reads to find a cell. */
function reads(e: Expr): Set<string> {
  const found = new Set<string>();
  JSON.stringify(e, (key, inner: unknown) => {
    if (key === 'name' && typeof inner === 'string') found.add(inner);
    return inner;
  });
  return found;
}
