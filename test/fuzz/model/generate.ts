import { Random } from '../random';
import {
  add,
  arrayOf,
  at,
  both,
  compare,
  count,
  field,
  give,
  INDEX,
  INT,
  int,
  leave,
  local,
  loop,
  minus,
  modulo,
  name,
  PAIR,
  plus,
  reference,
  set,
  toIndex,
  toInt,
  when,
  type Argument,
  type Arrays,
  type Expr,
  type Fn,
  type Language,
  type Model,
  type Parameter,
  type Root,
  type Stmt,
} from './ast';
import { FEATURES, type Features } from './languages';
import { phrasesOf } from './phrases';
import { textbooks, type Textbook } from './textbook';

/**
 * A random program of a language, the same for the same seed. What it does is defined by its language: every index is
 * in range, every number stays between 0 and some thousands, and no two effects meet whose order is open.
 */
export function randomModel(language: Language, seed: number): Model {
  return new Writer(language, seed).write();
}

/** A number that can be an index: a loop's variable, or a cursor that statements move. */
interface Cursor {
  name: string;
  low: number;
  high: number;
  /** How deep in blocks it was declared: only there it is moved. */
  depth: number;
  isLoop: boolean;
}

const ORDERS = ['<', '>', '<=', '>=', '!='] as const;

class Writer {
  private readonly random: Random;
  private readonly has: Features;
  private readonly size: number;
  private readonly arrays: Arrays;
  private readonly books: Record<string, Textbook>;
  private readonly functions = new Map<string, Fn>();
  private readonly names = { arrays: [] as string[], scalars: [] as string[], pairs: [] as string[] };
  private grid: { rows: number; columns: number } | undefined;
  private cursors: Cursor[] = [];
  private readonly roots: Root[] = [];
  private readonly head = new Set<readonly string[]>();
  private fresh = 100;
  private serial = 0;
  private isMain = true;
  /** Budget of statements that loops repeat, so that programs stay small. */
  private budget = 60;

  constructor(
    private readonly language: Language,
    private readonly seed: number,
  ) {
    this.random = new Random(seed * 7 + ['python', 'javascript', 'c', 'cpp', 'java', 'go', 'rust'].indexOf(language));
    this.has = FEATURES[language];
    this.size = this.random.int(3, 6);
    this.arrays = this.random.pick(this.has.arrays);
    this.books = textbooks(this.size, language === 'rust', this.has.bare);
  }

  write(): Model {
    this.isMain = this.random.chance(75);
    const { parameters, values, body } = this.beginning();
    const statements = this.random.int(3, 8);
    for (let k = 0; k < statements; k++) body.push(...this.statement(0));
    return {
      seed: this.seed,
      language: this.language,
      arrays: this.arrays,
      functions: [...this.functions.values()],
      head: [...this.head].flat(),
      stage: { isMain: this.isMain, parameters, arguments: values, body },
      roots: this.roots,
    };
  }

  private value(): Expr {
    this.fresh += this.random.int(1, 7);
    return int(this.fresh);
  }

  private values(length: number): Expr[] {
    return this.random.shuffled(Array.from({ length }, () => this.value()));
  }

  private called(base: string): string {
    return `${base}${++this.serial}`;
  }

  private beginning(): { parameters: Parameter[]; values: Expr[]; body: Stmt[] } {
    const { random } = this;
    const parameters: Parameter[] = [];
    const values: Expr[] = [];
    const body: Stmt[] = [];
    const begin = (text: string, type: Root['type'], value: Expr, canPass: boolean): void => {
      this.roots.push({ name: text, type });
      if (!this.isMain && canPass && random.chance(75)) {
        parameters.push({ name: text, type, mode: 'value' });
        values.push(value);
      } else body.push(local(text, type, value));
    };
    const list = (text: string): void => {
      this.names.arrays.push(text);
      const type = arrayOf(this.size);
      begin(
        text,
        type,
        { e: 'items', type, items: this.values(this.size) },
        !(this.language === 'cpp' && this.arrays === 'plain'),
      );
    };
    if (random.chance(85)) list('a');
    if (random.chance(25)) list('b');
    if (random.chance(65) || this.names.arrays.length === 0)
      for (const text of ['x', 'y', 'z'].slice(0, random.int(2, 3))) {
        this.names.scalars.push(text);
        begin(text, INT, this.value(), true);
      }
    if (random.chance(20)) {
      this.names.pairs.push('p');
      begin('p', PAIR, { e: 'items', type: PAIR, items: this.values(2) }, true);
      if (random.chance(30)) {
        this.names.pairs.push('q');
        begin('q', PAIR, { e: 'items', type: PAIR, items: this.values(2) }, true);
      }
    }
    if (random.chance(15)) {
      const rows = random.int(2, 3);
      const columns = random.chance(60) ? rows : 2;
      this.grid = { rows, columns };
      const type = { of: 'grid' as const, rows, columns };
      const row = (): Expr => ({ e: 'items', type: arrayOf(columns), items: this.values(columns) });
      begin('g', type, { e: 'items', type, items: Array.from({ length: rows }, row) }, false);
    }
    return { parameters, values, body };
  }

