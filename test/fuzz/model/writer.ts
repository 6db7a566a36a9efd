import { Random } from '../random';
import {
  at,
  compare,
  field,
  INDEX,
  INT,
  int,
  local,
  minus,
  modulo,
  name,
  arrayOf,
  plus,
  toIndex,
  toInt,
  type Argument,
  type Arrays,
  type Expr,
  type Fn,
  type Language,
  type Root,
  type Stmt,
} from './ast';
import { FEATURES, type Features } from './languages';
import { textbooks, type Textbook } from './textbook';

/** A number that can be an index: a loop's variable, or a cursor that statements move. */
export interface Cursor {
  name: string;
  low: number;
  high: number;
  /** How deep in blocks it was declared: only there it is moved. */
  depth: number;
  isLoop: boolean;
}

/** A variable that holds one of `0..values-1`, each computed from the one before. */
export interface State {
  name: string;
  values: number;
  /** It can be an index. */
  isIndex: boolean;
}

export const ORDERS = ['<', '>', '<=', '>=', '!='] as const;

/** What is known of a program while it is written: its names, and what fits where. */
export class Writer {
  readonly random: Random;
  readonly has: Features;
  /** Of every array. */
  readonly size: number;
  readonly arrays: Arrays;
  readonly books: Record<string, Textbook>;
  readonly functions = new Map<string, Fn>();
  readonly names = { arrays: [] as string[], scalars: [] as string[], pairs: [] as string[] };
  grid: { rows: number; columns: number } | undefined;
  cursors: Cursor[] = [];
  states: State[] = [];
  readonly roots: Root[] = [];
  readonly head = new Set<readonly string[]>();
  private fresh = 100;
  serial = 0;
  isMain = true;
  /** Budget of statements that loops repeat, so that programs stay small. */
  budget = 60;
  /** How deep in blocks it is. */
  level = 0;

  constructor(
    readonly language: Language,
    seed: number,
    private readonly statement: (writer: Writer, depth: number) => Stmt[],
  ) {
    this.random = new Random(seed * 7 + ['python', 'javascript', 'c', 'cpp', 'java', 'go', 'rust'].indexOf(language));
    this.has = FEATURES[language];
    this.size = this.random.int(3, 6);
    this.arrays = this.random.pick(this.has.arrays);
    this.books = textbooks(this.size, language === 'rust', this.has.bare);
  }

  value(): Expr {
    this.fresh += this.random.int(1, 7);
    return int(this.fresh);
  }

  values(length: number): Expr[] {
    return this.random.shuffled(Array.from({ length }, () => this.value()));
  }

  called(base: string): string {
    return `${base}${++this.serial}`;
  }

  // Expressions without effects

  index(length: number, hidden?: string): Expr {
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
  cell(hidden?: string): Expr {
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

  scalar(): string | undefined {
    return this.names.scalars.length > 0 ? this.random.pick(this.names.scalars) : undefined;
  }

  term(hidden?: string): Expr {
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

  test(hidden?: string): Expr {
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

  /** Cells of which no two are written alike; Go and others take them in any order. */
  different(wanted: number): Expr[] {
    const found = new Map<string, Expr>();
    for (let k = 0; k < 8 && found.size < wanted; k++) {
      const cell = this.cell();
      found.set(JSON.stringify(cell), cell);
    }
    return [...found.values()];
  }

  movable(): Cursor | undefined {
    const here = this.cursors.filter(({ isLoop, depth }) => !isLoop && depth === this.level);
    return here.length > 0 ? this.random.pick(here) : undefined;
  }

  nested(write: () => Stmt[]): Stmt[] {
    this.level++;
    const body = write();
    this.level--;
    return body;
  }

  /** A cursor of this block whose value is known, and the statement that declares it if it is new. */
  cursor(): { cursor: Cursor; begin: Stmt[] } {
    const known = this.movable();
    if (known && known.low === known.high && this.random.chance(70)) return { cursor: known, begin: [] };
    const start = this.random.int(0, this.size - 1);
    const cursor: Cursor = { name: this.called('i'), low: start, high: start, depth: this.level, isLoop: false };
    this.cursors = [...this.cursors, cursor];
    if (this.level === 0 && this.random.chance(50)) this.roots.push({ name: cursor.name, type: INDEX });
    return { cursor, begin: [local(cursor.name, INDEX, int(start))] };
  }

  bump(cursor: Cursor, gives: 'old' | 'new', by: 1 | -1): Expr {
    cursor.low += by;
    cursor.high += by;
    return { e: 'bump', target: name(cursor.name), by, gives };
  }

  // Blocks

  /** Statements of an inner block; what is declared in it ends with it. */
  block(depth: number, more: Cursor[] = []): Stmt[] {
    const { cursors, states } = this;
    this.cursors = [...cursors, ...more];
    const body = Array.from({ length: this.random.int(1, 2) }, () => this.statement(this, depth + 1)).flat();
    Object.assign(this, { cursors, states });
    return body;
  }

  inner(depth: number, more: Cursor[] = []): Stmt[] {
    return this.nested(() => this.block(depth, more));
  }

  otherwise(depth: number): Stmt[] | undefined {
    return this.random.chance(40) ? this.inner(depth) : undefined;
  }

  passed(array: string): Argument {
    return { value: name(array), type: arrayOf(this.size), mode: 'reference' };
  }

  numeric(): Argument {
    return { value: this.random.chance(50) ? this.value() : this.cell(), type: INT, mode: 'value' };
  }
}
