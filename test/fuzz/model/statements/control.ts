import {
  add,
  at,
  compare,
  count,
  INDEX,
  INT,
  int,
  leave,
  local,
  loop,
  modulo,
  name,
  plus,
  set,
  when,
  type Stmt,
} from '../ast';
import { type Cursor, type Writer } from '../writer';

export function control(w: Writer, depth: number): Stmt[] {
  const { random } = w;
  const i = w.called('n');
  const rounds = random.int(1, Math.min(3, w.size - 1));
  const cursor: Cursor = { name: i, low: 0, high: rounds - 1, depth: -1, isLoop: true };
  switch (random.int(1, 4)) {
    case 1:
      return [count(i, int(0), int(rounds), w.inner(depth, [cursor]), random.chance(30) ? { down: true } : {})];
    case 2:
      return [
        local(i, INDEX, int(0)),
        loop(compare(name(i), '<', int(rounds)), [...w.inner(depth, [cursor]), add(name(i), 1)]),
      ];
    case 3:
      return [when(w.test(), w.inner(depth), w.otherwise(depth))];
    default:
      return [
        count(i, int(0), int(4), [
          when(compare(name(i), random.pick(['==', '>'] as const), int(random.int(1, 3))), [
            leave(random.pick(['break', 'continue'])),
          ]),
          ...w.inner(depth, [{ ...cursor, high: 3 }]),
        ]),
      ];
  }
}

export function choose(w: Writer, depth: number): Stmt[] {
  const { random, has } = w;
  const cases = [0, 1].map((value) => ({
    value,
    body: w.inner(depth),
    falls: has.fallsThrough === 'yes' && random.chance(40),
  }));
  return [{ s: 'switch', subject: modulo(w.cell(), 3), cases, otherwise: w.inner(depth) }];
}

export function labels(w: Writer, depth: number): Stmt[] {
  const { random, has } = w;
  const [i, j] = [w.called('n'), w.called('m')];
  const cursors = [i, j].map((text): Cursor => ({
    name: text,
    low: 0,
    high: Math.min(2, w.size - 1),
    depth: -1,
    isLoop: true,
  }));
  const how = random.pick(['break', 'continue'] as const);
  const label = has.labels && random.chance(75) ? w.called('outer') : undefined;
  const test = random.chance(50)
    ? compare(name(j), '>=', name(i))
    : compare(plus(name(i), name(j)), '==', int(random.int(1, 3)));
  return [
    count(
      i,
      int(0),
      int(3),
      [
        count(j, int(0), int(3), [when(test, [leave(how, label)]), ...w.inner(depth + 1, cursors)]),
        ...(random.chance(50) ? w.inner(depth + 1, cursors.slice(0, 1)) : []),
      ],
      label !== undefined ? { label } : {},
    ),
  ];
}

export function shadow(w: Writer, depth: number): Stmt[] | undefined {
  const { random } = w;
  const text = w.scalar();
  if (text === undefined) return undefined;
  const cell = w.names.arrays.length > 0 ? at(name(random.pick(w.names.arrays)), int(0)) : undefined;
  const start = w.value();
  // JavaScript looks for `x` in the block itself, so the first value is no `x`.
  return [
    {
      s: 'block',
      body: [
        local(text, INT, start),
        ...w.inner(depth),
        set(name(text), w.value()),
        ...(cell ? [set(cell, name(text))] : []),
      ],
    },
  ];
}