  // Expressions without effects

  private index(length: number, hidden?: string): Expr {
    const { random } = this;
    const fits = this.cursors.filter((one) => one.low >= 0 && one.high < length && one.name !== hidden);
    const roll = random.int(1, 100);
    if (roll <= 40 && fits.length > 0) {
      const { name: text, low, high } = random.pick(fits);
      if (high + 1 < length && random.chance(30)) return plus(name(text), int(1));
      if (low >= 1 && random.chance(20)) return minus(name(text), int(1));
      return name(text);
    }
    if (roll <= 48 && this.names.scalars.length > 0)
      return toIndex(modulo(name(random.pick(this.names.scalars)), length));
    return int(random.int(0, length - 1));
  }

  /** A cell that holds a number and can be assigned to. `hidden`: a cursor that must not be looked at. */
  private cell(hidden?: string): Expr {
    const { random, names } = this;
    const choices: (() => Expr)[] = [
      ...names.scalars.map((text) => () => name(text)),
      ...names.arrays
        .flatMap((text) => [text, text])
        .map((text) => () => at(name(text), this.index(this.size, hidden))),
      ...names.pairs.map((text) => () => field(name(text), random.pick(['x', 'y']))),
    ];
    if (this.grid) {
      const { rows, columns } = this.grid;
      choices.push(() => at(name('g'), this.index(rows, hidden), this.index(columns, hidden)));
    }
    return random.pick(choices)();
  }

  private scalar(): string | undefined {
    return this.names.scalars.length > 0 ? this.random.pick(this.names.scalars) : undefined;
  }

  private term(hidden?: string): Expr {
    const { random } = this;
    const roll = random.int(1, 100);
    if (roll <= 60) return this.cell(hidden);
    if (roll <= 80) return this.value();
    const visible = this.cursors.filter((one) => one.name !== hidden && one.low >= 0);
    if (roll <= 85 && visible.length > 0) return toInt(name(random.pick(visible).name));
    const operator = random.pick(['+', '*'] as const);
    return modulo(
      {
        e: 'binary',
        operator,
        left: this.cell(hidden),
        right: random.chance(50) ? int(random.int(2, 9)) : this.cell(hidden),
      },
      997,
    );
  }

  private test(hidden?: string): Expr {
    const { random } = this;
    const simple = compare(
      this.cell(hidden),
      random.pick(ORDERS),
      random.chance(70) ? this.cell(hidden) : this.value(),
    );
    if (random.chance(80)) return simple;
    return {
      e: 'logic',
      operator: random.pick(['&&', '||'] as const),
      left: simple,
      right: compare(this.cell(hidden), random.pick(ORDERS), this.cell(hidden)),
    };
  }

  // Statements

  private statement(depth: number): Stmt[] {
    if (this.budget-- <= 0) return [set(this.cell(), this.cell())];
    const { has, names } = this;
    const choices: [weight: number, write: () => Stmt[] | undefined][] = [
      [6, () => this.exchange()],
      [has.parallel ? 5 : 0, () => this.parallel()],
      [4, () => [set(this.cell(), this.term())]],
      [2, () => [{ s: 'assign', target: this.cell(), operator: '+', value: int(this.random.int(1, 90)) }]],
      [depth < 2 ? 9 : 0, () => this.control(depth)],
      [10, () => this.effects()],
      [depth < 2 ? 5 : 0, () => this.effectInTest(depth)],
      [names.arrays.length > 0 ? 10 : 0, () => this.textbook()],
      [12, () => this.phrase()],
      [3, () => this.printing()],
      [4, () => this.ownFunction()],
      [has.overloads ? 5 : 0, () => this.overload()],
      [has.references ? 4 : 0, () => this.byReference()],
      [3, () => this.wholeArray()],
      [has.closures ? 5 : 0, () => this.closure()],
      [has.shadows && depth < 2 ? 3 : 0, () => this.shadow(depth)],
      [names.arrays.length > 0 && this.language !== 'c' && depth < 2 ? 5 : 0, () => this.each()],
      [depth < 2 ? 3 : 0, () => this.choose(depth)],
      [depth < 1 ? 4 : 0, () => this.labels(depth)],
      [names.pairs.length > 0 ? 7 : 0, () => this.pairs()],
      [this.grid ? 8 : 0, () => this.grids()],
    ];
    const total = choices.reduce((sum, [weight]) => sum + weight, 0);
    let roll = this.random.int(1, total);
    for (const [weight, write] of choices) {
      roll -= weight;
      if (roll <= 0) return write() ?? [set(this.cell(), this.cell())];
    }
    return [];
  }

  /** Statements of an inner block; what is declared in it ends with it. */
  private block(depth: number, more: Cursor[] = []): Stmt[] {
    const outer = this.cursors;
    this.cursors = [...outer, ...more];
    const body = Array.from({ length: this.random.int(1, 2) }, () => this.statement(depth + 1)).flat();
    this.cursors = outer;
    return body;
  }

