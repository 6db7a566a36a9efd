import {
  arrayOf,
  at,
  compare,
  count,
  give,
  INDEX,
  INT,
  int,
  leave,
  local,
  minus,
  modulo,
  name,
  plus,
  set,
  toIndex,
  toInt,
  when,
  type Argument,
  type Expr,
  type Stmt,
} from '../ast';
import type { State, Writer } from '../writer';

/** Values that are computed from the old ones: lights, counters, automata. They are what tables are made of. */
export function update(w: Writer, depth: number): Stmt[] {
  const { random } = w;
  const { state, begin } = known(w);
  const self = name(state.name);
  const rounds = random.int(1, 4);
  const n = w.called('n');
  const kinds: (() => Stmt[])[] = [
    () => once(w, state),
    () => [when(w.test(), once(w, state), random.chance(40) ? once(w, state) : undefined)],
    () => [count(n, int(0), int(rounds), [...once(w, state), ...(random.chance(50) ? beside(w) : [])])],
    // The state says when the loop is left.
    () => [
      count(n, int(0), int(rounds + 2), [
        when(compare(self, '==', int(random.int(0, state.values - 1))), [leave(random.pick(['break', 'continue']))]),
        ...once(w, state),
      ]),
    ],
    () => [...once(w, state), ...once(w, known(w, state).state)],
    () => automaton(w, state),
  ];
  if (depth < 2) kinds.push(() => [count(n, int(0), int(rounds), [...once(w, state), ...w.inner(depth)])]);
  return [...begin, ...random.pick(kinds)()];
}

/** A state that can be seen here, and the statement that declares it if it is new. */
function known(w: Writer, other?: State): { state: State; begin: Stmt[] } {
  const { random } = w;
  const others = w.states.filter((one) => one !== other);
  if (other ? others.length === 0 : others.length === 0 || random.chance(30)) {
    if (other) return { state: other, begin: [] };
    const values = random.int(2, 4);
    const state: State = { name: w.called('s'), values, isIndex: random.chance(40) };
    w.states = [...w.states, state];
    const type = state.isIndex ? INDEX : INT;
    if (w.level === 0) w.roots.push({ name: state.name, type });
    return { state, begin: [local(state.name, type, int(random.int(0, values - 1)))] };
  }
  return { state: random.pick(others), begin: [] };
}

/** Statements that compute a state anew, once. */
function once(w: Writer, state: State): Stmt[] {
  const { random } = w;
  const self = name(state.name);
  const { values } = state;
  const wrapped = (value: Expr): Stmt => set(self, modulo(value, values));
  const some = (): Expr => int(random.int(0, values - 1));
  const seen = (): Expr => (state.isIndex ? toIndex(w.cell()) : w.cell());
  const kinds: (() => Stmt[])[] = [
    () => [set(self, minus(int(values - 1), self))],
    () => [wrapped(plus(self, int(random.int(1, values))))],
    () => [wrapped(plus(self, seen()))],
    () => [wrapped(plus({ e: 'binary', operator: '*', left: self, right: int(random.int(2, 3)) }, some()))],
    // A counter that wraps around.
    () => [
      { s: 'assign', target: self, operator: '+', value: int(1) },
      when(compare(self, '==', int(values)), [set(self, some())]),
    ],
    () => [when(compare(self, '==', some()), [set(self, some())], [set(self, some())])],
    () => [
      when(
        compare(modulo(w.cell(), 2), '==', int(0)),
        [when(compare(self, '!=', some()), [set(self, some())])],
        [wrapped(plus(self, int(1)))],
      ),
    ],
    // A value on its way.
    () => {
      const next = w.called('t');
      return [local(next, state.isIndex ? INDEX : INT, modulo(plus(self, int(1)), values)), set(self, name(next))];
    },
  ];
  if (!state.isIndex)
    kinds.push(
      () => stepped(w, self, values),
      () => wholly(w),
    );
  const other = known(w, state).state;
  if (other !== state && other.isIndex === state.isIndex && w.has.parallel)
    kinds.push(() => [
      {
        s: 'parallel',
        targets: [self, name(other.name)],
        values: [modulo(name(other.name), values), modulo(plus(self, name(other.name)), other.values)],
      },
    ]);
  return random.pick(kinds)();
}

/** By a function of state and letter, with early returns. */
function stepped(w: Writer, self: Expr, values: number): Stmt[] {
  const label = `next_of_${values}`;
  const [s, c] = [name('s'), name('c')];
  w.functions.set(label, {
    name: label,
    parameters: ['s', 'c'].map((text) => ({ name: text, type: INT, mode: 'value' })),
    result: INT,
    body: [
      when(compare(c, '==', int(0)), [give(s)]),
      when(compare(s, '==', int(values - 1)), [give(int(0))]),
      give(plus(s, int(1))),
    ],
  });
  const args = [self, modulo(w.cell(), 2)].map((value): Argument => ({ value, type: INT, mode: 'value' }));
  return [set(self, { e: 'call', name: label, args })];
}

/** A cell of the world, which otherwise things are moved to and from. */
function wholly(w: Writer): Stmt[] {
  const cell = w.cell();
  return [set(cell, modulo(plus(cell, int(w.random.int(1, 5))), w.random.int(3, 7)))];
}

/** `state = table[state][letter]`, over a word. */
function automaton(w: Writer, state: State): Stmt[] {
  const { random } = w;
  const { values, isIndex } = state;
  const [table, word, n] = [w.called('table'), w.called('word'), w.called('n')];
  const letters = random.int(2, 3);
  const length = random.int(2, 5);
  const rows = Array.from({ length: values }, () =>
    Array.from({ length: letters }, () => int(random.int(0, values - 1))),
  );
  const type = { of: 'grid' as const, rows: values, columns: letters };
  const self = name(state.name);
  const read = at(name(table), isIndex ? self : toIndex(self), toIndex(at(name(word), name(n))));
  return [
    local(table, type, {
      ...{ e: 'items', type },
      items: rows.map((items): Expr => ({ e: 'items', type: arrayOf(letters), items })),
    }),
    local(word, arrayOf(length), {
      ...{ e: 'items', type: arrayOf(length) },
      items: Array.from({ length }, () => int(random.int(0, letters - 1))),
    }),
    count(n, int(0), int(length), [set(self, isIndex ? toIndex(read) : read), ...(random.chance(30) ? beside(w) : [])]),
  ];
}

/** Something that moves between two updates. */
function beside(w: Writer): Stmt[] {
  const state = w.states.at(-1);
  const seen = w.random.chance(30) && state ? (state.isIndex ? toInt(name(state.name)) : name(state.name)) : w.cell();
  return [set(w.cell(), seen)];
}
