import {
  add,
  arrayOf,
  at,
  both,
  compare,
  count,
  give,
  INDEX,
  INT,
  int,
  leave,
  local,
  loop,
  minus,
  name,
  plus,
  set,
  when,
  type Argument,
  type Expr,
  type Fn,
  type Parameter,
  type Stmt,
} from './ast';

/** A textbook function, those that it calls, and how it is called. `size`: the length of every array. */
export interface Textbook {
  functions: Fn[];
  arguments: (array: Argument, size: number, pick: (low: number, high: number) => number) => Argument[];
}

const v = (index: Expr): Expr => at(name('v'), index);
const i = name('i');
const j = name('j');
const n = name('n');
const one = int(1);
const zero = int(0);
const t = name('t');

const ARRAY = (size: number): Parameter => ({ name: 'v', type: arrayOf(size), mode: 'reference' });
const index = (text: string): Parameter => ({ name: text, type: INDEX, mode: 'value' });
const value = (text: string): Parameter => ({ name: text, type: INT, mode: 'value' });
const literal = (number: number): Argument => ({ value: int(number), type: INDEX, mode: 'value' });
const number = (number_: number): Argument => ({ value: int(number_), type: INT, mode: 'value' });
const passedOn = (size: number): Argument => ({
  value: name('v'),
  type: arrayOf(size),
  mode: 'reference',
  passesOn: true,
});
const indexed = (value_: Expr): Argument => ({ value: value_, type: INDEX, mode: 'value' });
const calls = (callee: string, ...args: Argument[]): Stmt => ({ s: 'do', value: { e: 'call', name: callee, args } });
const greater = (left: Expr, right: Expr): Expr => compare(left, '>', right);
const less = (left: Expr, right: Expr): Expr => compare(left, '<', right);

function exchanged(a: Expr, b: Expr): Stmt[] {
  return [local('t', INT, a), set(a, b), set(b, t)];
}

const whole: Textbook['arguments'] = (array, size) => [array, literal(size)];
const nothingMore: Textbook['arguments'] = (array) => [array];
const two: Textbook['arguments'] = (array, size, pick) => [
  array,
  literal(pick(0, size - 1)),
  literal(pick(0, size - 1)),
];

function sort(label: string, size: number, body: Stmt[]): Textbook {
  return { functions: [{ name: label, parameters: [ARRAY(size), index('n')], body }], arguments: whole };
}