  private exchange(): Stmt[] {
    const { random } = this;
    const t = this.called('t');
    const cells = Array.from({ length: random.int(2, 3) }, () => this.cell());
    const moves: Stmt[] = cells.slice(1).map((cell, k) => set(cells[k] ?? cell, cell));
    const [first, last] = [cells[0], cells.at(-1)];
    if (!first || !last) return [];
    const begin: Stmt[] =
      this.has.bare && random.chance(40) ? [local(t, INT), set(name(t), first)] : [local(t, INT, first)];
    return [...begin, ...moves, set(last, name(t))];
  }

  private parallel(): Stmt[] {
    const { random } = this;
    const cursor = this.movable();
    if (cursor && cursor.low === cursor.high && this.names.arrays.length > 0 && random.chance(40)) {
      // `i, a[i] = …`: which `i` is it?
      const next = random.int(0, this.size - 1);
      const array = name(random.pick(this.names.arrays));
      cursor.low = cursor.high = next;
      const places = [name(cursor.name), at(array, name(cursor.name))];
      const values = [int(next), this.value()];
      return random.chance(70)
        ? [{ s: 'parallel', targets: places, values }]
        : [{ s: 'parallel', targets: [...places].reverse(), values: [...values].reverse() }];
    }
    const cells = this.different(random.int(2, 3));
    if (cells.length < 2) return [set(this.cell(), this.term())];
    const turned = random.chance(70) ? [...cells.slice(1), ...cells.slice(0, 1)] : random.shuffled(cells);
    return [{ s: 'parallel', targets: cells, values: turned }];
  }

  /** Cells of which no two are written alike; Go and others take them in any order. */
  private different(wanted: number): Expr[] {
    const found = new Map<string, Expr>();
    for (let k = 0; k < 8 && found.size < wanted; k++) {
      const cell = this.cell();
      found.set(JSON.stringify(cell), cell);
    }
    return [...found.values()];
  }

  private movable(): Cursor | undefined {
    const here = this.cursors.filter(({ isLoop, depth }) => !isLoop && depth === this.depthNow());
    return here.length > 0 ? this.random.pick(here) : undefined;
  }

  private depthNow(): number {
    return this.level;
  }

  private level = 0;

  private nested(write: () => Stmt[]): Stmt[] {
    this.level++;
    const body = write();
    this.level--;
    return body;
  }

  /** A cursor of this block whose value is known, and the statement that declares it if it is new. */
  private cursor(): { cursor: Cursor; begin: Stmt[] } {
    const known = this.movable();
    if (known && known.low === known.high && this.random.chance(70)) return { cursor: known, begin: [] };
    const start = this.random.int(0, this.size - 1);
    const cursor: Cursor = { name: this.called('i'), low: start, high: start, depth: this.level, isLoop: false };
    this.cursors = [...this.cursors, cursor];
    if (this.level === 0 && this.random.chance(50)) this.roots.push({ name: cursor.name, type: INDEX });
    return { cursor, begin: [local(cursor.name, INDEX, int(start))] };
  }

  private bump(cursor: Cursor, gives: 'old' | 'new', by: 1 | -1): Expr {
    cursor.low += by;
    cursor.high += by;
    return { e: 'bump', target: name(cursor.name), by, gives };
  }