/** `isUnsigned`: indices cannot go below zero (Rust). */
export function textbooks(size: number, isUnsigned: boolean, bare: boolean): Record<string, Textbook> {
  const swap: Fn = {
    name: 'swap',
    parameters: [ARRAY(size), index('i'), index('j')],
    body: bare ? [local('t', INT), set(t, v(i)), set(v(i), v(j)), set(v(j), t)] : exchanged(v(i), v(j)),
  };
  const swaps = (a: Expr, b: Expr): Stmt => calls('swap', passedOn(size), indexed(a), indexed(b));
  const child = name('child');
  const root = name('root');
  const sift: Fn = {
    name: 'sift',
    parameters: [ARRAY(size), index('root'), index('n')],
    body: [
      loop(less(plus(plus(root, root), one), n), [
        local('child', INDEX, plus(plus(root, root), one)),
        when(both(less(plus(child, one), n), less(v(child), v(plus(child, one)))), [add(child, 1)]),
        when(compare(v(root), '>=', v(child)), [give()]),
        ...exchanged(v(root), v(child)),
        set(root, child),
      ]),
    ],
  };
  const low = name('low');
  const high = name('high');
  const key = name('key');
  const signedInsertion: Stmt[] = [
    count('i', one, n, [
      local('key', INT, v(i)),
      local('j', INDEX, minus(i, one)),
      loop(both(compare(j, '>=', zero), greater(v(j), key)), [set(v(plus(j, one)), v(j)), set(j, minus(j, one))]),
      set(v(plus(j, one)), key),
    ]),
  ];
  const books: Record<string, Textbook> = {
    swap: { functions: [swap], arguments: two },
    bubble: sort('bubble', size, [
      local('swapped', INT, one),
      loop(greater(name('swapped'), zero), [
        set(name('swapped'), zero),
        count('i', zero, minus(n, one), [
          when(greater(v(i), v(plus(i, one))), [...exchanged(v(i), v(plus(i, one))), set(name('swapped'), one)]),
        ]),
      ]),
    ]),
    insertion: sort('insertion', size, [
      count('i', one, n, [
        local('key', INT, v(i)),
        local('j', INDEX, i),
        loop(both(greater(j, zero), greater(v(minus(j, one)), key)), [
          set(v(j), v(minus(j, one))),
          set(j, minus(j, one)),
        ]),
        set(v(j), key),
      ]),
    ]),
    selection: sort('selection', size, [
      count('i', zero, n, [
        local('least', INDEX, i),
        count('j', plus(i, one), n, [when(less(v(j), v(name('least'))), [set(name('least'), j)])]),
        when(compare(name('least'), '!=', i), exchanged(v(i), v(name('least')))),
      ]),
    ]),
    gnome: sort('gnome', size, [
      local('i', INDEX, zero),
      loop(less(i, n), [
        when(both(greater(i, zero), greater(v(minus(i, one)), v(i))), [
          ...exchanged(v(i), v(minus(i, one))),
          set(i, minus(i, one)),
          leave('continue'),
        ]),
        add(i, 1),
      ]),
    ]),
    heap: {
      functions: [
        sift,
        {
          name: 'heap',
          parameters: [ARRAY(size), index('n')],
          body: [
            count('i', zero, n, [calls('sift', passedOn(size), indexed(i), indexed(n))], { down: true }),
            count(
              'end',
              one,
              n,
              [
                ...exchanged(v(zero), v(name('end'))),
                calls('sift', passedOn(size), indexed(zero), indexed(name('end'))),
              ],
              { down: true },
            ),
          ],
        },
      ],
      arguments: whole,
    },
    quick: {
      functions: [
        swap,
        {
          name: 'quick',
          parameters: [ARRAY(size), index('low'), index('high')],
          body: [
            when(compare(plus(low, one), '>=', high), [give()]),
            local('last', INDEX, low),
            count('i', plus(low, one), high, [
              when(less(v(i), v(low)), [add(name('last'), 1), swaps(name('last'), i)]),
            ]),
            swaps(low, name('last')),
            calls('quick', passedOn(size), indexed(low), indexed(name('last'))),
            calls('quick', passedOn(size), indexed(plus(name('last'), one)), indexed(high)),
          ],
        },
      ],
      arguments: (array, length) => [array, literal(0), literal(length)],
    },
    left: sort('left', size, [
      local('first', INT, v(zero)),
      count('i', zero, minus(n, one), [set(v(i), v(plus(i, one)))]),
      set(v(minus(n, one)), name('first')),
    ]),
    right: sort('right', size, [
      local('last', INT, v(minus(n, one))),
      count('i', one, n, [set(v(i), v(minus(i, one)))], { down: true }),
      set(v(zero), name('last')),
    ]),
    flip: {
      functions: [
        {
          name: 'flip',
          parameters: [ARRAY(size), index('low'), index('high')],
          body: [loop(less(low, high), [...exchanged(v(low), v(high)), add(low, 1), set(high, minus(high, one))])],
        },
      ],
      arguments: (array, length, pick) => {
        const from = pick(0, length - 2);
        return [array, literal(from), literal(pick(from, length - 1))];
      },
    },
    turn: {
      functions: [
        {
          name: 'turn',
          parameters: [ARRAY(size), index('low'), index('high')],
          body: [
            when(compare(low, '>=', high), [give()]),
            ...exchanged(v(low), v(high)),
            calls('turn', passedOn(size), indexed(plus(low, one)), indexed(minus(high, one))),
          ],
        },
      ],
      arguments: (array, length, pick) => [array, literal(pick(0, 1)), literal(length - 1)],
    },
    /** Brings a value to the front if it is there: an early return out of a loop. */
    front: {
      functions: [
        {
          name: 'front',
          parameters: [ARRAY(size), value('key')],
          result: INDEX,
          body: [
            count('i', zero, int(size), [
              when(compare(v(i), '==', key), [...exchanged(v(zero), v(i)), give(i, INDEX)]),
            ]),
            give(zero, INDEX),
          ],
        },
      ],
      arguments: (array, _, pick) => [array, number(pick(100, 110))],
    },
    /** The place of the largest, which indices are made of. */
    largest: {
      functions: [
        {
          name: 'largest',
          parameters: [ARRAY(size)],
          result: INDEX,
          body: [
            local('best', INDEX, zero),
            count('i', one, int(size), [
              when(compare(v(i), '<=', v(name('best'))), [leave('continue')]),
              set(name('best'), i),
            ]),
            give(name('best'), INDEX),
          ],
        },
      ],
      arguments: nothingMore,
    },
    merge: {
      functions: [
        {
          name: 'merge',
          parameters: [ARRAY(size), index('low'), index('middle'), index('high')],
          body: [
            local('w', arrayOf(size), {
              e: 'items',
              type: arrayOf(size),
              items: Array.from({ length: size }, () => zero),
            }),
            count('k', low, high, [set(at(name('w'), name('k')), v(name('k')))]),
            local('i', INDEX, low),
            local('j', INDEX, name('middle')),
            count('k', low, high, [
              when(
                {
                  e: 'logic',
                  operator: '||',
                  left: compare(j, '>=', high),
                  right: both(less(i, name('middle')), compare(at(name('w'), i), '<=', at(name('w'), j))),
                },
                [set(v(name('k')), at(name('w'), i)), add(i, 1)],
                [set(v(name('k')), at(name('w'), j)), add(j, 1)],
              ),
            ]),
          ],
        },
        {
          name: 'sorted_by_merging',
          parameters: [ARRAY(size), index('low'), index('high')],
          body: [
            when(less(minus(high, low), int(2)), [give()]),
            local('middle', INDEX, plus(low, { e: 'binary', operator: '/', left: minus(high, low), right: int(2) })),
            calls('sorted_by_merging', passedOn(size), indexed(low), indexed(name('middle'))),
            calls('sorted_by_merging', passedOn(size), indexed(name('middle')), indexed(high)),
            calls('merge', passedOn(size), indexed(low), indexed(name('middle')), indexed(high)),
          ],
        },
      ],
      arguments: (array, length) => [array, literal(0), literal(length)],
    },
  };
  if (!isUnsigned) books.inserting = sort('inserting', size, signedInsertion);
  return books;
}