  /** Assignments whose parts have effects of their own. */
  private effects(): Stmt[] | undefined {
    const { random, has, names, size } = this;
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
          const { cursor, begin } = this.cursor();
          const { by, gives } = step(cursor);
          const value = this.term(cursor.name);
          return [...begin, set(place(this.bump(cursor, gives, by)), value)];
        },
        () => {
          const { cursor, begin } = this.cursor();
          const { by, gives } = step(cursor);
          const target = this.cell(cursor.name);
          return [...begin, set(target, place(this.bump(cursor, gives, by)))];
        },
        () => {
          const { cursor, begin } = this.cursor();
          const { by, gives } = step(cursor);
          return [
            ...begin,
            { s: 'assign', target: place(this.bump(cursor, gives, by)), operator: '+', value: int(random.int(1, 9)) },
          ];
        },
      );
      if (has.bump === 'both')
        choices.push(() => {
          const target = place(int(random.int(0, size - 1)));
          const gives = random.pick(['old', 'new'] as const);
          // In C the cell that is written must not be the one that is stepped.
          const text = this.scalar();
          if (!has.ordersAssignment && text === undefined) return undefined;
          return [set(has.ordersAssignment ? this.cell() : name(text ?? ''), { e: 'bump', target, by: 1, gives })];
        });
      if (has.ordersAssignment)
        choices.push(
          () => {
            const { cursor, begin } = this.cursor();
            const { by, gives } = step(cursor);
            const here = cursor.low;
            const left =
              here + 1 < size && here + by + 1 < size && random.chance(50)
                ? plus(name(cursor.name), int(1))
                : name(cursor.name);
            return [...begin, set(place(left), place(this.bump(cursor, gives, by)))];
          },
          () => {
            const { cursor, begin } = this.cursor();
            const { by, gives } = step(cursor);
            const bumped = this.bump(cursor, gives, by);
            return [...begin, set(place(bumped), place(name(cursor.name)))];
          },
          () => {
            // g++ 12 looks at a plain variable on the right only after the left side, against C++17.
            if (this.language === 'cpp') return undefined;
            const { cursor, begin } = this.cursor();
            const { by, gives } = step(cursor);
            const bumped = this.bump(cursor, gives, by);
            return [...begin, { s: 'assign', target: place(bumped), operator: '+', value: toInt(name(cursor.name)) }];
          },
        );
    }
    if (has.assigned !== 'no') {
      const target = (): Expr | undefined => {
        const text = this.scalar();
        return has.assigned === 'cells' ? this.cell() : text === undefined ? undefined : name(text);
      };
      choices.push(() => {
        const inner = target();
        if (!inner) return undefined;
        // In C no cell may be written twice, or be read for a place that the other writes.
        const text = this.scalar();
        if (!has.ordersAssignment) {
          if (text === undefined || this.reads(inner).has(text)) return undefined;
          return [set(name(text), { e: 'assigned', target: inner, value: this.term() })];
        }
        return [set(this.cell(), { e: 'assigned', target: inner, value: this.term() })];
      });
      if (has.ordersAssignment)
        choices.push(() => {
          const text = this.scalar();
          if (text === undefined) return undefined;
          return [
            {
              s: 'assign',
              target: name(text),
              operator: '+',
              value: { e: 'assigned', target: name(text), value: this.term() },
            },
          ];
        });
      if (has.ordersOperands)
        choices.push(
          () => {
            const text = this.scalar();
            if (text === undefined) return undefined;
            const sides: [Expr, Expr] = [this.cell(), { e: 'assigned', target: name(text), value: this.term() }];
            const [left, right] = random.chance(60) ? sides : [sides[1], sides[0]];
            return [set(this.cell(), modulo(plus(left, right), 997))];
          },
          () => {
            const text = this.scalar();
            if (text === undefined) return undefined;
            const test = this.test();
            return [
              set(this.cell(), {
                e: 'choice',
                test,
                then: { e: 'assigned', target: name(text), value: this.term() },
                otherwise: this.term(),
              }),
            ];
          },
        );
      if (array !== undefined && has.ordersAssignment && has.assigned === 'cells')
        choices.push(() => {
          const { cursor, begin } = this.cursor();
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
  private reads(e: Expr): Set<string> {
    const found = new Set<string>();
    JSON.stringify(e, (key, inner: unknown) => {
      if (key === 'name' && typeof inner === 'string') found.add(inner);
      return inner;
    });
    return found;
  }

  private effectInTest(depth: number): Stmt[] | undefined {
    const { random, has } = this;
    const text = this.scalar();
    const choices: (() => Stmt[])[] = [];
    if (has.assigned !== 'no' && text !== undefined) {
      const assigned = (): Expr => ({ e: 'assigned', target: name(text), value: this.term() });
      const other = (): Expr => this.value();
      choices.push(
        () => [when(compare(assigned(), random.pick(ORDERS), other()), this.inner(depth), this.otherwise(depth))],
        () => [
          when(
            {
              e: 'logic',
              operator: random.pick(['&&', '||'] as const),
              left: this.test(),
              right: compare(assigned(), random.pick(ORDERS), other()),
            },
            this.inner(depth),
            this.otherwise(depth),
          ),
        ],
      );
    }
    if (has.bump !== 'no') {
      const k = this.called('k');
      const rounds = random.int(1, 3);
      const cursor = (low: number, high: number): Cursor => ({ name: k, low, high, depth: -1, isLoop: true });
      const bumped = (by: 1 | -1, gives: 'old' | 'new'): Expr => ({ e: 'bump', target: name(k), by, gives });
      if (has.bump === 'both' && this.language !== 'rust')
        choices.push(() => [
          local(k, INDEX, int(rounds)),
          loop(compare(bumped(-1, 'old'), '>', int(0)), this.inner(depth, [cursor(0, rounds - 1)])),
        ]);
      choices.push(() => [
        local(k, INDEX, int(rounds + 1)),
        loop(compare(bumped(-1, 'new'), '>', int(0)), this.inner(depth, [cursor(1, rounds)])),
      ]);
      if (has.doWhile)
        choices.push(() => [
          local(k, INDEX, int(0)),
          loop(compare(bumped(1, 'new'), '<', int(rounds)), this.inner(depth, [cursor(0, rounds - 1)]), {
            after: true,
          }),
        ]);
      if (has.bump === 'both' && has.ordersOperands && this.names.arrays.length > 0) {
        const array = name(random.pick(this.names.arrays));
        choices.push(() => [
          local(k, INDEX, int(0)),
          loop(
            both(
              compare(name(k), '<', int(this.size - 1)),
              compare(at(array, bumped(1, 'old')), random.pick(['<', '!=', '>'] as const), at(array, name(k))),
            ),
            [set(at(array, minus(name(k), int(1))), this.term())],
          ),
        ]);
      }
    }
    if (choices.length === 0) return undefined;
    const made = random.pick(choices)();
    return made.length > 0 ? made : undefined;
  }

  private inner(depth: number, more: Cursor[] = []): Stmt[] {
    return this.nested(() => this.block(depth, more));
  }

  private otherwise(depth: number): Stmt[] | undefined {
    return this.random.chance(40) ? this.inner(depth) : undefined;
  }

  private control(depth: number): Stmt[] {
    const { random } = this;
    const i = this.called('n');
    const rounds = random.int(1, Math.min(3, this.size - 1));
    const cursor: Cursor = { name: i, low: 0, high: rounds - 1, depth: -1, isLoop: true };
    switch (random.int(1, 4)) {
      case 1:
        return [count(i, int(0), int(rounds), this.inner(depth, [cursor]), random.chance(30) ? { down: true } : {})];
      case 2:
        return [
          local(i, INDEX, int(0)),
          loop(compare(name(i), '<', int(rounds)), [...this.inner(depth, [cursor]), add(name(i), 1)]),
        ];
      case 3:
        return [when(this.test(), this.inner(depth), this.otherwise(depth))];
      default:
        return [
          count(i, int(0), int(4), [
            when(compare(name(i), random.pick(['==', '>'] as const), int(random.int(1, 3))), [
              leave(random.pick(['break', 'continue'])),
            ]),
            ...this.inner(depth, [{ ...cursor, high: 3 }]),
          ]),
        ];
    }
  }

  private passed(array: string): Argument {
    return { value: name(array), type: arrayOf(this.size), mode: 'reference' };
  }

  private textbook(): Stmt[] {
    const { random } = this;
    const [label, book] = random.pick(Object.entries(this.books));
    for (const fn of book.functions) this.functions.set(fn.name, fn);
    const last = book.functions.at(-1);
    const args = book.arguments(this.passed(random.pick(this.names.arrays)), this.size, (low, high) =>
      random.int(low, high),
    );
    const call: Expr = { e: 'call', name: last?.name ?? label, args };
    if (last?.result?.of !== 'index') return [{ s: 'do', value: call }];
    if (random.chance(25)) return [{ s: 'print', value: call }];
    const cursor: Cursor = { name: this.called('i'), low: 0, high: this.size - 1, depth: this.level, isLoop: false };
    this.cursors = [...this.cursors, cursor];
    return [
      local(cursor.name, INDEX, call),
      set(this.cell(), at(name(random.pick(this.names.arrays)), name(cursor.name))),
    ];
  }

  /** What only this language says. */
  private phrase(): Stmt[] | undefined {
    const { random, names, size } = this;
    const { head, lines } = random.pick(phrasesOf(this.language, this.arrays));
    const text = lines.join('\n');
    const [a, b] = random.shuffled(names.arrays);
    const [x, y] = random.shuffled(names.scalars);
    const [i = 0, j = 1] = random.distinct(2, size);
    const fresh = [this.value(), this.value()].map((one) => (one.e === 'int' ? String(one.value) : ''));
    const values: Record<string, string | undefined> = {
      a,
      b,
      x,
      y,
      i: String(i),
      j: String(j),
      l: String(Math.min(i, j)),
      h: String(Math.max(i, j)),
      n: String(size),
      v: fresh[0],
      w: fresh[1],
      k: String(++this.serial),
    };
    const wanted = [...text.matchAll(/\$([a-z])/g)].map(([, key = '']) => key);
    if (wanted.some((key) => values[key] === undefined)) return undefined;
    if (head) this.head.add(head);
    return [
      { s: 'text', lines: lines.map((line) => line.replaceAll(/\$([a-z])/g, (_, key: string) => values[key] ?? '')) },
    ];
  }

  private printing(): Stmt[] | undefined {
    const { random, has } = this;
    const text = this.scalar();
    if (has.assigned !== 'no' && text !== undefined && random.chance(50))
      return [{ s: 'print', value: { e: 'assigned', target: name(text), value: this.term() } }];
    if (has.bump === 'both' && this.names.arrays.length > 0) {
      const target =
        random.chance(50) && text !== undefined
          ? name(text)
          : at(name(random.pick(this.names.arrays)), this.index(this.size));
      return [{ s: 'print', value: { e: 'bump', target, by: 1, gives: random.pick(['old', 'new']) } }];
    }
    if (this.names.arrays.length === 0) return undefined;
    const front = this.books.front;
    for (const fn of front?.functions ?? []) this.functions.set(fn.name, fn);
    const args: Argument[] = [
      this.passed(random.pick(this.names.arrays)),
      { value: this.value(), type: INT, mode: 'value' },
    ];
    return [{ s: 'print', value: { e: 'call', name: 'front', args } }];
  }

  /** A function of numbers with moves of its own and an early return; its parameters have the names of the world. */
  private ownFunction(): Stmt[] {
    const { random } = this;
    const label = this.called('mix');
    const texts = ['x', 'y', 'z'].slice(0, random.int(2, 3));
    this.functions.set(label, {
      name: label,
      parameters: texts.map((one) => ({ name: one, type: INT, mode: 'value' })),
      result: INT,
      body: this.mixing(texts),
    });
    const args = texts.map((): Argument => ({
      value: random.chance(50) ? this.value() : this.cell(),
      type: INT,
      mode: 'value',
    }));
    const call: Expr = { e: 'call', name: label, args };
    return random.chance(70) ? [set(this.cell(), call)] : [{ s: random.chance(50) ? 'do' : 'print', value: call }];
  }

  private mixing(texts: readonly string[]): Stmt[] {
    const { random } = this;
    const some = (): Expr => name(random.pick(texts));
    const [one, two] = random.shuffled(texts).map(name);
    if (!one || !two) return [give(int(1))];
    const swap: Stmt[] =
      this.has.parallel && random.chance(40)
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

  /** Several functions of one name, told apart by how many arguments they take and of what type. */
  private overload(): Stmt[] {
    const { random, names } = this;
    const label = 'over';
    const number = (text: string): Parameter => ({ name: text, type: INT, mode: 'value' });
    const kinds: [Parameter[], Stmt[], (() => Argument[]) | undefined][] = [
      [[number('x')], [give(modulo(plus(name('x'), int(1)), 997))], () => [this.numeric()]],
      [[number('x'), number('y')], this.mixing(['x', 'y']), () => [this.numeric(), this.numeric()]],
      [
        [number('x'), number('y'), number('z')],
        this.mixing(['x', 'y', 'z']),
        () => [this.numeric(), this.numeric(), this.numeric()],
      ],
      [
        [{ name: 'v', type: arrayOf(this.size), mode: 'reference' }],
        [
          local('t', INT, at(name('v'), int(0))),
          set(at(name('v'), int(0)), at(name('v'), int(1))),
          set(at(name('v'), int(1)), name('t')),
          give(name('t')),
        ],
        names.arrays.length > 0 ? () => [this.passed(random.pick(names.arrays))] : undefined,
      ],
      [
        [{ name: 'v', type: arrayOf(this.size), mode: 'reference' }, number('x')],
        [set(at(name('v'), int(2)), name('x')), give(at(name('v'), int(0)))],
        names.arrays.length > 0 ? () => [this.passed(random.pick(names.arrays)), this.numeric()] : undefined,
      ],
    ];
    kinds.forEach(([parameters, body], k) => {
      if (!this.functions.has(`over ${k}`))
        this.functions.set(`over ${k}`, { name: label, parameters, result: INT, body });
    });
    const usable = kinds.flatMap(([, , args]) => args ?? []);
    const call: Expr = { e: 'call', name: label, args: random.pick(usable)() };
    return random.chance(75) ? [set(this.cell(), call)] : [{ s: 'do', value: call }];
  }

  private numeric(): Argument {
    return { value: this.random.chance(50) ? this.value() : this.cell(), type: INT, mode: 'value' };
  }

  private byReference(): Stmt[] | undefined {
    const { random } = this;
    const cells = this.language === 'rust' ? this.names.scalars.map(name) : this.different(2);
    const [first, second] = random.shuffled(cells);
    if (!first || !second) return undefined;
    const p = reference('p');
    const q = reference('q');
    const swap: Stmt[] = [local('t', INT, p), set(p, q), set(q, name('t'))];
    const label = random.pick(['exchange', 'order', 'raise']);
    const bodies: Record<string, Stmt[]> = {
      exchange: swap,
      order: [when(compare(p, '<=', q), [give()]), ...swap],
      raise: [set(p, modulo(plus(p, q), 997)), add(q, 3)],
    };
    const parameters = ['p', 'q'].map((text): Parameter => ({ name: text, type: INT, mode: 'reference' }));
    this.functions.set(label, { name: label, parameters, body: bodies[label] ?? [] });
    const args = [first, second].map((value): Argument => ({ value, type: INT, mode: 'reference' }));
    return [{ s: 'do', value: { e: 'call', name: label, args } }];
  }

  /** Arrays as wholes: copies, second names, functions that take and give them. */
  private wholeArray(): Stmt[] | undefined {
    const { random, has, names, arrays, size } = this;
    const [a, b] = random.shuffled(names.arrays);
    if (a === undefined) return undefined;
    const type = arrayOf(size);
    const turnedBody: Stmt[] = [
      local('t', INT, at(name('v'), int(0))),
      set(at(name('v'), int(0)), at(name('v'), int(size - 1))),
      set(at(name('v'), int(size - 1)), name('t')),
    ];
    const choices: (() => Stmt[])[] = [];
    if (b !== undefined && has.copiesArrays[arrays]) choices.push(() => [set(name(a), name(b))]);
    if (b !== undefined && this.language !== 'c' && !(this.language === 'cpp' && arrays === 'plain'))
      choices.push(() => [set(name(a), { e: 'copy', value: name(b), type })]);
    if (this.language !== 'c' && !(this.language === 'cpp' && arrays === 'plain')) {
      choices.push(() => {
        const old = this.called('old');
        const order = random.distinct(size, size);
        return [
          local(old, type, { e: 'copy', value: name(a), type }),
          ...order.map((from, to): Stmt => set(at(name(a), int(to)), at(name(old), int(from)))),
        ];
      });
      if (!(this.language === 'rust' && arrays === 'vector'))
        choices.push(() => {
          // Another name, or a copy, as the language has it.
          const other = this.called('s');
          const t = this.called('t');
          const [i, j] = random.distinct(2, size);
          return [
            { s: 'declare', name: other, type, value: name(a), isAlias: true },
            local(t, INT, at(name(other), int(i ?? 0))),
            set(at(name(other), int(i ?? 0)), at(name(other), int(j ?? 1))),
            set(at(name(other), int(j ?? 1)), name(t)),
            set(this.cell(), at(name(other), int(i ?? 0))),
          ];
        });
    }
    if (has.givesArrays && !(this.language === 'cpp' && arrays === 'plain')) {
      choices.push(() => {
        this.functions.set('turned', {
          name: 'turned',
          parameters: [{ name: 'v', type, mode: 'value' }],
          result: type,
          body: [...turnedBody, give(name('v'), type)],
        });
        return [set(name(a), { e: 'call', name: 'turned', args: [{ value: name(a), type, mode: 'value' }] })];
      });
      if (!(this.language === 'rust' && arrays === 'vector'))
        choices.push(() => {
          this.functions.set('tried', {
            name: 'tried',
            parameters: [{ name: 'v', type, mode: 'value' }],
            result: INT,
            body: [...turnedBody, give(at(name('v'), int(0)))],
          });
          return [set(this.cell(), { e: 'call', name: 'tried', args: [{ value: name(a), type, mode: 'value' }] })];
        });
    }
    if (choices.length === 0) return undefined;
    return random.pick(choices)();
  }

  private closure(): Stmt[] | undefined {
    const { random, names, has } = this;
    const label = this.called('next');
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
      const low = random.int(0, this.size - 2);
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
        call(random.int(0, this.size - 1)),
        call(random.int(0, this.size - 1)),
      ]);
    }
    if (choices.length === 0) return undefined;
    return random.pick(choices)();
  }

  private shadow(depth: number): Stmt[] | undefined {
    const { random } = this;
    const text = this.scalar();
    if (text === undefined) return undefined;
    const cell = this.names.arrays.length > 0 ? at(name(random.pick(this.names.arrays)), int(0)) : undefined;
    const start = this.value();
    // JavaScript looks for `x` in the block itself, so the first value is no `x`.
    return [
      {
        s: 'block',
        body: [
          local(text, INT, start),
          ...this.inner(depth),
          set(name(text), this.value()),
          ...(cell ? [set(cell, name(text))] : []),
        ],
      },
    ];
  }

  private each(): Stmt[] {
    const { random, has, size } = this;
    const array = random.pick(this.names.arrays);
    const e = this.called('e');
    const choices: (() => Stmt[])[] = [
      () => {
        const target = this.cell();
        return [
          {
            s: 'each',
            name: e,
            array: name(array),
            how: 'value',
            body: [when(compare(name(e), random.pick(ORDERS), this.value()), [set(target, name(e))])],
          },
        ];
      },
      () => [
        {
          s: 'each',
          name: e,
          array: name(array),
          how: 'value',
          body: [set(at(name(array), int(random.int(0, size - 1))), name(e))],
        },
      ],
    ];
    if (has.eachReference)
      choices.push(() => [
        {
          s: 'each',
          name: e,
          array: name(array),
          how: 'reference',
          body: [set(reference(e), modulo(plus(reference(e), this.value()), 997))],
        },
      ]);
    if (has.eachPairs) {
      const k = this.called('k');
      choices.push(() => [
        {
          s: 'each',
          name: e,
          index: k,
          array: name(array),
          how: 'pairs',
          body: [set(at(name(array), minus(int(size - 1), name(k))), name(e))],
        },
      ]);
    }
    return random.pick(choices)();
  }

  private choose(depth: number): Stmt[] {
    const { random, has } = this;
    const cases = [0, 1].map((value) => ({
      value,
      body: this.inner(depth),
      falls: has.fallsThrough === 'yes' && random.chance(40),
    }));
    return [{ s: 'switch', subject: modulo(this.cell(), 3), cases, otherwise: this.inner(depth) }];
  }

  private labels(depth: number): Stmt[] {
    const { random, has } = this;
    const [i, j] = [this.called('n'), this.called('m')];
    const cursors = [i, j].map((text): Cursor => ({
      name: text,
      low: 0,
      high: Math.min(2, this.size - 1),
      depth: -1,
      isLoop: true,
    }));
    const how = random.pick(['break', 'continue'] as const);
    const label = has.labels && random.chance(75) ? this.called('outer') : undefined;
    const test = random.chance(50)
      ? compare(name(j), '>=', name(i))
      : compare(plus(name(i), name(j)), '==', int(random.int(1, 3)));
    return [
      count(
        i,
        int(0),
        int(3),
        [
          count(j, int(0), int(3), [when(test, [leave(how, label)]), ...this.inner(depth + 1, cursors)]),
          ...(random.chance(50) ? this.inner(depth + 1, cursors.slice(0, 1)) : []),
        ],
        label !== undefined ? { label } : {},
      ),
    ];
  }

  private pairs(): Stmt[] | undefined {
    const { random, has, names } = this;
    const [p, q] = random.shuffled(names.pairs);
    if (p === undefined) return undefined;
    const x = field(name('this'), 'x');
    const y = field(name('this'), 'y');
    const choices: (() => Stmt[])[] = [
      () => {
        this.functions.set('flip of a pair', {
          name: 'flip_fields',
          isMethod: true,
          parameters: [],
          body: [local('t', INT, x), set(x, y), set(y, name('t'))],
        });
        return [{ s: 'do', value: { e: 'call', name: 'flip_fields', self: name(p), args: [] } }];
      },
      () => {
        this.functions.set('put of a pair', {
          name: 'put',
          isMethod: true,
          parameters: [{ name: 'x', type: INT, mode: 'value' }],
          result: INT,
          body: [
            local('old', INT, x),
            when(compare(name('old'), '>', name('x')), [give(name('x'))]),
            set(x, name('x')),
            give(name('old')),
          ],
        });
        return [set(field(name(p), 'y'), { e: 'call', name: 'put', self: name(p), args: [this.numeric()] })];
      },
      () => {
        const made: Expr = { e: 'items', type: PAIR, items: [field(name('r'), 'y'), field(name('r'), 'x')] };
        this.functions.set('flipped', {
          name: 'flipped',
          parameters: [{ name: 'r', type: PAIR, mode: 'value' }],
          result: PAIR,
          body: [give(made, PAIR)],
        });
        return [set(name(p), { e: 'call', name: 'flipped', args: [{ value: name(p), type: PAIR, mode: 'value' }] })];
      },
      () => {
        // What is done to a parameter is seen outside, or not, as the language has it.
        const [rx, ry] = [field(name('r'), 'x'), field(name('r'), 'y')];
        this.functions.set('spoil', {
          name: 'spoil',
          parameters: [{ name: 'r', type: PAIR, mode: 'value' }],
          result: INT,
          body: [set(rx, ry), give(rx)],
        });
        return [set(this.cell(), { e: 'call', name: 'spoil', args: [{ value: name(p), type: PAIR, mode: 'value' }] })];
      },
    ];
    if (q !== undefined && has.pairs === 'value') choices.push(() => [set(name(p), name(q))]);
    if (has.pairs === 'value')
      choices.push(() => {
        const r = this.called('r');
        return [
          local(r, PAIR, name(p)),
          set(field(name(p), 'x'), field(name(r), 'y')),
          set(field(name(r), 'y'), this.value()),
          set(field(name(p), 'y'), field(name(r), 'x')),
        ];
      });
    return random.pick(choices)();
  }

  private grids(): Stmt[] | undefined {
    const { random, grid, language, arrays } = this;
    if (!grid) return undefined;
    const { rows, columns } = grid;
    const cell = (i: Expr, j: Expr): Expr => at(name('g'), i, j);
    const [i, j, t] = [this.called('n'), this.called('m'), this.called('t')];
    const choices: (() => Stmt[])[] = [
      () => {
        const one = cell(int(random.int(0, rows - 1)), int(random.int(0, columns - 1)));
        const two = cell(int(random.int(0, rows - 1)), int(random.int(0, columns - 1)));
        return [local(t, INT, one), set(one, two), set(two, name(t))];
      },
    ];
    if (rows === columns)
      choices.push(() => [
        count(i, int(0), int(rows), [
          count(j, plus(name(i), int(1)), int(columns), [
            local(t, INT, cell(name(i), name(j))),
            set(cell(name(i), name(j)), cell(name(j), name(i))),
            set(cell(name(j), name(i)), name(t)),
          ]),
        ]),
      ]);
    const wholeRows =
      language !== 'c' &&
      !(language === 'cpp' && arrays === 'plain') &&
      !(language === 'rust' && arrays === 'vector') &&
      !(language === 'go' && arrays === 'slice');
    if (wholeRows) {
      const [one = 0, two = 1] = random.distinct(2, rows);
      const [first, second] = [at(name('g'), int(one)), at(name('g'), int(two))];
      choices.push(() => [
        { s: 'declare', name: t, type: arrayOf(columns), value: first, isAlias: true },
        set(first, second),
        set(second, name(t)),
      ]);
      if (this.has.parallel && language !== 'cpp')
        choices.push(() => [{ s: 'parallel', targets: [first, second], values: [second, first] }]);
    }
    choices.push(() => [count(i, int(0), int(rows), [set(cell(name(i), int(0)), cell(name(i), int(columns - 1)))])]);
    return random.pick(choices)();
  }
}
